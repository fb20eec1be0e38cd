import { incompleteBeta } from "./incomplete-beta.ts";
import { requireDegrees } from "./require-degrees.ts";

/**
 * The p value of an F test (analysis of variance, comparison of nested models): the chance that Fisher's F is larger than
 * the statistic.
 *
 * F is a ratio of two mean squares, of what groups explain over what is left within them; near 1 the groups explain no more
 * than chance would. O(√degrees).
 *
 * @param statistic           a negative one counts as 0; NaN gives NaN, Infinity gives 0
 * @param numeratorDegrees    degrees of freedom of the upper mean square (groups − 1), from 1e-5 to 1e12
 * @param denominatorDegrees  of the lower one (rows − groups), from 1e-5 to 1e12
 * @returns                   in [0, 1], small tails to about 13 digits
 * @throws {EngineError} "out-of-range" for degrees of freedom outside these
 * @example fSurvival({ statistic: 3, numeratorDegrees: 2, denominatorDegrees: 2 }) // => 0.25
 * @source  Abramowitz & Stegun 26.6.2; agrees with scipy.stats.f.sf and mpmath (test/conformance)
 */
export function fSurvival({
  statistic,
  numeratorDegrees,
  denominatorDegrees,
}: {
  readonly statistic: number;
  readonly numeratorDegrees: number;
  readonly denominatorDegrees: number;
}): number {
  requireDegrees({ functionName: "fSurvival", name: "numeratorDegrees", value: numeratorDegrees });
  requireDegrees({ functionName: "fSurvival", name: "denominatorDegrees", value: denominatorDegrees });
  if (Number.isNaN(statistic)) return Number.NaN;
  const explained = Math.max(statistic, 0) * numeratorDegrees;
  if (explained === Number.POSITIVE_INFINITY) return 0;
  const total = denominatorDegrees + explained;
  return incompleteBeta({
    a: denominatorDegrees / 2,
    b: numeratorDegrees / 2,
    x: denominatorDegrees / total,
    complement: explained / total,
  });
}
