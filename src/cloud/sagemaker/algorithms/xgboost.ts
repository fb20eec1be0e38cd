import type { Matrix } from "#engine/core/matrix.ts";
import { boostingStages } from "#engine/training/boosting-stages.ts";
import { fitBoosting } from "#engine/training/fit-boosting.ts";
import { predictProbabilities } from "#engine/training/predict-probabilities.ts";
import { predictValues } from "#engine/training/predict-values.ts";
import type { ClassificationBoosting, RegressionBoosting } from "#engine/training/tree-models.ts";
import type { Algorithm, TrainingTask } from "./algorithm.ts";
import { AlgorithmFailure } from "./algorithm-failure.ts";
import { numberOf } from "./hyperparameter-rules.ts";
import { featuresOf, type NumberTable, splitLabel } from "./number-table.ts";
import { type Judged, likeliest } from "./xgboost-metrics.ts";
import { objectiveOf, type XgboostObjective } from "./xgboost-objective.ts";
import { unusedByEngine, xgboostRules } from "./xgboost-rules.ts";

type Boosting = ClassificationBoosting | RegressionBoosting;
type Artefact = { readonly objective: string; readonly width: number; readonly boosting: Boosting };
type Rows = { readonly labels: Float64Array; readonly weights: Float64Array; readonly features: Matrix };

/** XGBoost's container over the engine's booster: the label stands first, predictions come one a line. */
export const xgboost: Algorithm = {
  name: "xgboost",
  rules: xgboostRules,
  channels: ["train", "validation"],
  hasLabel: true,
  train: (task) => {
    const { hyperparameters: given } = task;
    const objective = objectiveOf(given);
    const train = rowsOf({ table: channel(task, "train"), objective, given });
    const held = task.channels["validation"];
    const validation = held === undefined ? undefined : rowsOf({ table: held, objective, given });
    const grown = grow({ task, objective, train });
    const rounds = roundsOf({ grown, objective, train, validation });
    const kept = keptRounds({ rounds, objective, patience: given["early_stopping_rounds"] });
    const last = rounds[kept - 1];
    const boosting = { ...grown, trees: grown.trees.slice(0, kept * grown.baseline.length) };
    const { name } = objective.metric;
    return {
      model: { objective: objective.name, width: objective.width, boosting } satisfies Artefact,
      metrics: {
        [`train:${name}`]: last?.train ?? 0,
        ...(last?.validation === undefined ? {} : { [`validation:${name}`]: last.validation }),
      },
      logs: [
        ...unused(given).map((text) => `WARNING: ${text}`),
        ...rounds.map(({ train: seen, validation: unseen }, at) => {
          const tail = unseen === undefined ? "" : `\tvalidation-${name}:${unseen.toFixed(5)}`;
          return `[${at}]\ttrain-${name}:${seen.toFixed(5)}${tail}`;
        }),
      ],
      cellsVisited: train.features.values.length * rounds.length,
    };
  },
  predict: ({ model, rows }) => {
    const { objective, width, boosting } = model as Artefact; // read back from what `train` wrote
    const predictions = predictionsOf({ boosting, features: featuresOf(rows), width });
    const lines = Array.from({ length: rows.rowCount }, (_, row) => {
      if (objective === "multi:softmax") return likeliest({ predictions, width }, row).toFixed(1);
      return Array.from(predictions.subarray(row * width, (row + 1) * width), String).join(",");
    });
    return { contentType: "text/csv; charset=utf-8", body: `${lines.join("\n")}\n` };
  },
};

/** What a job asked for and the engine does not do, so that nobody takes it for done. */
function unused(given: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.entries(unusedByEngine).filter(([name, neutral]) => numberOf(given, name, neutral) !== neutral);
  const booster = given["booster"] ?? "gbtree";
  return [
    ...names.map(([name]) => `the simulator's booster does not use ${name}`),
    ...(booster === "gbtree" ? [] : [`the simulator's booster is gbtree, not ${booster}`]),
  ];
}

function channel({ channels }: TrainingTask, name: string): NumberTable {
  const table = channels[name];
  if (table === undefined) throw new AlgorithmFailure("ClientError", `Required channel ${name} is missing`);
  return table;
}

function rowsOf({
  table,
  objective,
  given,
}: {
  readonly table: NumberTable;
  readonly objective: XgboostObjective;
  readonly given: Readonly<Record<string, string>>;
}): Rows {
  const isWeighted = given["csv_weights"] === "1";
  const { label, second, features } = splitLabel(table, isWeighted ? 2 : 1);
  if (label.some(Number.isNaN)) throw new AlgorithmFailure("ClientError", "The label column has missing values");
  if (objective.task === "binary" && label.some((value) => value !== 0 && value !== 1)) {
    throw new AlgorithmFailure("ClientError", "Label must be 0 or 1 for binary logistic objective");
  }
  if (
    objective.task === "multi" &&
    label.some((value) => !Number.isInteger(value) || value < 0 || value >= objective.width)
  ) {
    throw new AlgorithmFailure("ClientError", "SoftmaxMultiClassObj: label must be in [0, num_class).");
  }
  const positive = numberOf(given, "scale_pos_weight", 1);
  const weights = label.map(
    (value, row) => (isWeighted ? (second[row] ?? 0) : 1) * (objective.task === "binary" && value === 1 ? positive : 1),
  );
  return { labels: label, weights, features };
}

function grow({
  task: { hyperparameters: given, rng },
  objective,
  train,
}: {
  readonly task: TrainingTask;
  readonly objective: XgboostObjective;
  readonly train: Rows;
}): Boosting {
  const depth = numberOf(given, "max_depth", 6);
  const leaves = numberOf(given, "max_leaves", 0);
  const options = {
    features: train.features,
    weights: train.weights,
    iterations: numberOf(given, "num_round", 1),
    learningRate: numberOf(given, "eta", numberOf(given, "learning_rate", 0.3)),
    growth: given["grow_policy"] === "lossguide" ? "leaf-wise" : "depth-wise",
    maxLeaves: Math.min(65_536, leaves > 0 ? Math.max(2, leaves) : 2 ** Math.min(depth === 0 ? 16 : depth, 16)),
    maxDepth: depth === 0 ? undefined : depth,
    minLeafRows: 1,
    minLeafCurvature: numberOf(given, "min_child_weight", 1),
    l2Penalty: numberOf(given, "lambda", 1),
    subsample: numberOf(given, "subsample", 1),
    bins: Math.min(255, numberOf(given, "max_bin", 255)),
    rng,
  } as const;
  return objective.task === "regression"
    ? fitBoosting({ ...options, targets: train.labels })
    : fitBoosting({ ...options, labels: train.labels });
}

type Round = { readonly train: number; readonly validation: number | undefined };

function roundsOf({
  grown,
  objective,
  train,
  validation,
}: {
  readonly grown: Boosting;
  readonly objective: XgboostObjective;
  readonly train: Rows;
  readonly validation: Rows | undefined;
}): readonly Round[] {
  const { metric, width } = objective;
  const judge = ({ labels, features }: Rows): number[] =>
    Array.from(boostingStages({ model: grown, features }), ({ predictions: { values } }) => {
      const judged: Judged = { labels, predictions: columnsOf({ boosting: grown, values, width }), width };
      return metric.of(judged);
    });
  const unseen = validation === undefined ? [] : judge(validation);
  return judge(train).map((seen, at) => ({ train: seen, validation: unseen[at] }));
}

/** Up to the best round where training stops early, all of them otherwise. */
function keptRounds({
  rounds,
  objective,
  patience,
}: {
  readonly rounds: readonly Round[];
  readonly objective: XgboostObjective;
  readonly patience: string | undefined;
}): number {
  if (patience === undefined || rounds[0]?.validation === undefined) return rounds.length;
  const sign = objective.metric.isBetterHigh ? 1 : -1;
  let best = 0;
  for (const [at, { validation = 0 }] of rounds.entries()) {
    if (sign * validation > sign * (rounds[best]?.validation ?? 0)) best = at;
    else if (at - best >= Number(patience)) break;
  }
  return best + 1;
}

function predictionsOf({
  boosting,
  features,
  width,
}: {
  readonly boosting: Boosting;
  readonly features: Matrix;
  readonly width: number;
}): Float64Array {
  const named = { ...features, names: boosting.featureNames };
  if (boosting.kind === "regression-boosting")
    return Float64Array.from(predictValues({ model: boosting, features: named }));
  const { values } = predictProbabilities({ model: boosting, features: named });
  return columnsOf({ boosting, values, width });
}

/** The engine has a column for each class it has seen; XGBoost has one for the second of two, or `num_class`. */
function columnsOf({
  boosting,
  values,
  width,
}: {
  readonly boosting: Boosting;
  readonly values: Float64Array;
  readonly width: number;
}): Float64Array {
  if (boosting.kind === "regression-boosting") return values;
  const seen = boosting.classes.map(Number);
  const rowCount = values.length / seen.length;
  const result = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    for (const [k, label] of seen.entries()) {
      const value = values[row * seen.length + k] ?? 0;
      if (width > 1) result[row * width + label] = value;
      else if (label === 1) result[row] = value;
    }
  }
  return result;
}
