// check: beta

import emails from "data/spam-scores.csv";
import { labels, numbers } from "siklus/data";
import { applyThreshold, confusionCounts } from "siklus/metrics";
import { bar } from "siklus/show";

type Counts = { tp: number; fp: number; fn: number; tn: number };

/** Balances precision and recall; with beta above 1 recall counts more. 0 when nothing was found. */
export function fBeta(counts: Counts, beta: number): number {
  const { tp, fp, fn } = counts;
  if (tp === 0) return 0;
  const precision = tp / (tp + fp);
  const recall = tp / (tp + fn);
  const weight = 1;
  return ((1 + weight) * precision * recall) / (weight * precision + recall);
}

const actual = labels(emails, "type", { positive: "spam" });
const predicted = applyThreshold({ scores: numbers(emails, "score"), threshold: 0.9 });
const counts = confusionCounts({ actual, predicted });
const betas = [0.5, 1, 2];
bar({
  title: "Threshold 0.9",
  yLabel: "F-beta",
  labels: betas.map((beta) => `beta ${beta}`),
  values: betas.map((beta) => fBeta(counts, beta)),
});
