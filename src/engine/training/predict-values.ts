import type { Features, Matrix } from "#engine/core/matrix.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { linearValues } from "./linear-model.ts";
import { type Regressor, regressorKinds } from "./model.ts";
import { parseModelFeatures } from "./model-features.ts";
import { neighborsValues } from "./neighbors-models.ts";
import { netValues } from "./net.ts";
import { requireFinitePredictions } from "./require-finite-predictions.ts";
import { treeValues } from "./tree-predictions.ts";

/**
 * What a fitted model says each row's number is: the price, the demand, the length of stay.
 *
 * One function for every model of numbers, so that one can be exchanged for another without touching the code around it.
 * Cost: as the model's own docstring says.
 *
 * @param model     any fitted model of numbers, fresh or back from JSON
 * @param features  n × d, with the columns that the model was fitted on
 * @returns         one number a row, length n
 * @throws {EngineError} "wrong-type" for what is no such model, "unsupported-version", "length-mismatch" for another number of columns,
 *                       "unknown-column" for other names or another order, "not-finite", "empty",
 *                       "out-of-range" where features are so large that the arithmetic of the model overflows
 * @example predictValues({ model: fitLinearRegression({ features: [[1], [2], [3]], targets: [3, 5, 7] }), features: [[10]] }) // => [21]
 */
export function predictValues(options: { readonly model: Regressor; readonly features: Features }): Float64Array {
  const functionName = "predictValues";
  const { model, features } = requireOptions(functionName, options, ["model", "features"]);
  requireFitted({ functionName, fitted: model, kinds: regressorKinds });
  const matrix = parseModelFeatures({ functionName, model, features });
  return requireFinitePredictions({ functionName, values: valuesOf({ model, matrix }) });
}

/** Length n. */
function valuesOf({ model, matrix }: { readonly model: Regressor; readonly matrix: Matrix }): Float64Array {
  switch (model.kind) {
    case "linear-regression":
    case "ridge":
    case "lasso":
    case "elastic-net":
      return linearValues({ matrix, coefficients: model.coefficients, intercept: model.intercept });
    case "regression-neighbors":
      return neighborsValues({ model, matrix });
    case "regression-net":
      return netValues({ model, matrix });
    case "mean-value":
      return new Float64Array(matrix.rowCount).fill(model.mean);
    case "regression-tree":
    case "regression-forest":
    case "regression-boosting":
      return treeValues(model, matrix);
  }
}
