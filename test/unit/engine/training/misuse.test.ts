import { describe, expect, test } from "vitest";
import * as door from "#engine/training/index.ts";
import { codeOf } from "./training-rows.ts";

// Learners' code runs even when its types did not check, so hostile values are passed as they come.
type Anything = never;

const rng = door.createRng(1);
const columns = { features: [[1], [2], [3], [4]], targets: [1, 2, 2, 5], labels: ["a", "a", "b", "b"] };
type Columns = Readonly<Record<keyof typeof columns, Anything>>;
const { features, targets, labels } = columns;
const ofNumbers = { features, targets };
const ofLabels = { features, labels };

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
const clusters: Readonly<Record<string, (rows: Columns) => unknown>> = {
  fitKMeans: ({ features }) => door.fitKMeans({ features, clusters: 2, rng }),
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

describe("a million rows give the right answer", () => {
  const rowCount = 1_000_000;
  const values = Float64Array.from({ length: rowCount }, (_, row) => (row % 1000) / 100);
  const features = { rowCount, columnCount: 1, values, names: ["x"] };

  test("linear regression and lasso", () => {
    const targets = values.map((x) => 3 * x - 1);
    const line = door.fitLinearRegression({ features, targets });
    expect(line.coefficients[0]).toBeCloseTo(3, 10);
    expect(line.intercept).toBeCloseTo(-1, 10);
    // By hand: the slope loses penalty / variance, which is (1000² - 1) / 12 / 100².
    const lasso = door.fitLasso({ features, targets, penalty: 0.5 });
    expect(lasso.coefficients[0]).toBeCloseTo(3 - 0.5 / (999_999 / 12 / 10_000), 8);
  });

  test("logistic regression and naive Bayes", () => {
    const labels = Uint8Array.from(values, (x, row) => (x + (row % 7) > 8 ? 1 : 0));
    const model = door.fitLogisticRegression({ features, labels });
    expect(model.converged).toBe(true);
    const { values: shares } = door.predictProbabilities({ model, features });
    // A logistic regression keeps the total: the mean probability is the share of ones.
    const total = labels.reduce((sum, label) => sum + label, 0);
    const promised = shares.reduce((sum, share, at) => (at % 2 === 1 ? sum + share : sum), 0);
    expect(promised / total).toBeCloseTo(1, 6);
    expect(door.fitNaiveBayes({ features, labels }).classes).toEqual([0, 1]);
  });
});
