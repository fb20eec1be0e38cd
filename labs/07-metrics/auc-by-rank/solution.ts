import samples from "data/breast-cancer.csv";
import { labels, numbers } from "siklus/data";
import { rocCurve } from "siklus/metrics";
import { roc } from "siklus/show";

/** The chance that a random positive has a higher score than a random negative; equal scores count one half. */
export function aucByRank(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  const order = Array.from(scores, (_, i) => i).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let pairsWon = 0;
  let negativesBelow = 0;
  let start = 0;
  while (start < order.length) {
    // A group of rows with the same score: they beat all negatives below, and halve with those beside them.
    let end = start;
    let positives = 0;
    let negatives = 0;
    while (end < order.length && scores[order[end] ?? 0] === scores[order[start] ?? 0]) {
      if (labels[order[end] ?? 0] === 1) positives++;
      else negatives++;
      end++;
    }
    pairsWon += positives * (negativesBelow + negatives / 2);
    negativesBelow += negatives;
    start = end;
  }
  const positives = labels.length - negativesBelow;
  return pairsWon / (positives * negativesBelow);
}

const actual = labels(samples, "class", { positive: "malignant" });
const cellSize = numbers(samples, "cell_size");
const auc = aucByRank(actual, cellSize);
console.log("AUC of cell size alone:", auc);
roc({ ...rocCurve({ labels: actual, scores: cellSize }), auc });
