import { normalCdf } from "#engine/core/normal-cdf.ts";
import { normalQuantile } from "#engine/core/normal-quantile.ts";

/**
 * Which quantiles of the resamples the BCa interval reads instead of, say, 2.5 % and 97.5 %.
 *
 * Bias z₀ says where the estimate lies among the resamples, as a z value: 0 in the middle. Acceleration a says how fast
 * the spread grows with the value; it comes from the jackknife, the statistic with one row left out at a time. A level z
 * then becomes z₀ + (z₀ + z) / (1 − a(z₀ + z)). With no bias and no acceleration nothing moves.
 *
 * Edges where the textbook divides by zero or by infinity: an estimate outside all resamples counts as half a resample
 * inside; a jackknife without spread has acceleration 0; beyond the pole of the fraction the level is 0 or 1. Leave-one-out
 * values that are NaN are left out. A NaN estimate has NaN levels.
 *
 * @param estimate  the statistic on all rows
 * @param sorted    the statistic on the resamples, ascending
 * @param outside   the share to leave out on each side, e.g. 0.025
 * @param measure   the statistic on a list of rows
 * @param groups    the rows of each stratum
 * @param rowCount  n
 * @returns         the two levels in [0, 1]
 * @source  Efron & Tibshirani 1993, equations 14.10, 14.14, 14.15; several samples as in scipy.stats.bootstrap
 */
export function biasCorrectedLevels({
  estimate,
  sorted,
  outside,
  measure,
  groups,
  rowCount,
}: {
  readonly estimate: number;
  readonly sorted: Float64Array;
  readonly outside: number;
  readonly measure: (rows: Int32Array) => number;
  readonly groups: readonly Int32Array[];
  readonly rowCount: number;
}): readonly [number, number] {
  if (Number.isNaN(estimate)) return [Number.NaN, Number.NaN];
  const below = sorted.reduce((count, value) => count + (value < estimate ? 1 : value === estimate ? 0.5 : 0), 0);
  const inside = Math.min(Math.max(below, 0.5), sorted.length - 0.5);
  const bias = normalQuantile(inside / sorted.length);
  const acceleration = jackknifeAcceleration({ measure, groups, rowCount });
  const level = (z: number): number => {
    const shifted = bias + z;
    const slowing = 1 - acceleration * shifted;
    return slowing > 0 ? normalCdf(bias + shifted / slowing) : shifted > 0 ? 1 : 0;
  };
  const z = normalQuantile(outside);
  return [level(z), level(-z)];
}

/** Skewness of the leave-one-out values, divided by 6; each stratum is a sample of its own. */
function jackknifeAcceleration({
  measure,
  groups,
  rowCount,
}: {
  readonly measure: (rows: Int32Array) => number;
  readonly groups: readonly Int32Array[];
  readonly rowCount: number;
}): number {
  let cubes = 0;
  let squares = 0;
  for (const group of groups) {
    if (group.length < 2) continue;
    const values = Float64Array.from(group, (left) => measure(rowsWithout({ left, rowCount }))).filter(
      (value) => !Number.isNaN(value),
    );
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const value of values) {
      const influence = ((values.length - 1) * (mean - value)) / values.length;
      cubes += influence ** 3;
      squares += influence ** 2;
    }
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

function rowsWithout({ left, rowCount }: { readonly left: number; readonly rowCount: number }): Int32Array {
  return Int32Array.from({ length: rowCount - 1 }, (_, i) => (i < left ? i : i + 1));
}
