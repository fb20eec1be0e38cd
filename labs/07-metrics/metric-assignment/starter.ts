import customers from "data/churn-scores.csv";
import { labels, numbers, type Table, takeRows } from "siklus/data";
import { applyThreshold, confusionCounts, createRng, rocAuc } from "siklus/metrics";
import { line } from "siklus/show";

type Counts = { tp: number; fp: number; fn: number; tn: number };
type Scored = { labels: ArrayLike<number>; scores: ArrayLike<number> };

const callCostUsd = 15; // every call, whoever is called
const keptValueUsd = 150; // what a call to a customer about to leave brings, on average

/** What the calls bring: their value less their cost, in US dollars. Nobody called = 0. */
export function profitUsd({ tp, fp, fn, tn }: Counts): number {
  return 0;
}

/** The threshold with the highest profit on these rows. */
export function chooseThreshold({ labels, scores }: Scored): number {
  return 0.5;
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

/** What you propose to the company, and what it may expect. All figures are for the test rows. */
export const decision = {
  threshold,
  profitUsd: 0,
  precision: 0,
  recall: 0,
  callEveryoneUsd: 0,
  auc: 0,
  aucLower: 0,
  aucUpper: 0,
};
console.log(decision);
