import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";

/** Centers of clusters. */
export type KMeans = {
  readonly kind: "k-means";
  readonly version: 1;
  readonly featureNames: readonly string[];
  /** k × d: the mean of each cluster. */
  readonly centers: readonly (readonly number[])[];
  /** Σ weight × squared distance to the nearest center, over the rows fitted. */
  readonly inertia: number;
  /** Of the best run. */
  readonly iterations: number;
  readonly converged: boolean;
};

/**
 * The cluster of each row: the place of the nearest center, the earlier of two that are equally near. O(n × d × k).
 *
 * Clusters are numbers and not labels: 0 and 1 mean nothing until somebody has looked at what lies in them.
 *
 * @param model     from `fitKMeans`
 * @param features  n × d, with the columns that the model was fitted on
 * @returns         0 … k - 1, length n
 * @throws {EngineError} "wrong-type", "unsupported-version", "length-mismatch" for another number of columns, "not-finite", "empty"
 * @example
 * const model = fitKMeans({ features: [[1], [2], [9], [10]], clusters: 2, rng: createRng(1) });
 * const [a, b] = predictClusters({ model, features: [[0], [11]] });
 * a === b // => false
 */
export function predictClusters(options: { readonly model: KMeans; readonly features: Features }): Int32Array {
  const functionName = "predictClusters";
  const { model, features } = requireOptions(functionName, options, ["model", "features"]);
  requireFitted({ functionName, fitted: model, kinds: { "k-means": 1 } });
  const d = model.featureNames.length;
  const { rowCount, values, names } = parseMatrix({ functionName, features, columnCount: d });
  requireSquarable({ functionName, values, names, small: "keep" });
  const centers = Float64Array.from(model.centers.flat());
  const result = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    let best = 0;
    let nearest = Number.POSITIVE_INFINITY;
    for (let k = 0; k < model.centers.length; k++) {
      let square = 0;
      for (let column = 0; column < d; column++) {
        const distance = (values[row * d + column] ?? 0) - (centers[k * d + column] ?? 0);
        square += distance * distance;
      }
      if (square < nearest) {
        nearest = square;
        best = k;
      }
    }
    result[row] = best;
  }
  return result;
}
