import { labels, numbers, takeRows } from "siklus/data";
import { defineHiddenChecks, fail, pass } from "siklus/lab";
import { applyThreshold, balancedAccuracy, confusionCounts } from "siklus/metrics";

export default defineHiddenChecks("siklus-canary-b85f0c6e29d14f73a6c10d4e7f92a8b1", [
  {
    id: "other-loans",
    category: "robustness",
    run: async ({ learner, table, rng }) => {
      const threshold = await learner.value("threshold");
      if (typeof threshold !== "number" || !(threshold >= 0 && threshold <= 1)) return fail("not-a-threshold");
      const all = table("loan-scores.csv");
      const drawn = Array.from({ length: all.rowCount }, () => rng.integer(all.rowCount));
      const loans = takeRows({ table: all, rows: drawn });
      const actual = labels(loans, "outcome", { positive: "bad" });
      const counts = confusionCounts({
        actual,
        predicted: applyThreshold({ scores: numbers(loans, "score"), threshold }),
      });
      return balancedAccuracy(counts) >= 0.63 ? pass() : fail("other-loans");
    },
  },
]);
