import { labels, numbers, type Table } from "siklus/data";
import { applyThreshold, confusionCounts } from "siklus/metrics";

type Counts = { tp: number; fp: number; fn: number; tn: number };
const at = (actual: ArrayLike<number>, scores: ArrayLike<number>, threshold: number): Counts =>
  confusionCounts({ actual, predicted: applyThreshold({ scores, threshold }) });

export const chooseThreshold = (given: {
  labels: ArrayLike<number>;
  scores: ArrayLike<number>;
  wanted: number;
}): number => {
  const candidates = [...new Set(Array.from(given.scores))].sort((a, b) => a - b);
  let [low, high] = [0, candidates.length - 1]; // recall only falls as the threshold rises
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const { tp, fn } = at(given.labels, given.scores, candidates[middle]!);
    if (tp >= given.wanted * (tp + fn)) low = middle;
    else high = middle - 1;
  }
  return candidates[low]!;
};

export function screening(table: Table, wanted: number) {
  const ill = labels(table, "diabetes", { positive: "pos" });
  const scores = numbers(table, "score");
  const threshold = chooseThreshold({ labels: ill, scores, wanted });
  const { tp, fp, fn, tn } = at(ill, scores, threshold);
  return { threshold, people: tp + fp + fn + tn, recall: tp / (tp + fn), precision: tp / (tp + fp) };
}
