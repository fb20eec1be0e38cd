import { defineHiddenChecks, fail, type Outcome, pass } from "siklus/lab";
import { applyThreshold, confusionCounts, thresholdSweep } from "siklus/metrics";

const profitOf = (tp: number, fp: number): number => tp * 150 - (tp + fp) * 15;

export default defineHiddenChecks("siklus-canary-8a37e5f10bd94c26b7f0943ce1d6285a", [
  {
    id: "fresh-customers",
    category: "correctness",
    weight: 2,
    run: async ({ learner, rng }) => {
      let outcome: Outcome = pass();
      for (let round = 0; round < 4 && outcome.status === "pass"; round++) {
        const share = 0.05 + rng.uniform() * 0.3;
        const labels = Array.from({ length: 200 }, (_, i) => (i === 0 || rng.uniform() < share ? 1 : 0));
        const scores = labels.map((label) => Math.round((rng.uniform() + label * 0.4) * 500) / 700);
        const threshold = await learner.call("chooseThreshold", { labels, scores });
        if (typeof threshold !== "number" || Number.isNaN(threshold)) return fail("no-threshold");
        const counts = confusionCounts({ actual: labels, predicted: applyThreshold({ scores, threshold }) });
        const sweep = thresholdSweep({ labels, scores });
        const best = Math.max(0, ...sweep.tp.map((tp, i) => profitOf(tp, sweep.fp[i] ?? 0)));
        const got = profitOf(counts.tp, counts.fp);
        if (got < best - 1e-9) outcome = fail("more-profit", { threshold, got, best });
      }
      return outcome;
    },
  },
  {
    id: "profit-of-any-counts",
    category: "correctness",
    run: async ({ learner, rng }) => {
      const counts = { tp: rng.integer(500), fp: rng.integer(500), fn: rng.integer(500), tn: rng.integer(500) };
      const got = await learner.call("profitUsd", counts);
      return got === profitOf(counts.tp, counts.fp) ? pass() : fail("wrong-profit");
    },
  },
]);
