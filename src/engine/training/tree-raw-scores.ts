import type { Features, Matrix } from "#engine/core/matrix.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { parseModelFeatures } from "./model-features.ts";
import { ensembleOf } from "./tree-ensemble.ts";
import { type TreeModel, treeKinds } from "./tree-models.ts";
import { treeScores } from "./tree-scores.ts";

/**
 * What a model of trees adds up for each row before it becomes a prediction.
 *
 * In trees and forests that is the prediction itself. In boosting for two classes it is the log-odds of the second class, for more classes a logit each:
 * numbers without limits, to which every tree and every feature can add its part, as `shapValues` shows. Probabilities cannot be added.
 *
 * @param model     a tree, forest or boosting, fresh or back from JSON
 * @param features  n × d, with the columns that the model was fitted on; NaN = missing
 * @returns         n × outputs, row after row. O(n × trees × depth)
 * @throws {EngineError} "wrong-type", "unsupported-version", "length-mismatch", "unknown-column", "not-finite" for infinity, "empty"
 * @example
 * const model = fitTree({ features: [[0], [1]], labels: ["no", "yes"] });
 * predictScores({ model, features: [[1]] }).values // => [0, 1]
 */
export function predictScores(options: { readonly model: TreeModel; readonly features: Features }): Matrix {
  const functionName = "predictScores";
  const { model, features } = requireOptions(functionName, options, ["model", "features"]);
  requireFitted({ functionName, fitted: model, kinds: treeKinds });
  const matrix = parseModelFeatures({ functionName, model, features });
  const names = outputNames(model);
  return {
    rowCount: matrix.rowCount,
    columnCount: names.length,
    values: treeScores(ensembleOf(model), matrix),
    names,
  };
}

/** What each score is about: a class, or "value". */
export function outputNames(model: TreeModel): string[] {
  if (!("classes" in model)) return ["value"];
  const names = model.classes.map(String);
  return model.kind === "classification-boosting" && names.length === 2 ? names.slice(1) : names;
}
