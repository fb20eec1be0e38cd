import { EngineError } from "#engine/core/errors.ts";
import type { Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { countAtThresholds, type ScoredRows, type ThresholdCounts } from "./count-at-thresholds.ts";
import { requireBothClasses } from "./require-both-classes.ts";
import { unweightedAuc } from "./unweighted-auc.ts";

/**
 * Area under the ROC curve: the chance that a random positive outranks a random negative, ties counting half.
 *
 * 1 means every positive scores above every negative; 0.5 is a coin; below 0.5 the ranking is upside down (and stays so
 * here: turning it into 1 − area would hide a sign error). Only the order of the scores counts, so any increasing
 * transformation leaves it, and it says nothing about whether 0.8 means 80 %. Nor does it look at one threshold: two
 * models of equal area can differ at the one you use.
 *
 * The number is computed from pairs: at each distinct score, its negatives lose to the positives above and split with the
 * positives beside. Without weights these are whole numbers below 2⁵³ (up to 10⁸ rows), so the result is rounded once.
 *
 * `maxFalsePositiveRate` looks only at the left part of the curve, where false alarms are still affordable, and rescales
 * its area so that chance is 0.5 and perfection 1 (McClish): 0.5 × (1 + (area − m²/2) / (m − m²/2)) for a maximum of m.
 *
 * Cost: O(n). One million rows take a fraction of a second.
 *
 * @param labels   0 or 1, length n
 * @param scores   larger means more positive, finite, length n
 * @param weights  0 or more, length n; left out = 1 each
 * @param maxFalsePositiveRate  in (0, 1]; left out = 1, the whole curve
 * @param whenUndefined         the result when one class is absent, e.g. NaN
 * @returns        in [0, 1]; 0.5 is chance
 * @throws {EngineError} "single-class" when one class is absent and `whenUndefined` is left out; "out-of-range" when the
 *                 maximum is outside (0, 1]; else as `thresholdCounts`
 * @example rocAuc({ labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }) // => 0.75
 * @example rocAuc({ labels: [0, 1], scores: [0.5, 0.5] }) // => 0.5
 * @example rocAuc({ labels: [1, 1, 1], scores: [0.1, 0.2, 0.3], whenUndefined: NaN }) // => NaN
 * @source  Hanley & McNeil 1982; McClish 1989 (partial); agrees with sklearn.metrics.roc_auc_score (test/conformance)
 */
export function rocAuc(options: ScoredRows & Undefined & { readonly maxFalsePositiveRate?: number }): number {
  const {
    maxFalsePositiveRate = 1,
    whenUndefined,
    ...rows
  } = requireOptions("rocAuc", options, ["labels", "scores", "weights", "whenUndefined", "maxFalsePositiveRate"]);
  if (!(maxFalsePositiveRate > 0 && maxFalsePositiveRate <= 1)) {
    throw new EngineError(
      "out-of-range",
      `rocAuc requires maxFalsePositiveRate above 0 and at most 1, got ${maxFalsePositiveRate}`,
      { function: "rocAuc", argument: "maxFalsePositiveRate", got: maxFalsePositiveRate },
    );
  }
  if (rows.weights === undefined && maxFalsePositiveRate === 1) {
    return unweightedAuc({ ...rows, functionName: "rocAuc", whenUndefined });
  }
  return aucOfCounts({
    functionName: "rocAuc",
    counts: countAtThresholds("rocAuc", rows),
    maxFalsePositiveRate,
    whenUndefined,
  });
}

/** The same from counts that exist already. */
export function aucOfCounts({
  functionName,
  counts,
  maxFalsePositiveRate = 1,
  whenUndefined,
}: {
  readonly functionName: string;
  readonly counts: ThresholdCounts;
  readonly maxFalsePositiveRate?: number;
} & Undefined): number {
  const { positives, negatives } = counts;
  requireBothClasses({ functionName, positives, negatives, whenUndefined });
  if (positives === 0 || negatives === 0) return whenUndefined ?? Number.NaN;
  if (maxFalsePositiveRate === 1) return wonPairsTwice({ counts, maxFp: negatives }) / (2 * positives * negatives);
  const partial = wonPairsTwice({ counts, maxFp: maxFalsePositiveRate * negatives }) / (2 * positives * negatives);
  const chance = maxFalsePositiveRate ** 2 / 2;
  return 0.5 * (1 + (partial - chance) / (maxFalsePositiveRate - chance));
}

/**
 * Twice the area under the steps (fp, tp) from fp = 0 to maxFp: a trapezoid is width × (left + right) / 2. The step that
 * crosses maxFp is cut there, on the straight line between its ends.
 */
function wonPairsTwice({ counts, maxFp }: { readonly counts: ThresholdCounts; readonly maxFp: number }): number {
  const { tp, fp } = counts;
  let twiceArea = 0;
  for (let i = 1; i < fp.length; i++) {
    const left = fp[i - 1] ?? 0;
    const right = fp[i] ?? 0;
    const low = tp[i - 1] ?? 0;
    const high = tp[i] ?? 0;
    if (right <= maxFp) {
      twiceArea += (right - left) * (low + high);
      continue;
    }
    const cut = low + ((high - low) * (maxFp - left)) / (right - left);
    return twiceArea + (maxFp - left) * (low + cut);
  }
  return twiceArea;
}
