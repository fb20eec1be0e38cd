import { compensatedSum } from "#engine/core/compensated-sum.ts";
import type { Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { countAtThresholds, type ScoredRows } from "./count-at-thresholds.ts";
import { requirePositive } from "./precision-recall-curve.ts";

/**
 * Average precision: the mean precision over the positives, each taken at the threshold that first catches it.
 *
 * Go down the ranking and note the precision whenever positives are found; the mean of these notes is the area under the
 * precision–recall curve as steps: Σ (recallᵢ − recallᵢ₋₁) × precisionᵢ. Nothing is interpolated, since lines between the
 * points promise a precision that no threshold gives. A random ranking scores about the share of positives, so compare
 * values only on data with the same share.
 *
 * Cost: O(n).
 *
 * @param labels   0 or 1, length n
 * @param scores   larger means more positive, finite, length n
 * @param weights  0 or more, length n; left out = 1 each
 * @param whenUndefined  the result when there is no positive, e.g. 0 (as scikit-learn) or NaN
 * @returns        in (0, 1]; 1 when every positive outranks every negative
 * @throws {EngineError} "single-class" when no row is positive and `whenUndefined` is left out; else as `thresholdCounts`
 * @example averagePrecision({ labels: [1, 0, 1], scores: [0.9, 0.8, 0.7] }) // => 0.8333333333333333
 * @source  Zhu 2004; agrees with sklearn.metrics.average_precision_score (test/conformance)
 */
export function averagePrecision(options: ScoredRows & Undefined): number {
  const { whenUndefined, ...rows } = requireOptions("averagePrecision", options, [
    "labels",
    "scores",
    "weights",
    "whenUndefined",
  ]);
  const { tp, fp, positives } = countAtThresholds("averagePrecision", rows);
  requirePositive({ functionName: "averagePrecision", positives, whenUndefined });
  if (positives === 0) return whenUndefined ?? Number.NaN;
  const notes = new Float64Array(tp.length - 1);
  for (let i = 1; i < tp.length; i++) {
    const hits = tp[i] ?? 0;
    const found = hits - (tp[i - 1] ?? 0);
    notes[i - 1] = found * (hits / (hits + (fp[i] ?? 0)));
  }
  return compensatedSum(notes) / positives;
}
