import { countAtThresholds, type ScoredRows } from "./count-at-thresholds.ts";
import { requireBothClasses } from "./require-both-classes.ts";
import { shares } from "./shares.ts";

/** Both kinds of error at each threshold, ascending. */
export type DetCurve = {
  /** Ascending; the last is +Infinity when even the highest score has a false alarm. */
  readonly thresholds: Float64Array;
  /** Share of the negatives that are called positive, descending to 0. */
  readonly falsePositiveRate: Float64Array;
  /** Share of the positives that are missed, ascending from 0. */
  readonly falseNegativeRate: Float64Array;
};

/**
 * The detection error tradeoff: false alarms against misses, the two errors side by side.
 *
 * It is the ROC curve upside down (misses = 1 − recall), made for good models, whose ROC curves all crowd into one corner.
 * Draw both axes on a normal-quantile scale and a model with bell-shaped scores becomes a straight line; models differ by
 * the distance between lines.
 *
 * Only the part where both errors can move is returned, by scikit-learn's rule since 1.7: from the highest threshold
 * without misses to the lowest without false alarms, which is +Infinity when no score is free of them.
 *
 * Cost: O(n).
 *
 * @param labels   0 or 1, length n
 * @param scores   larger means more positive, finite, length n
 * @param weights  0 or more, length n; left out = 1 each
 * @returns        arrays of one length, at most k + 1 for k distinct scores
 * @throws {EngineError} "single-class" when one class is absent; else as `thresholdCounts`
 * @example detCurve({ labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }).thresholds // => [0.35, 0.4, 0.8]
 * @example detCurve({ labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }).falseNegativeRate // => [0, 0.5, 0.5]
 * @source  Martin et al. 1997; agrees with sklearn.metrics.det_curve of 1.7 (test/conformance)
 */
export function detCurve(rows: ScoredRows): DetCurve {
  const { thresholds, tp, fp, positives, negatives } = countAtThresholds("detCurve", rows);
  requireBothClasses({ functionName: "detCurve", positives, negatives });
  const from = fp.lastIndexOf(0);
  const to = tp.indexOf(positives) + 1;
  const missed = tp.slice(from, to);
  for (let i = 0; i < missed.length; i++) missed[i] = positives - (missed[i] ?? 0);
  return {
    thresholds: thresholds.slice(from, to).reverse(),
    falsePositiveRate: shares({ counts: fp.subarray(from, to), total: negatives }).reverse(),
    falseNegativeRate: shares({ counts: missed, total: positives }).reverse(),
  };
}
