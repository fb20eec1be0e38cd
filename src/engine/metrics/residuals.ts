import { requireOptions } from "#engine/core/require-options.ts";
import { parseRegressionRows, type RegressionRows } from "./regression-rows.ts";

/**
 * Residuals: what the model left over, actual − predicted, row by row.
 *
 * Look at them before trusting any single number. Drawn against the prediction they should be a shapeless cloud around 0:
 * a bend means that the model misses a curve, a funnel that its error grows with the value, a point far out is an outlier
 * or a wrong entry. Above 0 the model said too little.
 *
 * @param actual     true values, length n
 * @param predicted  the model's values, length n
 * @returns          length n, in the unit of the values. O(n)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type", "not-finite"
 * @example residuals({ actual: [3, 5], predicted: [2.5, 6] }) // => [0.5, -1]
 */
export function residuals(options: Omit<RegressionRows, "weights">): Float64Array {
  const { actual, predicted } = requireOptions("residuals", options, ["actual", "predicted"]);
  return parseRegressionRows("residuals", { actual, predicted }).errors;
}
