import { incompleteGamma } from "./incomplete-gamma.ts";
import { requireDegrees } from "./require-degrees.ts";

/**
 * The p value of a chi-square test: the chance that a chi-square variable is larger than the statistic.
 *
 * The sum of k squared standard normal numbers is chi-square distributed with k degrees of freedom, and so, nearly, is the
 * sum of (observed − expected)² / expected when nothing but chance is at work. A small result says that chance alone would
 * seldom do this. O(√degrees).
 *
 * @param statistic         a negative one counts as 0; NaN gives NaN, Infinity gives 0
 * @param degreesOfFreedom  from 1e-5 to 1e12, need not be whole
 * @returns                 in [0, 1], small tails to about 13 digits
 * @throws {EngineError} "out-of-range" for degrees of freedom outside these
 * @example chiSquareSurvival({ statistic: 2, degreesOfFreedom: 2 }) // => Math.exp(-1)
 * @source  Abramowitz & Stegun 26.4; agrees with scipy.stats.chi2.sf and mpmath (test/conformance)
 */
export function chiSquareSurvival({
  statistic,
  degreesOfFreedom,
}: {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
}): number {
  requireDegrees({ functionName: "chiSquareSurvival", name: "degreesOfFreedom", value: degreesOfFreedom });
  if (Number.isNaN(statistic)) return Number.NaN;
  return incompleteGamma({ shape: degreesOfFreedom / 2, x: Math.max(statistic, 0) / 2, tail: "upper" });
}
