import { labels, numbers } from "siklus/data";
import { type CheckContext, defineChecks, expectClose, fail, pass } from "siklus/lab";
import { applyThreshold, balancedAccuracy, type ConfusionCounts, confusionCounts } from "siklus/metrics";

/** The best that any threshold reaches on these loans is 0.6996, at 0.0487. */
const wantedBalance = 0.68;

export default defineChecks([
  {
    id: "baseline",
    // 9,340 of 9,857 loans are good.
    run: async ({ learner }) => expectClose("baselineAccuracy", await learner.value("baselineAccuracy"), 9340 / 9857),
  },
  {
    id: "model",
    run: async (context) => {
      const { tp, tn } = countsAt(context, 0.5);
      return expectClose("modelAccuracy", await context.learner.value("modelAccuracy"), (tp + tn) / 9857);
    },
  },
  {
    id: "found",
    run: async (context) =>
      expectClose("badLoansFound", await context.learner.value("badLoansFound"), countsAt(context, 0.5).tp),
  },
  {
    id: "better-cut",
    weight: 2,
    run: async (context) => {
      const threshold = await context.learner.value("threshold");
      if (typeof threshold !== "number" || !(threshold >= 0 && threshold <= 1)) return fail("not-a-threshold");
      const counts = countsAt(context, threshold);
      const balance = balancedAccuracy(counts);
      if (balance >= wantedBalance) return pass();
      const mistake = counts.tp < 100 ? "stays-at-half" : counts.tn < 3000 ? "everyone-is-bad" : undefined;
      return fail(
        "unbalanced",
        { threshold, balance: balance.toFixed(3), found: counts.tp, spared: counts.tn },
        mistake,
      );
    },
  },
]);

function countsAt({ table }: CheckContext, threshold: number): ConfusionCounts {
  const loans = table("loan-scores.csv");
  const actual = labels(loans, "outcome", { positive: "bad" });
  return confusionCounts({ actual, predicted: applyThreshold({ scores: numbers(loans, "score"), threshold }) });
}
