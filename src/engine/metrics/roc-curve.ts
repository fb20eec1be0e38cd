import type { Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { countAtThresholds, type ScoredRows, type ThresholdCounts } from "./count-at-thresholds.ts";
import { requireBothClasses } from "./require-both-classes.ts";
import { shares } from "./shares.ts";

/** One point a threshold, from (0, 0) at +Infinity to (1, 1) at the lowest score. */
export type RocCurve = {
  readonly thresholds: Float64Array;
  /** Share of the negatives that are called positive (false alarms): the x axis. */
  readonly falsePositiveRate: Float64Array;
  /** Share of the positives that are called positive (recall): the y axis. */
  readonly truePositiveRate: Float64Array;
};

/**
 * The ROC curve: what each threshold catches and what it costs in false alarms.
 *
 * Lower the threshold step by step and mark, at each step, the share of positives found (up) against the share of
 * negatives wrongly called positive (right). A useless model climbs the diagonal, since it finds positives no faster than
 * it raises alarms. A perfect one goes straight up, then right. Rows that tie move together, which draws a slanted line.
 * Neither rate mixes the classes, so the curve stays the same when one class becomes rarer: its strength in comparing
 * models and its weakness when positives are rare (see `precisionRecallCurve`).
 *
 * `dropIntermediate` leaves out points that lie between two equal steps, which change no drawing and no area; it is off
 * by default so that every score has its point. (scikit-learn has it on, and follows the same rule.)
 *
 * Cost: O(n).
 *
 * @param labels   0 or 1, length n
 * @param scores   larger means more positive, finite, length n
 * @param weights  0 or more, length n; left out = 1 each
 * @param dropIntermediate  leave out points on a straight line of equal steps
 * @param whenUndefined     what the rate of an absent class becomes, e.g. NaN
 * @returns        thresholds descending, first +Infinity; rates in [0, 1], ascending; length k + 1 for k distinct scores
 * @throws {EngineError} "single-class" when one class is absent and `whenUndefined` is left out; else as `thresholdCounts`
 * @example rocCurve({ labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }).falsePositiveRate // => [0, 0, 0.5, 0.5, 1]
 * @example rocCurve({ labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }).truePositiveRate // => [0, 0.5, 0.5, 1, 1]
 * @source  Fawcett 2006, An introduction to ROC analysis; agrees with sklearn.metrics.roc_curve (test/conformance)
 */
export function rocCurve(options: ScoredRows & Undefined & { readonly dropIntermediate?: boolean }): RocCurve {
  const {
    dropIntermediate = false,
    whenUndefined,
    ...rows
  } = requireOptions("rocCurve", options, ["labels", "scores", "weights", "whenUndefined", "dropIntermediate"]);
  const counts = countAtThresholds("rocCurve", rows);
  const { positives, negatives } = counts;
  requireBothClasses({ functionName: "rocCurve", positives, negatives, whenUndefined });
  const { thresholds, tp, fp } = dropIntermediate ? corners(counts) : counts;
  return {
    thresholds,
    falsePositiveRate: shares({ counts: fp, total: negatives, whenUndefined }),
    truePositiveRate: shares({ counts: tp, total: positives, whenUndefined }),
  };
}

/** Keeps +Infinity, the highest and the lowest score, and each point where the step before differs from the step after. */
function corners({ thresholds, tp, fp }: ThresholdCounts) {
  const last = thresholds.length - 1;
  const isCorner = (_: number, i: number): boolean =>
    i <= 1 || i === last || bendAt({ values: tp, i }) !== 0 || bendAt({ values: fp, i }) !== 0;
  return {
    thresholds: thresholds.filter(isCorner),
    tp: tp.filter(isCorner),
    fp: fp.filter(isCorner),
  };
}

function bendAt({ values, i }: { readonly values: Float64Array; readonly i: number }): number {
  const here = values[i] ?? 0;
  return (values[i + 1] ?? 0) - here - (here - (values[i - 1] ?? 0));
}
