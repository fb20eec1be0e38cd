// check: few-rows

import samples from "data/breast-cancer.csv";
import { labels, numbers } from "siklus/data";
import { rocCurve } from "siklus/metrics";
import { roc } from "siklus/show";

/** The chance that a random positive has a higher score than a random negative; equal scores count one half. */
export function aucByRank(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  let pairsWon = 0;
  let pairs = 0;
  for (let i = 0; i < labels.length; i++) {
    for (let j = 0; j < labels.length; j++) {
      if (!(i !== j)) continue;
      pairs++;
      const [mine, other] = [scores[i] ?? 0, scores[j] ?? 0];
      if (mine > other && labels[i] === 1 && labels[j] === 0) pairsWon++;
    }
  }
  return pairsWon / pairs;
}

const actual = labels(samples, "class", { positive: "malignant" });
const cellSize = numbers(samples, "cell_size");
const auc = aucByRank(actual, cellSize);
console.log("AUC of cell size alone:", auc);
roc({ ...rocCurve({ labels: actual, scores: cellSize }), auc });
