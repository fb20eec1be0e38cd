import type { Features, Matrix } from "#engine/core/matrix.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";
import { parseModelFeatures } from "./model-features.ts";
import { ensembleOf } from "./tree-ensemble.ts";
import type { ClassificationBoosting, RegressionBoosting } from "./tree-models.ts";
import { scoresToProbabilities } from "./tree-predictions.ts";
import { addTree, flatten } from "./tree-scores.ts";

/** The predictions after so many rounds: n × 1 values, or n × k probabilities. */
export type BoostingStage = Progress & { readonly predictions: Matrix };

/**
 * What a boosted model would have predicted after 1, 2, 3 … rounds: watch it grow.
 *
 * Plot the error of each stage on held-out rows: it falls, flattens, and in the end rises again while the training error still falls. That
 * turning point is what early stopping looks for.
 *
 * @param model     a fitted boosting, fresh or back from JSON
 * @param features  n × d, with the columns that the model was fitted on; NaN = missing
 * @returns         a generator of stages, each with fresh predictions; the last are those of `predictValues` or `predictProbabilities`. O(n × depth) a tree
 * @throws {EngineError} "wrong-type", "unsupported-version", "length-mismatch", "unknown-column", "not-finite" for infinity, "empty"
 * @example
 * const features = [[1], [2], [3], [4]];
 * const model = fitBoosting({ features, targets: [0, 0, 8, 8], iterations: 2, learningRate: 0.5, minLeafRows: 1 });
 * [...boostingStages({ model, features })].map((stage) => stage.predictions.values[0]) // => [2, 1]
 */
export function boostingStages(options: {
  readonly model: ClassificationBoosting | RegressionBoosting;
  readonly features: Features;
}): Steps<BoostingStage, void> {
  const functionName = "boostingStages";
  const { model, features } = requireOptions(functionName, options, ["model", "features"]);
  const kinds = { "classification-boosting": 1, "regression-boosting": 1 };
  requireFitted({ functionName, fitted: model, kinds });
  return grow(model, parseModelFeatures({ functionName, model, features }));
}

function* grow(model: ClassificationBoosting | RegressionBoosting, matrix: Matrix): Steps<BoostingStage, void> {
  const ensemble = ensembleOf(model);
  const { trees, outputCount, baseline } = ensemble;
  const { rowCount } = matrix;
  const sums = new Float64Array(rowCount * outputCount);
  const total = trees.length / outputCount;
  for (const [at, nodes] of trees.entries()) {
    addTree({ tree: flatten(nodes), at, ensemble, matrix, from: 0, to: rowCount, scores: sums });
    if ((at + 1) % outputCount !== 0) continue;
    const scores = sums.map((sum, place) => (baseline[place % outputCount] ?? 0) + sum);
    yield { done: (at + 1) / outputCount, total, predictions: predictionsOf(model, scores, rowCount) };
  }
}

function predictionsOf(
  model: ClassificationBoosting | RegressionBoosting,
  scores: Float64Array,
  rowCount: number,
): Matrix {
  if (model.kind === "regression-boosting") return { rowCount, columnCount: 1, values: scores, names: ["value"] };
  const columnCount = model.classes.length;
  return {
    rowCount,
    columnCount,
    values: scoresToProbabilities(scores, columnCount),
    names: model.classes.map(String),
  };
}
