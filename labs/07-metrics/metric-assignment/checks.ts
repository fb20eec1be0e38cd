import { labels, numbers, takeRows } from "siklus/data";
import { type CheckContext, defineChecks, expectClose, expectRecord, fail, type Outcome, pass } from "siklus/lab";
import { applyThreshold, confusionCounts, precision, recall, rocAuc, thresholdSweep } from "siklus/metrics";

type Counts = { readonly tp: number; readonly fp: number };
type Scored = { readonly labels: Uint8Array; readonly scores: Float64Array };

const profitOf = ({ tp, fp }: Counts): number => tp * 150 - (tp + fp) * 15;

export default defineChecks([
  {
    id: "profit",
    run: async ({ learner }) => {
      // 10 leavers called among 30 calls: 10 · 150 − 30 · 15.
      const some = await learner.call("profitUsd", { tp: 10, fp: 20, fn: 5, tn: 65 });
      const nobody = await learner.call("profitUsd", { tp: 0, fp: 0, fn: 15, tn: 85 });
      const outcome = expectClose("profitUsd({ tp: 10, fp: 20, fn: 5, tn: 65 })", some, 1050);
      return outcome.status === "fail"
        ? outcome
        : expectClose("profitUsd({ tp: 0, fp: 0, fn: 15, tn: 85 })", nobody, 0);
    },
  },
  {
    id: "threshold",
    weight: 2,
    run: async ({ learner, table }) => {
      const { validation } = halves(table);
      const threshold = await learner.call("chooseThreshold", validation);
      if (typeof threshold !== "number" || Number.isNaN(threshold)) return fail("no-threshold");
      const got = profitAt(validation, threshold);
      const best = bestProfit(validation);
      if (got >= best - 1e-9) return pass();
      return fail("more-profit", { threshold: Number(threshold.toPrecision(4)), got, best });
    },
  },
  {
    id: "nobody",
    run: async ({ learner }) => {
      // One leaver at the bottom of 20: no threshold pays, so nobody should be called.
      const labels = Array.from({ length: 20 }, (_, i) => (i === 0 ? 1 : 0));
      const scores = Array.from({ length: 20 }, (_, i) => 0.1 + i / 100);
      const threshold = await learner.call("chooseThreshold", { labels, scores });
      const isNobody = typeof threshold === "number" && scores.every((score) => score < threshold);
      return isNobody ? pass() : fail("calls-at-a-loss", { threshold: String(threshold) });
    },
  },
  {
    id: "honest-choice",
    run: async ({ learner, table }) => {
      const { validation, test } = halves(table);
      const got = await figure(learner, "threshold");
      const own = await learner.call("chooseThreshold", validation);
      if (typeof own === "number" && Object.is(got, own)) return pass();
      const fromTest = await learner.call("chooseThreshold", test);
      return Object.is(got, fromTest) ? fail("chosen-on-test", {}, "chose-on-the-test-rows") : fail("not-yours");
    },
  },
  { id: "report", weight: 2, run: report },
  {
    id: "interval",
    run: async ({ learner, table }) => {
      const { test } = halves(table);
      const auc = rocAuc(test);
      const got = {
        auc: await figure(learner, "auc"),
        lower: await figure(learner, "aucLower"),
        upper: await figure(learner, "aucUpper"),
      };
      const outcome = expectClose("decision.auc", got.auc, auc, 1e-6);
      if (outcome.status === "fail") return outcome;
      const [lower, upper] = [Number(got.lower), Number(got.upper)];
      // The bootstrap's standard error here is about 0.007; 95 % of it spans about 0.028.
      const isPlausible = lower < auc && auc < upper && upper - lower > 0.015 && upper - lower < 0.06;
      return isPlausible ? pass() : fail("interval-off", { lower: String(got.lower), upper: String(got.upper) });
    },
  },
]);

async function report({ learner, table }: CheckContext): Promise<Outcome> {
  const { test } = halves(table);
  const threshold = await figure(learner, "threshold");
  if (typeof threshold !== "number" || Number.isNaN(threshold)) return fail("no-threshold");
  const counts = confusionCounts({
    actual: test.labels,
    predicted: applyThreshold({ scores: test.scores, threshold }),
  });
  const everyone = profitOf({ tp: counts.tp + counts.fn, fp: counts.fp + counts.tn });
  const expected = {
    profitUsd: profitOf(counts),
    precision: precision(counts, { whenUndefined: 0 }),
    recall: recall(counts),
    callEveryoneUsd: everyone,
  };
  return expectRecord("decision", await learner.value("decision"), expected, 1e-6);
}

async function figure(learner: CheckContext["learner"], name: string): Promise<unknown> {
  const decision = await learner.value("decision");
  return typeof decision === "object" && decision !== null
    ? Object.entries(decision).find(([key]) => key === name)?.[1]
    : undefined;
}

function halves(table: CheckContext["table"]): { readonly validation: Scored; readonly test: Scored } {
  const customers = table("churn-scores.csv");
  const half = (parity: number): Scored => {
    const rows = takeRows({
      table: customers,
      rows: Array.from({ length: customers.rowCount }, (_, i) => i).filter((i) => i % 2 === parity),
    });
    return { labels: labels(rows, "churn", { positive: "Yes" }), scores: numbers(rows, "score") };
  };
  return { validation: half(0), test: half(1) };
}

function profitAt({ labels, scores }: Scored, threshold: number): number {
  return profitOf(confusionCounts({ actual: labels, predicted: applyThreshold({ scores, threshold }) }));
}

function bestProfit(rows: Scored): number {
  const { tp, fp } = thresholdSweep(rows);
  return Math.max(0, ...tp.map((count, i) => profitOf({ tp: count, fp: fp[i] ?? 0 })));
}
