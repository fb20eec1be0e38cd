import type { Features, Matrix } from "#engine/core/matrix.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { singleRuleProbabilities } from "./fit-single-rule.ts";
import { logisticProbabilities } from "./logistic-model.ts";
import { type Classifier, classifierKinds } from "./model.ts";
import { parseModelFeatures } from "./model-features.ts";
import { naiveBayesProbabilities } from "./naive-bayes-model.ts";
import { neighborsProbabilities } from "./neighbors-models.ts";
import { netProbabilities } from "./net.ts";
import { requireFinitePredictions } from "./require-finite-predictions.ts";
import { treeProbabilities } from "./tree-predictions.ts";

/**
 * How likely a fitted model takes each class to be for each row.
 *
 * A probability carries more than a label: it can be ranked (AUC), checked (calibration), and cut where the costs of the two
 * mistakes say, which is seldom at one half. One function for every model of classes.
 *
 * @param model     any fitted model of classes, fresh or back from JSON
 * @param features  n × d, with the columns that the model was fitted on
 * @returns         n × k, row after row; each row sums to 1; the names are the classes as texts, in the order of `model.classes`
 * @throws {EngineError} "wrong-type" for what is no such model, "unsupported-version", "length-mismatch" for another number of columns,
 *                       "unknown-column" for other names or another order, "not-finite", "empty",
 *                       "out-of-range" where features are so large that the arithmetic of the model overflows
 * @example predictProbabilities({ model: fitMajorityClass({ labels: ["yes", "no", "no", "no"] }), features: [[1]] }).values // => [0.75, 0.25]
 */
export function predictProbabilities(options: { readonly model: Classifier; readonly features: Features }): Matrix {
  const functionName = "predictProbabilities";
  const { model, features } = requireOptions(functionName, options, ["model", "features"]);
  requireFitted({ functionName, fitted: model, kinds: classifierKinds });
  const matrix = parseModelFeatures({ functionName, model, features });
  const columnCount = model.classes.length;
  const values = requireFinitePredictions({
    functionName,
    values: probabilitiesOf({ model, matrix }),
    columnCount,
  });
  return { rowCount: matrix.rowCount, columnCount, values, names: model.classes.map(String) };
}

/** n × k, row after row. */
function probabilitiesOf({ model, matrix }: { readonly model: Classifier; readonly matrix: Matrix }): Float64Array {
  switch (model.kind) {
    case "classification-tree":
    case "classification-forest":
    case "classification-boosting":
      return treeProbabilities(model, matrix);
    case "single-rule":
      return singleRuleProbabilities({ model, matrix });
    case "logistic-regression":
      return logisticProbabilities({ model, matrix });
    case "naive-bayes":
      return naiveBayesProbabilities({ model, matrix });
    case "classification-neighbors":
      return neighborsProbabilities({ model, matrix });
    case "classification-net":
      return netProbabilities({ model, matrix });
    case "majority-class":
      return Float64Array.from({ length: matrix.rowCount * model.shares.length }, (_, at) => {
        return model.shares[at % model.shares.length] ?? 0;
      });
  }
}
