import { fitNeighbors } from "#engine/training/fit-neighbors.ts";
import type { ClassificationNeighbors, RegressionNeighbors } from "#engine/training/neighbors-models.ts";
import { predictLabels } from "#engine/training/predict-labels.ts";
import { predictValues } from "#engine/training/predict-values.ts";
import type { Algorithm, TrainingResult } from "./algorithm.ts";
import { AlgorithmFailure } from "./algorithm-failure.ts";
import { checkFeatures } from "./check-features.ts";
import { numberOf } from "./hyperparameter-rules.ts";
import { featuresOf, type NumberTable, splitLabel } from "./number-table.ts";

type Neighbors = ClassificationNeighbors | RegressionNeighbors;

/** https://docs.aws.amazon.com/sagemaker/latest/dg/kNN_hyperparameters.html */
export const kNearest: Algorithm = {
  name: "knn",
  rules: {
    feature_dim: { type: "integer", least: 1, isRequired: true },
    k: { type: "integer", least: 1, isRequired: true },
    predictor_type: { type: "text", options: ["classifier", "regressor"], isRequired: true },
    sample_size: { type: "integer", least: 1, isRequired: true },
    dimension_reduction_target: { type: "integer", least: 1 },
    dimension_reduction_type: { type: "text", options: ["sign", "fjlt"] },
    faiss_index_ivf_nlists: { type: "integer", least: 1, word: "auto" },
    faiss_index_pq_m: { type: "integer", least: 1 },
    index_metric: { type: "text", options: ["COSINE", "INNER_PRODUCT", "L2"] },
    index_type: { type: "text", options: ["faiss.Flat", "faiss.IVFFlat", "faiss.IVFPQ"] },
    mini_batch_size: { type: "integer", least: 1 },
  },
  channels: ["train", "test"],
  hasLabel: true,
  train: ({ hyperparameters: given, channels, rng }): TrainingResult => {
    const table = channels["train"];
    if (table === undefined) throw new AlgorithmFailure("ClientError", "Required channel train is missing");
    for (const name of ["dimension_reduction_type", "index_metric"]) {
      const asked = given[name];
      if (asked !== undefined && asked !== "L2") {
        throw new AlgorithmFailure("AlgorithmError", `${name} ${asked} is not part of this simulator`);
      }
    }
    checkFeatures({ table, featureDim: given["feature_dim"], labelColumns: 1 });
    const sample = sampled({ table, size: numberOf(given, "sample_size", table.rowCount), rng });
    const { label, features } = splitLabel(sample);
    const neighbors = numberOf(given, "k", 1);
    if (neighbors > sample.rowCount) {
      throw new AlgorithmFailure(
        "ClientError",
        `k is ${neighbors}, more than the ${sample.rowCount} rows of the sample`,
      );
    }
    const isClassifier = given["predictor_type"] === "classifier";
    const model = isClassifier
      ? fitNeighbors({ features, labels: label, neighbors })
      : fitNeighbors({ features, targets: label, neighbors });
    const test = channels["test"];
    return {
      model,
      metrics: test === undefined ? {} : judge(model, test),
      logs: [`#knn index of ${sample.rowCount} rows`],
      cellsVisited: sample.values.length,
    };
  },
  predict: ({ model, rows }) => {
    const answers = answersOf(model as Neighbors, rows); // read back from what `train` wrote
    const predictions = Array.from(answers, (predicted_label) => ({ predicted_label }));
    return { contentType: "application/json", body: JSON.stringify({ predictions }) };
  },
};

function answersOf(model: Neighbors, rows: NumberTable): ArrayLike<number> {
  const features = { ...featuresOf(rows), names: model.featureNames };
  return model.kind === "regression-neighbors"
    ? predictValues({ model, features })
    : Array.from(predictLabels({ model, features }), Number);
}

function judge(model: Neighbors, table: NumberTable): Record<string, number> {
  const { label, features } = splitLabel(table);
  const answers = answersOf(model, features);
  const mean = (error: (said: number, is: number) => number): number =>
    label.reduce((sum, value, row) => sum + error(answers[row] ?? 0, value), 0) / label.length;
  return model.kind === "regression-neighbors"
    ? { "test:mse": mean((said, is) => (said - is) ** 2) }
    : { "test:accuracy": mean((said, is) => (said === is ? 1 : 0)) };
}

/** `sample_size` rows in their order, each with the same chance. */
function sampled({
  table,
  size,
  rng,
}: {
  readonly table: NumberTable;
  readonly size: number;
  readonly rng: Parameters<Algorithm["train"]>[0]["rng"];
}): NumberTable {
  const { rowCount, columnCount, values } = table;
  if (size >= rowCount) return table;
  const kept = new Float64Array(size * columnCount);
  let taken = 0;
  for (let row = 0; row < rowCount && taken < size; row++) {
    if (rng.uniform() * (rowCount - row) >= size - taken) continue;
    kept.set(values.subarray(row * columnCount, (row + 1) * columnCount), taken * columnCount);
    taken++;
  }
  return { rowCount: size, columnCount, values: kept };
}
