import type { Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { countAtThresholds, type ScoredRows } from "./count-at-thresholds.ts";
import { calledPositive } from "./gain-curve.ts";
import { requirePositive } from "./precision-recall-curve.ts";
import { shares } from "./shares.ts";

/** Points of the lift curve; the last is (1, 1). */
export type LiftCurve = {
  /** Share of all rows that are acted upon, highest scores first, ascending, above 0. */
  readonly fraction: Float64Array;
  /** How many times more positives they hold than as many random rows. */
  readonly lift: Float64Array;
};

/**
 * The lift curve: how many times better than chance the top x % of the ranking are.
 *
 * Lift 3 at fraction 0.1 says: among the tenth with the highest scores, positives are three times as frequent as overall.
 * It is precision divided by the share of positives, and equally gain divided by fraction. Acting on everybody always has
 * lift 1. At fraction 0 it would be 0 / 0, so the curve begins at the highest score.
 *
 * Cost: O(n).
 *
 * @param labels   0 or 1, length n
 * @param scores   larger means more positive, finite, length n
 * @param weights  0 or more, length n; left out = 1 each
 * @param whenUndefined  what lift becomes when there is no positive, e.g. NaN
 * @returns        arrays of length k for k distinct scores
 * @throws {EngineError} "single-class" when no row is positive and `whenUndefined` is left out; else as `thresholdCounts`
 * @example liftCurve({ labels: [1, 0, 1, 0], scores: [0.9, 0.7, 0.4, 0.1] }).lift // => [2, 1, 1.3333333333333333, 1]
 * @source  Berry & Linoff 2004, Data Mining Techniques; formula in test/conformance/metrics/ranking.gen.py
 */
export function liftCurve(options: ScoredRows & Undefined): LiftCurve {
  const { whenUndefined, ...rows } = requireOptions("liftCurve", options, [
    "labels",
    "scores",
    "weights",
    "whenUndefined",
  ]);
  const { tp, fp, positives, negatives } = countAtThresholds("liftCurve", rows);
  requirePositive({ functionName: "liftCurve", positives, whenUndefined });
  const total = positives + negatives;
  const reached = calledPositive({ tp, fp }).subarray(1);
  const lift = new Float64Array(reached.length);
  for (let i = 0; i < lift.length; i++) lift[i] = ((tp[i + 1] ?? 0) * total) / ((reached[i] ?? 0) * positives);
  return {
    fraction: shares({ counts: reached, total }),
    lift: positives === 0 ? lift.fill(whenUndefined ?? Number.NaN) : lift,
  };
}
