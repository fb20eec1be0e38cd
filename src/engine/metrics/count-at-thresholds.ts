import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { sortPairs } from "#engine/core/sort-pairs.ts";

/** What every ranking metric takes: the truth, the model's score, and how many rows each row stands for. */
export type ScoredRows = {
  /** 1 = positive, 0 = negative, length n. */
  readonly labels: ArrayLike<number>;
  /** Larger means more positive, length n. Any finite numbers: probabilities, margins, ranks. */
  readonly scores: ArrayLike<number>;
  /** 0 or more, length n; every row counts once when left out. */
  readonly weights?: ArrayLike<number> | undefined;
};

/** Entry i holds what the rule "positive when score >= thresholds[i]" gets right and wrong. */
export type ThresholdCounts = {
  /** +Infinity (nothing is called positive), then each distinct score in descending order; length k + 1. */
  readonly thresholds: Float64Array;
  /** True positives, ascending from 0 to `positives`; length k + 1. */
  readonly tp: Float64Array;
  /** False positives, ascending from 0 to `negatives`; length k + 1. */
  readonly fp: Float64Array;
  /** How many rows are positive, or the sum of their weights. */
  readonly positives: number;
  /** How many rows are negative, or the sum of their weights. */
  readonly negatives: number;
};

/**
 * The one pass on which all ranking metrics stand; `thresholdCounts` documents it and is its public name.
 *
 * Rows are sorted by score and walked from the highest down. Each row carries its weight along, with a minus sign when it
 * is negative, so that one sorted column holds both the class and the weight.
 *
 * @param functionName  the public function that asks; it opens the text of an error
 * @example countAtThresholds("rocAuc", { labels: [0, 1, 1], scores: [0.2, 0.7, 0.2] }).tp // => [0, 1, 2]
 */
export function countAtThresholds(functionName: string, rows: ScoredRows): ThresholdCounts {
  requireOptions(functionName, rows, ["labels", "scores", "weights"]);
  const pairs = signedRows(functionName, rows);
  sortPairs(pairs);
  const length = 1 + countDistinctKeys(pairs);
  const thresholds = new Float64Array(length);
  const tp = new Float64Array(length);
  const fp = new Float64Array(length);
  thresholds[0] = Number.POSITIVE_INFINITY;
  let last = 0;
  // Neumaier's sums: `lost` collects what rounding takes from `sum`. Whole numbers lose nothing.
  let tpSum = 0;
  let tpLost = 0;
  let fpSum = 0;
  let fpLost = 0;
  for (let at = pairs.length - 2; at >= 0; at -= 2) {
    const score = pairs[at] ?? 0;
    if (last === 0 || score !== thresholds[last]) {
      last++;
      thresholds[last] = score;
    }
    const signedWeight = pairs[at + 1] ?? 0;
    if (signedWeight > 0) {
      const next = tpSum + signedWeight;
      tpLost += tpSum >= signedWeight ? tpSum - next + signedWeight : signedWeight - next + tpSum;
      tpSum = next;
    } else {
      const next = fpSum - signedWeight;
      fpLost += fpSum >= -signedWeight ? fpSum - next - signedWeight : -signedWeight - next + fpSum;
      fpSum = next;
    }
    // The corrected sum may fall back by its last bit; a count never does.
    tp[last] = Math.max(tp[last - 1] ?? 0, tpSum + tpLost);
    fp[last] = Math.max(fp[last - 1] ?? 0, fpSum + fpLost);
  }
  return { thresholds, tp, fp, positives: tp[last] ?? 0, negatives: fp[last] ?? 0 };
}

/** Score and signed weight of each row, side by side; rows of weight 0 are left out, as if they had never been there. */
function signedRows(functionName: string, { labels, scores, weights }: ScoredRows): Float64Array {
  const rowCount = requireSameLength(functionName, { labels, scores });
  const classes = parseBinaryLabels({ functionName, labels });
  const keys = parseNumbers({ functionName, name: "scores", values: scores });
  const sizes = weights === undefined ? undefined : parseWeights({ functionName, weights, rowCount });
  const pairs = new Float64Array(2 * rowCount);
  let used = 0;
  for (let row = 0; row < rowCount; row++) {
    const weight = sizes === undefined ? 1 : (sizes[row] ?? 0);
    if (weight === 0) continue;
    pairs[used] = keys[row] ?? 0;
    pairs[used + 1] = classes[row] === 1 ? weight : -weight;
    used += 2;
  }
  return pairs.subarray(0, used);
}

function countDistinctKeys(sortedPairs: Float64Array): number {
  let distinct = sortedPairs.length > 0 ? 1 : 0;
  for (let at = 2; at < sortedPairs.length; at += 2) if (sortedPairs[at] !== sortedPairs[at - 2]) distinct++;
  return distinct;
}
