import people from "data/diabetes-scores.csv";
import { dropMissing, labels, numbers, type Table } from "siklus/data";
import { applyThreshold, confusionCounts, precision, recall, thresholdSweep } from "siklus/metrics";

type Scored = { labels: ArrayLike<number>; scores: ArrayLike<number> };

/** The highest threshold at which at least the wanted share of the ill is found. */
export function chooseThreshold({ labels, scores, wanted }: Scored & { wanted: number }): number {
  const sweep = thresholdSweep({ labels, scores }); // one row per threshold, the strictest first
  for (let i = 0; i < sweep.thresholds.length; i++) {
    const tp = sweep.tp[i] ?? 0;
    const fp = sweep.fp[i] ?? 0;
    if (tp / (tp + fp) >= wanted) return sweep.thresholds[i] ?? 0;
  }
  return 0;
}

/** Screens the people of a table: which threshold, how many people, and what to expect. */
export function screening(table: Table, wanted: number) {
  const complete = dropMissing({ table });
  const actual = labels(complete, "diabetes", { positive: "pos" });
  const scores = numbers(complete, "score");
  const threshold = chooseThreshold({ labels: actual, scores, wanted });
  const counts = confusionCounts({ actual, predicted: applyThreshold({ scores, threshold }) });
  return { threshold, people: actual.length, recall: recall(counts), precision: precision(counts) };
}

console.log(screening(people, 0.9));
