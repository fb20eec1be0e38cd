import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";
import { parseRegressionRows, type RegressionRows } from "./regression-rows.ts";

/**
 * Huber loss: squared for small errors, straight for large ones.
 *
 * Between MSE and MAE: up to `delta` an error costs half its square, beyond it only delta times as much more for each unit
 * more, so an outlier pulls with a limited force and the loss is still smooth at 0. A large delta is half the MSE, a small
 * one nears delta times the MAE. Choose delta as the error from which on a row is suspect rather than informative.
 *
 * @param actual     true values, length n
 * @param predicted  the model's values, length n
 * @param delta      where the square ends, above 0, in the unit of the values
 * @param weights    how many rows each row stands for, length n; default 1 each
 * @returns          0 or more. O(n)
 * @throws {EngineError} "out-of-range" at a delta of 0, below, or not finite; "length-mismatch", "empty", "wrong-type",
 *                       "not-finite", "invalid-weight"
 * @example huberLoss({ actual: [0, 0], predicted: [1, 10], delta: 2 }) // => (0.5 + 18) / 2
 * @source  Huber 1964; agrees row by row with scipy.special.huber
 */
export function huberLoss(options: RegressionRows & { readonly delta: number }): number {
  const functionName = "huberLoss";
  const { delta, ...rows } = requireOptions(functionName, options, ["actual", "predicted", "weights", "delta"]);
  if (!(delta > 0 && delta < Number.POSITIVE_INFINITY)) {
    throw new EngineError("out-of-range", `${functionName} requires a finite delta above 0, got ${String(delta)}`, {
      function: functionName,
      got: String(delta),
    });
  }
  const { errors, weights } = parseRegressionRows(functionName, rows);
  const losses = new Float64Array(errors.length);
  for (let row = 0; row < losses.length; row++) {
    const size = Math.abs(errors[row] ?? 0);
    losses[row] = size <= delta ? 0.5 * size * size : delta * (size - 0.5 * delta);
  }
  return weightedMean({ values: losses, weights });
}
