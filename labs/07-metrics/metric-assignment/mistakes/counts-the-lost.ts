// check: profit

import customers from "data/churn-scores.csv";
import { labels, numbers, type Table, takeRows } from "siklus/data";
import {
  applyThreshold,
  bootstrapInterval,
  confusionCounts,
  createRng,
  precision,
  recall,
  rocAuc,
  thresholdSweep,
} from "siklus/metrics";
import { line } from "siklus/show";

type Counts = { tp: number; fp: number; fn: number; tn: number };
type Scored = { labels: ArrayLike<number>; scores: ArrayLike<number> };

const callCostUsd = 15; // every call, whoever is called
const keptValueUsd = 150; // what a call to a customer about to leave brings, on average

/** What the calls bring: their value less their cost, in US dollars. Nobody called = 0. */
export function profitUsd({ tp, fp, fn }: Counts): number {
  return tp * keptValueUsd - (tp + fp) * callCostUsd - fn * keptValueUsd;
}

/** The threshold with the highest profit on these rows. */
export function chooseThreshold({ labels, scores }: Scored): number {
  const sweep = thresholdSweep({ labels, scores });
  let [best, bestProfit] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < sweep.thresholds.length; i++) {
    const counts = { tp: sweep.tp[i] ?? 0, fp: sweep.fp[i] ?? 0, fn: sweep.fn[i] ?? 0, tn: sweep.tn[i] ?? 0 };
    const profit = profitUsd(counts);
    if (profit > bestProfit) [best, bestProfit] = [sweep.thresholds[i] ?? best, profit];
  }
  return best;
}

/** Rows 0, 2, 4 … are for choosing, rows 1, 3, 5 … for reporting. */
const half = (parity: number): Table =>
  takeRows({
    table: customers,
    rows: Array.from({ length: customers.rowCount }, (_, i) => i).filter((i) => i % 2 === parity),
  });
const scored = (table: Table) => ({
  labels: labels(table, "churn", { positive: "Yes" }),
  scores: numbers(table, "score"),
});
const validation = scored(half(0));
const test = scored(half(1));

const threshold = chooseThreshold(validation);
const counts = confusionCounts({ actual: test.labels, predicted: applyThreshold({ scores: test.scores, threshold }) });
const interval = bootstrapInterval({
  rowCount: test.scores.length,
  statistic: (rows) =>
    rocAuc({
      labels: Array.from(rows, (i) => test.labels[i] ?? 0),
      scores: Array.from(rows, (i) => test.scores[i] ?? 0),
    }),
  rng: createRng(7),
  resamples: 200,
});

/** What you propose to the company, and what it may expect. All figures are for the test rows. */
export const decision = {
  threshold,
  profitUsd: profitUsd(counts),
  precision: precision(counts),
  recall: recall(counts),
  callEveryoneUsd: profitUsd({ tp: counts.tp + counts.fn, fp: counts.fp + counts.tn, fn: 0, tn: 0 }),
  auc: interval.estimate,
  aucLower: interval.lower,
  aucUpper: interval.upper,
};
console.log(decision);

const sweep = thresholdSweep(validation);
line({
  title: "Profit by threshold (validation rows)",
  xLabel: "threshold",
  yLabel: "profit in US dollars",
  x: sweep.thresholds,
  y: sweep.tp.map((tp, i) => profitUsd({ tp, fp: sweep.fp[i] ?? 0, fn: sweep.fn[i] ?? 0, tn: sweep.tn[i] ?? 0 })),
});
