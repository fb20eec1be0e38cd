import { sortPairs } from "#engine/core/sort-pairs.ts";
import { absoluteErrors } from "./error-sizes.ts";
import { parseRegressionRows, type RegressionRows } from "./regression-rows.ts";

/**
 * Median absolute error: half of the rows are off by at most this much.
 *
 * The other half may be off by anything: up to half of the data can be wild and the number stays. Good for the typical
 * row, blind to disasters; read it beside `rootMeanSquaredError`.
 *
 * Of an even number of rows it is the mean of the middle two. With weights it is the error at which half of the weight is
 * reached, and the mean with the next error when exactly half is: so a weight of 2 is a row standing there twice.
 * (scikit-learn before 1.7 takes the lower of the two when weights are given.)
 *
 * @param actual     true values, length n
 * @param predicted  the model's values, length n
 * @param weights    how many rows each row stands for, length n; default 1 each
 * @returns          0 or more, in the unit of the values. O(n log n)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type", "not-finite", "invalid-weight"
 * @example medianAbsoluteError({ actual: [1, 2, 3, 4], predicted: [1, 4, 7, 1000] }) // => 3
 * @source  agrees with sklearn.metrics.median_absolute_error of 1.7 and later
 */
export function medianAbsoluteError(rows: RegressionRows): number {
  const { errors, weights } = parseRegressionRows("medianAbsoluteError", rows);
  const sizes = absoluteErrors(errors);
  return weights ? weightedMedian({ values: sizes, weights }) : median(sizes);
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const upper = sorted.length >>> 1;
  const lower = sorted.length % 2 === 1 ? upper : upper - 1;
  return middle({ lower: sorted[lower] ?? 0, upper: sorted[upper] ?? 0 });
}

/**
 * Strikes out equal weight from the smallest and the largest value until they meet: what is left is the middle. Equal
 * weights cancel exactly, however they are rounded; a running sum of 0.1 would pass half of the total too early.
 */
function weightedMedian({
  values,
  weights,
}: {
  readonly values: Float64Array;
  readonly weights: Float64Array;
}): number {
  const pairs = sortedPairs({ values, weights });
  let low = 0;
  let high = pairs.length - 2;
  let lowWeight = pairs[low + 1] ?? 0;
  let highWeight = pairs[high + 1] ?? 0;
  while (low < high) {
    const struck = Math.min(lowWeight, highWeight);
    lowWeight -= struck;
    highWeight -= struck;
    if (lowWeight === 0 && highWeight === 0 && low + 2 === high) break;
    if (lowWeight === 0) {
      low += 2;
      lowWeight = pairs[low + 1] ?? 0;
    }
    if (highWeight === 0) {
      high -= 2;
      highWeight = pairs[high + 1] ?? 0;
    }
  }
  return middle({ lower: pairs[low] ?? 0, upper: pairs[high] ?? 0 });
}

/** Value, weight, value, weight … by value, without the rows of weight 0. */
function sortedPairs({
  values,
  weights,
}: {
  readonly values: Float64Array;
  readonly weights: Float64Array;
}): Float64Array {
  const pairs = new Float64Array(2 * weights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0));
  let at = 0;
  for (let row = 0; row < values.length; row++) {
    const weight = weights[row] ?? 0;
    if (weight === 0) continue;
    pairs[at] = values[row] ?? 0;
    pairs[at + 1] = weight;
    at += 2;
  }
  sortPairs(pairs);
  return pairs;
}

/** The mean of two numbers, halved first so that it can not overflow. */
function middle({ lower, upper }: { readonly lower: number; readonly upper: number }): number {
  return lower === upper ? lower : lower + (upper - lower) / 2;
}
