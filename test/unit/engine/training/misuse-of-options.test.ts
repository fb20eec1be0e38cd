import { describe, expect, test } from "vitest";
import * as door from "#engine/training/index.ts";
import { type Anything, columns, features, labels, ofLabels, ofNumbers, rng, targets } from "./misuse-samples.ts";
import { codeOf } from "./training-rows.ts";

describe("options and shapes that are refused", () => {
  const same = [[1], [1], [1], [1]];
  const constant = { features: same, targets };
  const constantOfLabels = { features: same, labels };
  const net = { ...ofLabels, epochs: 1, rng };

  test.each<[string, () => unknown, string]>([
    ["a penalty below 0", () => door.fitRidge({ ...ofNumbers, penalty: -1 }), "out-of-range"],
    ["a penalty of NaN", () => door.fitLogisticRegression({ ...ofLabels, penalty: Number.NaN }), "not-finite"],
    ["a share above 1", () => door.fitElasticNet({ ...ofNumbers, lassoShare: 2 }), "out-of-range"],
    ["a constant column", () => door.fitLinearRegression(constant), "singular-matrix"],
    ["a constant column without penalty", () => door.fitRidge({ ...constant, penalty: 0 }), "singular-matrix"],
    ["the same in a glm", () => door.fitLogisticRegression({ ...constantOfLabels, penalty: 0 }), "singular-matrix"],
    ["a path of nothing", () => door.elasticNetPath(constant), "constant-column"],
    ["a rule on nothing", () => door.fitSingleRule(constantOfLabels), "constant-column"],
    ["a bell of no width", () => door.fitNaiveBayes(constantOfLabels), "constant-column"],
    ["one row", () => door.fitLinearRegression({ features: [[1]], targets: [1] }), "too-few-rows"],
    [
      "more columns than rows",
      () =>
        door.fitLinearRegression({
          features: [
            [1, 2, 3],
            [4, 5, 7],
          ],
          targets: [1, 2],
        }),
      "too-few-rows",
    ],
    [
      "counts below 0",
      () => door.fitNaiveBayes({ ...ofLabels, features: [[-1], [2], [3], [4]], shape: "multinomial" }),
      "out-of-range",
    ],
    ["another shape", () => door.fitNaiveBayes({ ...ofLabels, shape: "poisson" as Anything }), "out-of-range"],
    ["more neighbors than rows", () => door.fitNeighbors({ ...ofLabels, neighbors: 5 }), "too-few-rows"],
    ["labels and targets", () => door.fitNeighbors(columns as Anything), "wrong-type"],
    ["neither", () => door.fitNeighbors({ features: columns.features } as Anything), "wrong-type"],
    ["neither, for a net", () => door.fitNet({ features: columns.features, rng } as Anything), "wrong-type"],
    ["more clusters than rows", () => door.fitKMeans({ features, clusters: 5, rng }), "too-few-rows"],
    [
      "more clusters than different rows",
      () => door.fitKMeans({ features: constant.features, clusters: 2, rng }),
      "too-few-rows",
    ],
    ["half a cluster", () => door.fitKMeans({ features, clusters: 1.5, rng }), "out-of-range"],
    ["no chance", () => door.fitKMeans({ features, clusters: 2 } as Anything), "wrong-type"],
    [
      "a start of another width",
      () => door.fitKMeans({ features, clusters: 1, start: [[1, 2]], rng }),
      "length-mismatch",
    ],
    ["a start of another size", () => door.fitKMeans({ features, clusters: 2, start: [[1]], rng }), "length-mismatch"],
    ["a net without chance", () => door.fitNet({ ...net, rng: undefined as Anything }), "wrong-type"],
    ["a learning rate of 0", () => door.fitNet({ ...net, learningRate: 0 }), "out-of-range"],
    [
      "another schedule",
      () => door.fitNet({ ...net, learningRate: { schedule: "wild", rate: 1 } as Anything }),
      "out-of-range",
    ],
    ["another optimizer", () => door.fitNet({ ...net, optimizer: "lion" as Anything }), "out-of-range"],
    ["a layer of no units", () => door.fitNet({ ...net, hiddenLayers: [0] }), "out-of-range"],
    ["hidden layers that are no list", () => door.fitNet({ ...net, hiddenLayers: 16 as Anything }), "wrong-type"],
    ["all layers frozen", () => door.fitNet({ ...net, frozenLayers: 2 }), "out-of-range"],
    [
      "a start that is no net",
      () => door.fitNet({ ...net, startFrom: door.fitMajorityClass({ labels }) as Anything }),
      "wrong-type",
    ],
    [
      "watched rows of an unknown class",
      () => door.fitNet({ ...net, validation: { features: [[1]], labels: ["z"] } }),
      "unknown-label",
    ],
    [
      "targets that are all the same",
      () => door.fitNet({ features: columns.features, targets: [2, 2, 2, 2], rng }),
      "constant-column",
    ],
    ["outcomes of one class", () => door.fitPlatt({ labels: [1, 1], scores: [1, 2] }), "single-class"],
    ["no outcomes", () => door.fitIsotonic({ targets: [], scores: [] }), "empty"],
    ["a curve of nothing", () => door.calibrate({ calibration: {} as Anything, scores: [1] }), "wrong-type"],
    [
      "descent of another loss",
      () => door.gradientDescentSteps({ ...ofNumbers, loss: "hinge" as Anything, learningRate: 1 }).next(),
      "out-of-range",
    ],
    [
      "logistic descent on numbers",
      () => door.gradientDescentSteps({ ...ofNumbers, loss: "logistic", learningRate: 1 }).next(),
      "invalid-label",
    ],
    [
      "more rows to learn than there are",
      () => door.learningCurve({ rowCount: 5, trainSizes: [4], testSize: 2, rng, fit: () => 0, score: () => 0 }),
      "too-few-rows",
    ],
    [
      "a score of NaN",
      () =>
        door.learningCurve({ rowCount: 5, trainSizes: [3], testSize: 2, rng, fit: () => 0, score: () => Number.NaN }),
      "not-finite",
    ],
    [
      "sizes that are none",
      () => door.learningCurve({ rowCount: 5, trainSizes: [], testSize: 2, rng, fit: () => 0, score: () => 0 }),
      "empty",
    ],
  ])("%s", (_, call, code) => {
    expect(codeOf(call)).toBe(code);
  });
});

describe("predicting refuses", () => {
  const model = door.fitRidge(ofNumbers);

  test.each<[string, unknown, unknown, string]>([
    ["another width", model, [[1, 2]], "length-mismatch"],
    ["NaN", model, [[Number.NaN]], "not-finite"],
    ["no rows", model, [], "empty"],
    ["no model", null, [[1]], "wrong-type"],
    ["a classifier", door.fitLogisticRegression(ofLabels), [[1]], "wrong-type"],
    ["another version", { ...model, version: 2 }, [[1]], "unsupported-version"],
  ])("%s", (_, fitted, features, code) => {
    expect(codeOf(() => door.predictValues({ model: fitted as Anything, features: features as Anything }))).toBe(code);
  });

  test("columns in another order, when both sides have names", () => {
    const matrix = (names: readonly string[]) => ({
      rowCount: 3,
      columnCount: 2,
      values: Float64Array.of(1, 2, 4, 3, 5, 9),
      names,
    });
    const fitted = door.fitRidge({ features: matrix(["age", "income"]), targets: [1, 2, 3] });
    const predicted = (names: readonly string[]) =>
      codeOf(() => door.predictValues({ model: fitted, features: matrix(names) }));
    expect(predicted(["income", "age"])).toBe("unknown-column");
    expect(predicted(["age", "income"])).toBe("accepted");
  });
});
