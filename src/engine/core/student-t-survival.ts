import { incompleteBeta } from "./incomplete-beta.ts";
import { requireDegrees } from "./require-degrees.ts";

/**
 * The chance that Student's t is larger than the statistic: the one-sided p value of a t test. The two-sided one is twice
 * the value at |t|.
 *
 * t is a mean measured in its own estimated standard error. With few rows that error is itself uncertain, so the tails are
 * heavier than the normal's; beyond some hundred degrees of freedom the two can hardly be told apart. O(√degrees).
 *
 * @param statistic         any number up to 1e150 in size; NaN gives NaN, ±Infinity give 0 and 1
 * @param degreesOfFreedom  from 1e-5 to 1e12, need not be whole
 * @returns                 in [0, 1], small tails to about 13 digits
 * @throws {EngineError} "out-of-range" for degrees of freedom outside these
 * @example studentTSurvival({ statistic: 1, degreesOfFreedom: 1 }) // => 0.25
 * @example 2 * studentTSurvival({ statistic: 2.5, degreesOfFreedom: 2 }) // => 0.12961172022151083
 * @source  Abramowitz & Stegun 26.7.1; agrees with scipy.stats.t.sf and mpmath (test/conformance)
 */
export function studentTSurvival({
  statistic,
  degreesOfFreedom,
}: {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
}): number {
  requireDegrees({ functionName: "studentTSurvival", name: "degreesOfFreedom", value: degreesOfFreedom });
  if (Number.isNaN(statistic)) return Number.NaN;
  const square = statistic * statistic;
  const total = degreesOfFreedom + square;
  const upper =
    square === Number.POSITIVE_INFINITY
      ? 0
      : incompleteBeta({
          a: degreesOfFreedom / 2,
          b: 0.5,
          x: degreesOfFreedom / total,
          complement: square / total,
        }) / 2;
  return statistic >= 0 ? upper : 1 - upper;
}
