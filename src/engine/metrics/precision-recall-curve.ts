import { EngineError } from "#engine/core/errors.ts";
import type { Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { countAtThresholds, type ScoredRows } from "./count-at-thresholds.ts";
import { shares } from "./shares.ts";

/** Entry i belongs to thresholds[i]; the one entry more at the end is the point (recall 0, precision 1). */
export type PrecisionRecallCurve = {
  /** The distinct scores, ascending, length k. */
  readonly thresholds: Float64Array;
  /** Share of the rows called positive that are positive, length k + 1. */
  readonly precision: Float64Array;
  /** Share of the positives that are called positive, descending from 1 to 0, length k + 1. */
  readonly recall: Float64Array;
};

/**
 * The precision–recall curve: how pure the catch stays as more of the positives are caught.
 *
 * Raise the threshold and recall can only fall; precision mostly rises, though not always. Unlike ROC this curve looks at
 * false alarms among the catch, not among all negatives: with one positive in a thousand, a false positive rate of 1 %
 * sounds small, yet ten of eleven alarms are false. So it is the curve for rare positives. Its baseline is not 0.5 but
 * the share of positives.
 *
 * The convention is scikit-learn's: thresholds ascend, and at the end stands a point without a threshold, recall 0 and
 * precision 1, so that the curve reaches the y axis. That 1 is a convention, not a measurement.
 *
 * Cost: O(n).
 *
 * @param labels   0 or 1, length n
 * @param scores   larger means more positive, finite, length n
 * @param weights  0 or more, length n; left out = 1 each
 * @param whenUndefined  what recall becomes when there is no positive, e.g. NaN (scikit-learn takes 1)
 * @throws {EngineError} "single-class" when no row is positive and `whenUndefined` is left out; else as `thresholdCounts`
 * @example precisionRecallCurve({ labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }).thresholds // => [0.1, 0.35, 0.4, 0.8]
 * @example precisionRecallCurve({ labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }).recall // => [1, 1, 0.5, 0.5, 0]
 * @source  Davis & Goadrich 2006; agrees with sklearn.metrics.precision_recall_curve (test/conformance)
 */
export function precisionRecallCurve(options: ScoredRows & Undefined): PrecisionRecallCurve {
  const { whenUndefined, ...rows } = requireOptions("precisionRecallCurve", options, [
    "labels",
    "scores",
    "weights",
    "whenUndefined",
  ]);
  const { thresholds, tp, fp, positives } = countAtThresholds("precisionRecallCurve", rows);
  requirePositive({ functionName: "precisionRecallCurve", positives, whenUndefined });
  const precision = new Float64Array(tp.length).fill(1);
  for (let i = 1; i < tp.length; i++) precision[i] = (tp[i] ?? 0) / ((tp[i] ?? 0) + (fp[i] ?? 0));
  const recall = shares({ counts: tp, total: positives, whenUndefined });
  recall[0] = 0;
  return {
    thresholds: thresholds.subarray(1).toReversed(),
    precision: precision.reverse(),
    recall: recall.reverse(),
  };
}

/** Recall is a share of the positives, so there must be one. Negatives may be absent: then precision is 1 throughout. */
export function requirePositive({
  functionName,
  positives,
  whenUndefined,
}: { readonly functionName: string; readonly positives: number } & Undefined): void {
  if (positives > 0 || whenUndefined !== undefined) return;
  throw new EngineError("single-class", `${functionName} requires a positive row, got 0 positive`, {
    function: functionName,
    positives,
  });
}
