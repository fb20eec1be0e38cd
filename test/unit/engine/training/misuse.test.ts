import { describe, expect, test } from "vitest";
import * as door from "#engine/training/index.ts";
import {
  type Anything,
  type Columns,
  clusters,
  columns,
  features,
  labels,
  ofLabels,
  ofNumbers,
  rng,
  targets,
} from "./misuse-samples.ts";
import { codeOf } from "./training-rows.ts";

const ofValues: Readonly<Record<string, (rows: Columns) => unknown>> = {
  fitLinearRegression: ({ features, targets }) => door.fitLinearRegression({ features, targets }),
  fitRidge: ({ features, targets }) => door.fitRidge({ features, targets }),
  fitLasso: ({ features, targets }) => door.fitLasso({ features, targets }),
  fitElasticNet: ({ features, targets }) => door.fitElasticNet({ features, targets }),
  elasticNetPath: ({ features, targets }) => door.elasticNetPath({ features, targets }),
  fitNeighbors: ({ features, targets }) => door.fitNeighbors({ features, targets, neighbors: 1 }),
  fitNet: ({ features, targets }) => door.fitNet({ features, targets, epochs: 1, rng }),
  gradientDescentSteps: ({ features, targets }) =>
    door.runToEnd(door.gradientDescentSteps({ features, targets, loss: "squared", learningRate: 0.01, iterations: 3 })),
};

const ofClasses: Readonly<Record<string, (rows: Columns) => unknown>> = {
  fitLogisticRegression: ({ features, labels }) => door.fitLogisticRegression({ features, labels }),
  fitNaiveBayes: ({ features, labels }) => door.fitNaiveBayes({ features, labels }),
  fitSingleRule: ({ features, labels }) => door.fitSingleRule({ features, labels }),
  fitNeighbors: ({ features, labels }) => door.fitNeighbors({ features, labels, neighbors: 1 }),
  fitNet: ({ features, labels }) => door.fitNet({ features, labels, epochs: 1, rng }),
};

const hostileFeatures: readonly (readonly [string, unknown, string])[] = [
  ["no rows", [], "empty"],
  ["null", null, "wrong-type"],
  ["undefined", undefined, "wrong-type"],
  ["objects", [{}, {}, {}, {}], "empty"],
  ["text", [["1"], ["2"], ["3"], ["4"]], "wrong-type"],
  ["NaN", [[1], [Number.NaN], [3], [4]], "not-finite"],
  ["infinity", [[1], [2], [Number.POSITIVE_INFINITY], [4]], "not-finite"],
  ["ragged rows", [[1], [2], [3, 4], [4]], "length-mismatch"],
];

describe.each(Object.entries({ ...ofValues, ...ofClasses, ...clusters }))("%s refuses features", (_, call) => {
  test.each(hostileFeatures)("%s", (_name, features, code) => {
    expect(codeOf(() => call({ ...columns, features } as Anything))).toBe(code);
  });
});

describe.each(Object.entries(ofValues))("%s refuses targets", (_, call) => {
  test.each([
    ["too few", [1, 2, 3], "length-mismatch"],
    ["null", null, "wrong-type"],
    ["text", ["1", "2", "3", "4"], "wrong-type"],
    ["objects", [{}, {}, {}, {}], "wrong-type"],
    ["NaN", [1, Number.NaN, 3, 4], "not-finite"],
    ["infinity", [1, 2, 3, Number.NEGATIVE_INFINITY], "not-finite"],
  ])("%s", (_name, targets, code) => {
    expect(codeOf(() => call({ ...columns, targets } as Anything))).toBe(code);
  });
});

describe.each(Object.entries(ofClasses))("%s refuses labels", (_, call) => {
  test.each([
    ["too few", ["a", "b", "a"], "length-mismatch"],
    ["null", null, "wrong-type"],
    ["one class", ["a", "a", "a", "a"], "single-class"],
    ["objects", [{}, {}, {}, {}], "invalid-label"],
    ["holes", ["a", undefined, "b", "b"], "invalid-label"],
    ["mixed kinds", ["a", 1, "b", "b"], "invalid-label"],
    ["NaN", [1, Number.NaN, 2, 2], "not-finite"],
  ])("%s", (_name, labels, code) => {
    expect(codeOf(() => call({ ...columns, labels } as Anything))).toBe(code);
  });
});

describe("weights that are refused", () => {
  test.each([
    ["negative", [1, -1, 1, 1], "invalid-weight"],
    ["NaN", [1, Number.NaN, 1, 1], "invalid-weight"],
    ["all 0", [0, 0, 0, 0], "invalid-weight"],
    ["too few", [1], "length-mismatch"],
  ])("%s", (_, weights, code) => {
    for (const call of [
      () => door.fitLinearRegression({ ...ofNumbers, weights }),
      () => door.fitLasso({ ...ofNumbers, weights }),
      () => door.fitLogisticRegression({ ...ofLabels, weights }),
      () => door.fitNaiveBayes({ ...ofLabels, weights }),
      () => door.fitSingleRule({ ...ofLabels, weights }),
      () => door.fitMeanValue({ targets, weights }),
      () => door.fitMajorityClass({ labels, weights }),
      () => door.fitKMeans({ features, weights, clusters: 2, rng }),
      () => door.fitIsotonic({ scores: columns.targets, targets: columns.targets, weights }),
      () => door.fitPlatt({ scores: columns.targets, labels: [0, 0, 1, 1], weights }),
    ]) {
      expect(codeOf(call)).toBe(code);
    }
  });

  test("classWeights of a class without rows, below 0, or of another kind", () => {
    const fitted = (classWeights: unknown) =>
      codeOf(() => door.rowWeights({ labels, classWeights: classWeights as Anything }));
    expect(fitted({ z: 1 })).toBe("unknown-label");
    expect(fitted({ a: -1 })).toBe("invalid-weight");
    expect(fitted("equal")).toBe("wrong-type");
    expect(fitted(null)).toBe("wrong-type");
  });
});
