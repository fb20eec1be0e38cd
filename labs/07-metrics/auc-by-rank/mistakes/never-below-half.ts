// check: worse-than-chance

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
      if (!(labels[i] === 1 && labels[j] === 0)) continue;
      pairs++;
      const [mine, other] = [scores[i] ?? 0, scores[j] ?? 0];
      if (mine > other) pairsWon++;
      else if (mine === other) pairsWon += 0.5;
    }
  }
  return Math.max(pairsWon / pairs, 1 - pairsWon / pairs);
}

const actual = labels(samples, "class", { positive: "malignant" });
const cellSize = numbers(samples, "cell_size");
const auc = aucByRank(actual, cellSize);
console.log("AUC of cell size alone:", auc);
roc({ ...rocCurve({ labels: actual, scores: cellSize }), auc });
