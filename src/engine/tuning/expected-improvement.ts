import { exp } from "#engine/core/exp.ts";
import { normalCdf } from "#engine/core/normal-cdf.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";

/**
 * How much better than the best so far a trial may be expected to be: the measure by which Bayesian search picks the next.
 *
 * A place is worth trying because its mean is good, or because it is so little known that it might be. Expected improvement
 * weighs both: the gain, max(0, how much better), averaged over the normal distribution of the value. It is
 * gain × Φ(gain / deviation) + deviation × φ(gain / deviation), and 0 gain is never counted negative. O(1).
 *
 * @param mean       of the value at the place
 * @param deviation  its standard deviation, 0 or more
 * @param best       the best value so far
 * @param direction  whether small or large values are good
 * @returns          0 or more, in units of the value
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for a negative deviation
 * @example expectedImprovement({ mean: 1, deviation: 0, best: 3, direction: "minimize" }) // => 2
 * @example expectedImprovement({ mean: 0, deviation: 1, best: 0, direction: "minimize" }) // => 1 / Math.sqrt(2 * Math.PI)
 * @source  Mockus 1975; Jones, Schonlau & Welch 1998, equation 15
 */
export function expectedImprovement(options: {
  readonly mean: number;
  readonly deviation: number;
  readonly best: number;
  readonly direction: "minimize" | "maximize";
}): number {
  const functionName = "expectedImprovement";
  const { mean, deviation, best, direction } = requireOptions(functionName, options, [
    "mean",
    "deviation",
    "best",
    "direction",
  ]);
  requireNumber({ functionName, name: "mean", value: mean });
  requireNumber({ functionName, name: "deviation", value: deviation, least: 0 });
  requireNumber({ functionName, name: "best", value: best });
  return improvementOf({ gain: direction === "minimize" ? best - mean : mean - best, deviation });
}

/** The same from the expected gain, unchecked, for the search's inner loop. */
export function improvementOf({ gain, deviation }: { readonly gain: number; readonly deviation: number }): number {
  if (deviation === 0) return Math.max(0, gain);
  const z = gain / deviation;
  const density = exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return Math.max(0, gain * normalCdf(z) + deviation * density);
}
