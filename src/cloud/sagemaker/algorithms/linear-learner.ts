import { fitLogisticRegression } from "#engine/training/fit-logistic-regression.ts";
import { fitRidge } from "#engine/training/fit-ridge.ts";
import type { LinearModel } from "#engine/training/linear-model.ts";
import type { LogisticRegression } from "#engine/training/logistic-model.ts";
import { predictProbabilities } from "#engine/training/predict-probabilities.ts";
import { predictValues } from "#engine/training/predict-values.ts";
import type { Algorithm, TrainingResult } from "./algorithm.ts";
import { AlgorithmFailure } from "./algorithm-failure.ts";
import { checkFeatures } from "./check-features.ts";
import { chooseThreshold, judgeBinary } from "./choose-threshold.ts";
import { numberOf } from "./hyperparameter-rules.ts";
import { linearLearnerRules } from "./linear-learner-rules.ts";
import { featuresOf, type NumberTable, splitLabel } from "./number-table.ts";
import { type Scaling, scaled, scalingOf } from "./standardize.ts";

type Artefact = {
  readonly scaling: Scaling;
  readonly threshold: number;
  readonly fitted: LinearModel | LogisticRegression;
};

/** Linear Learner over the engine: what AWS's finds by stochastic gradient descent, the engine solves; `wd` is the penalty by row. */
export const linearLearner: Algorithm = {
  name: "linear-learner",
  rules: linearLearnerRules,
  channels: ["train", "validation", "test"],
  hasLabel: true,
  train: ({ hyperparameters: given, channels }): TrainingResult => {
    const table = channels["train"];
    if (table === undefined) throw new AlgorithmFailure("ClientError", "Required channel train is missing");
    if (numberOf(given, "l1", 0) > 0) throw new AlgorithmFailure("AlgorithmError", "l1 is not part of this simulator");
    for (const part of Object.values(channels)) {
      checkFeatures({ table: part, featureDim: given["feature_dim"], labelColumns: 1 });
    }
    const kind = given["predictor_type"];
    const { label, features } = splitLabel(table);
    checkLabels({ label, kind, classes: given["num_classes"] });
    const scaling = scalingOf(features);
    const options = {
      features: scaled(features, scaling),
      penalty: Math.max(numberOf(given, "wd", 1e-4) * table.rowCount, 1e-9),
      intercept: given["use_bias"] !== "false",
    };
    const fitted =
      kind === "regressor"
        ? fitRidge({ ...options, targets: label })
        : fitLogisticRegression({ ...options, labels: label, weights: weightsOf(label, given) });
    const held = channels["validation"] ?? table;
    const known = kind === "binary_classifier" ? binaryRows({ scaling, threshold: 0.5, fitted }, held) : undefined;
    const threshold = known === undefined ? 0.5 : chooseThreshold({ ...known, given });
    const model: Artefact = { scaling, threshold, fitted };
    const judged = ["validation", "test"].flatMap((name) => {
      const part = channels[name];
      return part === undefined
        ? []
        : Object.entries(judge(model, part, given)).map(([metric, value]) => [`${name}:${metric}`, value]);
    });
    return {
      model,
      metrics: Object.fromEntries(judged),
      logs: [`#quality_metric: host=algo-1, threshold=${threshold}`],
      cellsVisited: table.values.length * numberOf(given, "epochs", 15),
    };
  },
  predict: ({ model, rows }) => {
    const artefact = model as Artefact; // read back from what `train` wrote
    const scores = scoresOf(artefact, rows);
    const predictions = scores.map((row) => {
      if (artefact.fitted.kind !== "logistic-regression") return { score: row[0] ?? 0 };
      if (row.length === 2) {
        const score = row[1] ?? 0;
        return { score, predicted_label: score >= artefact.threshold ? 1 : 0 };
      }
      return { score: row, predicted_label: row.indexOf(Math.max(...row)) };
    });
    return { contentType: "application/json", body: JSON.stringify({ predictions }) };
  },
};

function checkLabels({
  label,
  kind,
  classes,
}: {
  readonly label: Float64Array;
  readonly kind: string | undefined;
  readonly classes: string | undefined;
}): void {
  if (kind === "regressor") return;
  if (kind === "multiclass_classifier" && classes === undefined) {
    throw new AlgorithmFailure("ClientError", "num_classes is required when predictor_type is multiclass_classifier");
  }
  const count = kind === "binary_classifier" ? 2 : Number(classes);
  if (label.some((value) => !Number.isInteger(value) || value < 0 || value >= count)) {
    throw new AlgorithmFailure("ClientError", `Labels have to be integers from 0 to ${count - 1} for ${kind}`);
  }
}

function weightsOf(label: Float64Array, given: Readonly<Record<string, string>>): Float64Array {
  const asked = given["positive_example_weight_mult"] ?? "1";
  const positives = label.reduce((sum, value) => sum + (value === 1 ? 1 : 0), 0);
  const factor = asked === "balanced" ? (label.length - positives) / Math.max(1, positives) : Number(asked);
  return label.map((value) => (value === 1 && given["predictor_type"] === "binary_classifier" ? factor : 1));
}

/** One score a class and row, by the class's number; one value for a regressor. */
function scoresOf({ scaling, fitted }: Artefact, rows: NumberTable): readonly (readonly number[])[] {
  const features = { ...scaled(featuresOf(rows), scaling), names: fitted.featureNames };
  if (fitted.kind !== "logistic-regression")
    return Array.from(predictValues({ model: fitted, features }), (value) => [value]);
  const { values } = predictProbabilities({ model: fitted, features });
  const seen = fitted.classes.map(Number);
  return Array.from({ length: rows.rowCount }, (_, row) => {
    const scores = new Array<number>(Math.max(...seen) + 1).fill(0);
    for (const [k, label] of seen.entries()) scores[label] = values[row * seen.length + k] ?? 0;
    return scores;
  });
}

function binaryRows(model: Artefact, table: NumberTable): { readonly labels: Float64Array; readonly scores: number[] } {
  const { label, features } = splitLabel(table);
  return { labels: label, scores: scoresOf(model, features).map((row) => row[1] ?? 0) };
}

function judge(
  model: Artefact,
  table: NumberTable,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, number>> {
  if (given["predictor_type"] === "binary_classifier") {
    return judgeBinary({ ...binaryRows(model, table), threshold: model.threshold });
  }
  const { label, features } = splitLabel(table);
  const scores = scoresOf(model, features);
  const mean = (error: (row: readonly number[], label: number) => number): number =>
    scores.reduce((sum, row, at) => sum + error(row, label[at] ?? 0), 0) / scores.length;
  if (given["predictor_type"] === "regressor") {
    const mse = mean(([value = 0], is) => (value - is) ** 2);
    return { mse, rmse: Math.sqrt(mse), absolute_loss: mean(([value = 0], is) => Math.abs(value - is)) };
  }
  return { multiclass_accuracy: mean((row, is) => (row.indexOf(Math.max(...row)) === is ? 1 : 0)) };
}
