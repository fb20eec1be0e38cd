import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";

/**
 * Wasserstein-1 distance: how far values must be moved, on average, to turn one sample into the other.
 *
 * Also called the earth mover's distance: the area between the two distribution functions. It is in the unit of the
 * column (kilograms, rupiah), so it says how much things changed, and it keeps growing when two samples that no longer
 * overlap move further apart, where KS stands still at 1. A shift of every value by c gives exactly |c|. No bins.
 *
 * To compare columns of different units, "standard-deviation" divides by the baseline's standard deviation (with
 * divisor n), so that 0.1 means a tenth of the usual spread.
 *
 * @param baseline   finite numbers, length m
 * @param current    finite numbers, length n
 * @param normalize  "none" (default) or "standard-deviation"
 * @returns          0 or more. O(m + n) for long columns, O((m + n) log (m + n)) for short ones
 * @throws {EngineError} "empty", "wrong-type", "not-finite"; "constant-column" when the baseline has no spread to
 *                       divide by
 * @example wassersteinDistance({ baseline: [0, 1, 3], current: [5, 6, 8] }) // => 5
 * @source  Vallender 1973; Ramdas et al. 2017; agrees with scipy.stats.wasserstein_distance
 */
export function wassersteinDistance(options: {
  readonly baseline: ArrayLike<number>;
  readonly current: ArrayLike<number>;
  readonly normalize?: "none" | "standard-deviation";
}): number {
  const functionName = "wassersteinDistance";
  const {
    baseline,
    current,
    normalize = "none",
  } = requireOptions(functionName, options, ["baseline", "current", "normalize"]);
  requireOneOf({ functionName, name: "normalize", value: normalize, options: ["none", "standard-deviation"] });
  requireSameLength(functionName, { baseline });
  requireSameLength(functionName, { current });
  const first = sortNumbers(parseNumbers({ functionName, name: "baseline", values: baseline }));
  const second = sortNumbers(parseNumbers({ functionName, name: "current", values: current }));
  const distance = wassersteinOfSorted({ baseline: first, current: second });
  if (normalize === "none") return distance;
  const spread = populationDeviation(first);
  if (spread === 0) {
    throw new EngineError("constant-column", `${functionName} requires a baseline that varies, got one value only`, {
      function: functionName,
      argument: "baseline",
    });
  }
  return distance / spread;
}

/** The area between the two staircases, from columns that are sorted already. */
export function wassersteinOfSorted({
  baseline,
  current,
}: {
  readonly baseline: Float64Array;
  readonly current: Float64Array;
}): number {
  const m = baseline.length;
  const n = current.length;
  let area = 0;
  let i = 0;
  let j = 0;
  let from = Math.min(baseline[0] as number, current[0] as number); // neither is empty
  while (i < m || j < n) {
    const isFirst = j >= n || (i < m && (baseline[i] as number) <= (current[j] as number)); // inside
    const value = (isFirst ? baseline[i] : current[j]) as number; // inside
    // Between `from` and `value`, i/m of the baseline and j/n of the current sample lie below.
    if (value > from) area += (value - from) * (Math.abs(i * n - j * m) / (m * n));
    from = value;
    if (isFirst) i++;
    else j++;
  }
  return area;
}

/** Root of the mean squared distance from the mean, in two passes. */
export function populationDeviation(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number; // i < length
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - mean) ** 2; // i < length
  return Math.sqrt(squares / values.length);
}
