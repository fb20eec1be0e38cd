import type { Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { countAtThresholds, type ScoredRows } from "./count-at-thresholds.ts";
import { requirePositive } from "./precision-recall-curve.ts";
import { shares } from "./shares.ts";

/** Points of the cumulative gain curve, from (0, 0) to (1, 1). */
export type GainCurve = {
  /** Share of all rows that are acted upon, highest scores first, ascending. */
  readonly fraction: Float64Array;
  /** Share of all positives among them, ascending. */
  readonly gain: Float64Array;
};

/**
 * The cumulative gain curve: act on the top x % of the ranking and reach y % of the positives.
 *
 * A call center that can ring 20 % of the customers asks one question of a churn model: how many of those who will leave
 * are among them? Read it at fraction 0.2. A random order gives 20 % of them: the diagonal. Rows of equal score are
 * reached together, so the curve has one point for each distinct score; within a tie, read along the straight line.
 *
 * Cost: O(n).
 *
 * @param labels   0 or 1, length n
 * @param scores   larger means more positive, finite, length n
 * @param weights  0 or more, length n; left out = 1 each
 * @param whenUndefined  what gain becomes when there is no positive, e.g. NaN
 * @returns        arrays of length k + 1 for k distinct scores
 * @throws {EngineError} "single-class" when no row is positive and `whenUndefined` is left out; else as `thresholdCounts`
 * @example gainCurve({ labels: [1, 0, 1, 0], scores: [0.9, 0.7, 0.4, 0.1] }).gain // => [0, 0.5, 0.5, 1, 1]
 * @example gainCurve({ labels: [1, 0, 1, 0], scores: [0.9, 0.7, 0.4, 0.1] }).fraction // => [0, 0.25, 0.5, 0.75, 1]
 * @source  Berry & Linoff 2004, Data Mining Techniques; formula in test/conformance/metrics/ranking.gen.py
 */
export function gainCurve(options: ScoredRows & Undefined): GainCurve {
  const { whenUndefined, ...rows } = requireOptions("gainCurve", options, [
    "labels",
    "scores",
    "weights",
    "whenUndefined",
  ]);
  const { tp, fp, positives, negatives } = countAtThresholds("gainCurve", rows);
  requirePositive({ functionName: "gainCurve", positives, whenUndefined });
  return {
    fraction: shares({ counts: calledPositive({ tp, fp }), total: positives + negatives }),
    gain: shares({ counts: tp, total: positives, whenUndefined }),
  };
}

/** How many rows are called positive at each threshold, rightly or wrongly. */
export function calledPositive({ tp, fp }: { readonly tp: Float64Array; readonly fp: Float64Array }): Float64Array {
  const called = new Float64Array(tp.length);
  for (let i = 0; i < called.length; i++) called[i] = (tp[i] ?? 0) + (fp[i] ?? 0);
  return called;
}
