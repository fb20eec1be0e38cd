import { weightedMean } from "#engine/core/weighted-mean.ts";
import { absoluteErrors } from "./error-sizes.ts";
import { parseRegressionRows, type RegressionRows } from "./regression-rows.ts";

/**
 * Mean absolute error (MAE): by how much the model is off, on average.
 *
 * Each unit of error costs the same wherever it falls, so an outlier pulls less than on MSE, and the number can be told to
 * anyone: "off by 12,000 dollars on average". The constant that serves it best is the median.
 *
 * @param actual     true values, length n
 * @param predicted  the model's values, length n
 * @param weights    how many rows each row stands for, length n; default 1 each
 * @returns          0 or more, in the unit of the values. O(n)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type", "not-finite", "invalid-weight"
 * @example meanAbsoluteError({ actual: [3, 5, 7], predicted: [3, 5, 10] }) // => 1
 * @source  agrees with sklearn.metrics.mean_absolute_error
 */
export function meanAbsoluteError(rows: RegressionRows): number {
  const { errors, weights } = parseRegressionRows("meanAbsoluteError", rows);
  return weightedMean({ values: absoluteErrors(errors), weights });
}
