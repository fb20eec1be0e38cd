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
  const sizes = errors.map(Math.abs);
  return weights ? weightedMedian({ values: sizes, weights }) : median(sizes);
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const upper = sorted.length >>> 1;
  const lower = sorted.length % 2 === 1 ? upper : upper - 1;
  return middle({ lower: sorted[lower] ?? 0, upper: sorted[upper] ?? 0 });
}

function weightedMedian({
  values,
  weights,
}: {
  readonly values: Float64Array;
  readonly weights: Float64Array;
}): number {
  const order = Uint32Array.from(values, (_, row) => row)
    .filter((row) => (weights[row] ?? 0) > 0)
    .sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const total = order.reduce((sum, row) => sum + (weights[row] ?? 0), 0);
  let reached = 0;
  for (const [place, row] of order.entries()) {
    reached += weights[row] ?? 0;
    if (reached * 2 < total) continue;
    const lower = values[row] ?? 0;
    const upper = reached * 2 === total ? (values[order[place + 1] ?? row] ?? lower) : lower;
    return middle({ lower, upper });
  }
  return values[order.at(-1) ?? 0] ?? 0;
}

/** The mean of two numbers, halved first so that it can not overflow. */
function middle({ lower, upper }: { readonly lower: number; readonly upper: number }): number {
  return lower === upper ? lower : lower + (upper - lower) / 2;
}
