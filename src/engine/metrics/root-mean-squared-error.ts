import { squareUnit } from "#engine/core/square-unit.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";
import { squaredErrors } from "./error-sizes.ts";
import { parseRegressionRows, type RegressionRows } from "./regression-rows.ts";

/**
 * Root mean squared error (RMSE): the square root of the MSE, in the unit of the values themselves.
 *
 * A "typical" error that leans towards the large ones: never below `meanAbsoluteError`, and equal to it only when all
 * errors are of one size. The gap between the two tells how uneven the errors are.
 *
 * @param actual     true values, length n
 * @param predicted  the model's values, length n
 * @param weights    how many rows each row stands for, length n; default 1 each
 * @returns          0 or more, in the unit of the values. O(n)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type", "not-finite", "invalid-weight"
 * @example rootMeanSquaredError({ actual: [0, 0], predicted: [3, 3] }) // => 3
 * @source  agrees with sklearn.metrics.root_mean_squared_error
 */
export function rootMeanSquaredError(rows: RegressionRows): number {
  const { errors, weights } = parseRegressionRows("rootMeanSquaredError", rows);
  const unit = squareUnit([errors]);
  return Math.sqrt(weightedMean({ values: squaredErrors(errors.map((error) => error / unit)), weights })) * unit;
}
