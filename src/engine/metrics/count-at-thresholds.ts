import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
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
  const sorted = sortPairs(signedRows(functionName, rows));
  const rowCount = sorted.keys.length;
  const thresholds = new Float64Array(rowCount + 1);
  const tp = new Float64Array(rowCount + 1);
  const fp = new Float64Array(rowCount + 1);
  thresholds[0] = Number.POSITIVE_INFINITY;
  const positives = { sum: 0, lost: 0 };
  const negatives = { sum: 0, lost: 0 };
  let last = 0;
  for (let row = rowCount - 1; row >= 0; row--) {
    const score = sorted.keys[row] ?? 0;
    if (last === 0 || score !== thresholds[last]) {
      last++;
      thresholds[last] = score;
    }
    const weight = sorted.payload[row] ?? 0;
    if (weight > 0) add(positives, weight);
    else add(negatives, -weight);
    // The corrected sum may fall back by its last bit; a count never does.
    tp[last] = Math.max(tp[last - 1] ?? 0, positives.sum + positives.lost);
    fp[last] = Math.max(fp[last - 1] ?? 0, negatives.sum + negatives.lost);
  }
  const used = last + 1;
  return {
    thresholds: thresholds.slice(0, used),
    tp: tp.slice(0, used),
    fp: fp.slice(0, used),
    positives: tp[last] ?? 0,
    negatives: fp[last] ?? 0,
  };
}

/** One key and one signed weight a row; rows of weight 0 are left out, as if they had never been there. */
function signedRows(functionName: string, { labels, scores, weights }: ScoredRows) {
  const rowCount = requireSameLength(functionName, { labels, scores });
  const classes = parseBinaryLabels({ functionName, labels });
  const keys = parseNumbers({ functionName, name: "scores", values: scores });
  const payload = new Float64Array(rowCount);
  if (weights === undefined) {
    for (let row = 0; row < rowCount; row++) payload[row] = classes[row] === 1 ? 1 : -1;
    return { keys, payload };
  }
  const sizes = parseWeights({ functionName, weights, rowCount });
  const kept = new Float64Array(rowCount);
  let used = 0;
  for (let row = 0; row < rowCount; row++) {
    const weight = sizes[row] ?? 0;
    if (weight === 0) continue;
    kept[used] = keys[row] ?? 0;
    payload[used] = classes[row] === 1 ? weight : -weight;
    used++;
  }
  return { keys: kept.slice(0, used), payload: payload.slice(0, used) };
}

/** Neumaier's sum: `lost` collects what rounding takes from `sum`. Whole numbers lose nothing. */
function add(total: { sum: number; lost: number }, value: number): void {
  const next = total.sum + value;
  total.lost += total.sum >= value ? total.sum - next + value : value - next + total.sum;
  total.sum = next;
}
