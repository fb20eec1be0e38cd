import { requireSquarable } from "#engine/core/require-squarable.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";
import { squaredErrors } from "./error-sizes.ts";
import { parseRegressionRows, type RegressionRows } from "./regression-rows.ts";

/**
 * Mean squared error (MSE): the average of the squared errors.
 *
 * Squaring makes large errors dear: one error of 10 costs as much as a hundred errors of 1. So an outlier can rule the
 * score, and the constant that serves it best is the mean. Smooth everywhere, hence the favorite of training. The unit is
 * squared (dollars²); take `rootMeanSquaredError` to read it.
 *
 * @param actual     true values, length n
 * @param predicted  the model's values, length n
 * @param weights    how many rows each row stands for, length n; default 1 each
 * @returns          0 or more, in the unit squared. O(n)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type", "not-finite", "invalid-weight"; "out-of-range" for errors whose
 *                   square is no double, beside 0
 * @example meanSquaredError({ actual: [3, 5, 7], predicted: [3, 5, 10] }) // => 3
 * @source  agrees with sklearn.metrics.mean_squared_error
 */
export function meanSquaredError(rows: RegressionRows): number {
  const functionName = "meanSquaredError";
  const { errors, weights } = parseRegressionRows(functionName, rows);
  requireSquarable({ functionName, values: errors, names: ["errors"] });
  return weightedMean({ values: squaredErrors(errors), weights });
}
