import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";
import { parseRegressionRows, type RegressionRows } from "./regression-rows.ts";

/**
 * Pinball loss: the error of a forecast that should be exceeded with a stated chance, such as "90 % of days need less".
 *
 * For the quantile 0.9, each unit said too little costs 0.9 and each unit said too much 0.1, so the best forecast is the
 * value that 9 of 10 rows stay below. At 0.5 it is half the mean absolute error. It measures each line of a forecast
 * band (P10, P50, P90) on its own.
 *
 * @param actual     true values, length n
 * @param predicted  the forecast quantile, length n
 * @param quantile   the share of rows that should lie below the forecast, in [0, 1]
 * @param weights    how many rows each row stands for, length n; default 1 each
 * @returns          0 or more, in the unit of the values. O(n)
 * @throws {EngineError} "out-of-range" at another quantile; "length-mismatch", "empty", "wrong-type", "not-finite",
 *                       "invalid-weight"
 * @example pinballLoss({ actual: [10, 10], predicted: [8, 12], quantile: 0.9 }) // => 1
 * @source  Koenker & Bassett 1978; agrees with sklearn.metrics.mean_pinball_loss
 */
export function pinballLoss(options: RegressionRows & { readonly quantile: number }): number {
  const functionName = "pinballLoss";
  const { quantile, ...rows } = requireOptions(functionName, options, ["actual", "predicted", "weights", "quantile"]);
  if (!(quantile >= 0 && quantile <= 1)) {
    throw new EngineError("out-of-range", `${functionName} requires quantile from 0 to 1, got ${String(quantile)}`, {
      function: functionName,
      got: String(quantile),
    });
  }
  const { errors, weights } = parseRegressionRows(functionName, rows);
  const losses = new Float64Array(errors.length);
  for (let row = 0; row < losses.length; row++) {
    const error = errors[row] ?? 0;
    losses[row] = (error >= 0 ? quantile : quantile - 1) * error;
  }
  return weightedMean({ values: losses, weights });
}
