import { describe, expect, test } from "vitest";
import {
  createRng,
  fitElasticNet,
  fitKMeans,
  fitLasso,
  fitLinearRegression,
  fitLogisticRegression,
  fitNaiveBayes,
  fitNeighbors,
  fitPlatt,
  fitRidge,
  fitTree,
  predictClusters,
  predictLabels,
  predictProbabilities,
  predictValues,
} from "#engine/training/index.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";

/** Their squares are infinite; their order is as good as any. */
const huge = [[1e200], [2e200], [-3e200], [5e200], [6e200], [-9e200]];
const small = [[1], [2], [-3], [5], [6], [-9]];
const labels = ["a", "a", "b", "a", "a", "b"];
const targets = [1, 2, -3, 5, 6, -9];
const rng = () => createRng(1);

describe("numbers whose squares overflow are refused where squares are summed", () => {
  test.each<[string, () => unknown]>([
    ["linear regression", () => fitLinearRegression({ features: huge, targets })],
    ["ridge", () => fitRidge({ features: huge, targets })],
    ["lasso", () => fitLasso({ features: huge, targets })],
    ["elastic net", () => fitElasticNet({ features: huge, targets })],
    ["lasso, targets", () => fitLasso({ features: small, targets: huge.flat() })],
    ["logistic regression", () => fitLogisticRegression({ features: huge, labels })],
    ["naive Bayes", () => fitNaiveBayes({ features: huge, labels })],
    ["neighbors", () => fitNeighbors({ features: huge, labels })],
    ["k-means", () => fitKMeans({ features: huge, clusters: 2, rng: rng() })],
    ["Platt", () => fitPlatt({ labels: [0, 1, 0, 1, 1, 0], scores: huge.flat() })],
  ])("%s", (_, fit) => {
    expect(refusalOf(fit)).toBe("out-of-range");
  });

  test("a tree needs only their order", () => {
    expect(predictLabels({ model: fitTree({ features: huge, labels }), features: huge })).toEqual(labels);
  });
});

describe("a prediction is a finite number or none", () => {
  test("a row infinitely unlikely in every class", () => {
    const model = fitNaiveBayes({ features: small, labels });
    expect(refusalOf(() => predictProbabilities({ model, features: huge }))).toBe("out-of-range");
    expect(refusalOf(() => predictLabels({ model, features: huge }))).toBe("out-of-range");
  });

  test("infinity less infinity", () => {
    const features = small.map(([x = 0], row) => [x, row % 2]);
    const model = fitLinearRegression({ features, targets: features.map(([x = 0, z = 0]) => 1e3 * (x - z)) });
    expect(refusalOf(() => predictValues({ model, features: [[1e308, 1e308]] }))).toBe("out-of-range");
  });

  test("all rows infinitely far", () => {
    const model = fitNeighbors({ features: small, targets, neighbors: 1 });
    expect(refusalOf(() => predictValues({ model, features: huge }))).toBe("out-of-range");
    const clusters = fitKMeans({ features: small, clusters: 2, rng: rng() });
    expect(refusalOf(() => predictClusters({ model: clusters, features: huge }))).toBe("out-of-range");
  });
});
