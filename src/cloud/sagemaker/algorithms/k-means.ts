import { fitKMeans } from "#engine/training/fit-k-means.ts";
import { type KMeans, predictClusters } from "#engine/training/k-means-model.ts";
import type { Algorithm } from "./algorithm.ts";
import { AlgorithmFailure } from "./algorithm-failure.ts";
import { checkFeatures } from "./check-features.ts";
import { numberOf } from "./hyperparameter-rules.ts";
import { featuresOf } from "./number-table.ts";

/** https://docs.aws.amazon.com/sagemaker/latest/dg/k-means-api-config.html */
export const kMeans: Algorithm = {
  name: "kmeans",
  rules: {
    feature_dim: { type: "integer", least: 1, isRequired: true },
    k: { type: "integer", least: 2, isRequired: true },
    epochs: { type: "integer", least: 1 },
    eval_metrics: { type: "text" },
    extra_center_factor: { type: "integer", least: 1, word: "auto" },
    half_life_time_size: { type: "integer", least: 0 },
    init_method: { type: "text", options: ["random", "kmeans++"] },
    local_lloyd_init_method: { type: "text", options: ["random", "kmeans++"] },
    local_lloyd_max_iter: { type: "integer", least: 1 },
    local_lloyd_num_trials: { type: "integer", least: 1, word: "auto" },
    local_lloyd_tol: { type: "number", least: 0, most: 1 },
    mini_batch_size: { type: "integer", least: 1 },
  },
  channels: ["train", "test"],
  hasLabel: false,
  train: ({ hyperparameters: given, channels, rng }) => {
    const table = channels["train"];
    if (table === undefined) throw new AlgorithmFailure("ClientError", "Required channel train is missing");
    checkFeatures({ table, featureDim: given["feature_dim"], labelColumns: 0 });
    const clusters = numberOf(given, "k", 2);
    if (clusters > table.rowCount) {
      throw new AlgorithmFailure("ClientError", `k is ${clusters}, more than the ${table.rowCount} rows of the data`);
    }
    const model = fitKMeans({ features: featuresOf(table), clusters, rng });
    const test = channels["test"];
    if (test !== undefined) checkFeatures({ table: test, featureDim: given["feature_dim"], labelColumns: 0 });
    return {
      model,
      metrics: {
        "train:msd": model.inertia / table.rowCount,
        ...(test === undefined ? {} : { "test:msd": meanSquare(model, test) }),
      },
      logs: [`#quality_metric: host=algo-1, train msd <loss>=${model.inertia / table.rowCount}`],
      cellsVisited: table.values.length * clusters * model.iterations,
    };
  },
  predict: ({ model, rows }) => {
    const centers = model as KMeans; // read back from what `train` wrote
    const closest = closestOf(centers, rows);
    const predictions = Array.from(closest, ({ cluster, square }) => ({
      distance_to_cluster: Math.sqrt(square),
      closest_cluster: cluster,
    }));
    return { contentType: "application/json", body: JSON.stringify({ predictions }) };
  },
};

type Table = Parameters<Algorithm["predict"]>[0]["rows"];

function closestOf(model: KMeans, rows: Table): readonly { readonly cluster: number; readonly square: number }[] {
  const features = featuresOf(rows);
  const { columnCount, values } = features;
  const clusters = predictClusters({ model, features });
  return Array.from(clusters, (cluster, row) => {
    const center = model.centers[cluster] ?? [];
    const square = center.reduce((sum, at, column) => sum + (at - (values[row * columnCount + column] ?? 0)) ** 2, 0);
    return { cluster, square };
  });
}

function meanSquare(model: KMeans, rows: Table): number {
  return closestOf(model, rows).reduce((sum, { square }) => sum + square, 0) / rows.rowCount;
}
