import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import {
  calibrate,
  elasticNetPath,
  fitElasticNet,
  fitIsotonic,
  fitKMeans,
  fitLinearRegression,
  fitLogisticRegression,
  fitMajorityClass,
  fitNaiveBayes,
  fitNeighbors,
  fitPlatt,
  fitRidge,
  predictClusters,
  predictProbabilities,
  predictValues,
  rowWeights,
} from "#engine/training/index.ts";
import { expectClose } from "../expect-close.ts";
import { linearFixture as fixture, type LinearCase } from "./linear-fixture.ts";

const { features, targets, three } = fixture;

describe("linear models agree with scikit-learn", () => {
  const fitted = ({ options: { model, penalty, lassoShare, ...options }, weights }: LinearCase) => {
    const rows = { features, targets, weights: weights ?? undefined, ...options };
    if (model === "linear") return fitLinearRegression(rows);
    if (model === "ridge") return fitRidge({ ...rows, penalty });
    // Their own stopping rule leaves them 1e-7 from the bottom; ours is set to rounding.
    return fitElasticNet({ ...rows, penalty, lassoShare, tolerance: 1e-13 });
  };

  test.each(fixture.linear)("$name", (expected) => {
    const model = fitted(expected);
    const relative = expected.options.model === "net" ? 1e-6 : 1e-9;
    expectClose({
      got: model.coefficients,
      expected: expected.coefficients,
      what: "coefficients",
      relative,
      floor: 1e-9,
    });
    expectClose({ got: model.intercept, expected: expected.intercept, what: "intercept", relative, floor: 1e-9 });
    const got = predictValues({ model, features: fixture.new });
    expectClose({ got, expected: expected.predictions, what: "predictions", relative });
    expect(model.converged).toBe(true);
  });

  test("a ridge with more columns than rows", () => {
    const { coefficients, intercept, ...rows } = fixture.wide;
    const model = fitRidge(rows);
    expectClose({ got: model.coefficients, expected: coefficients, what: "coefficients", relative: 1e-9 });
    expectClose({ got: model.intercept, expected: intercept, what: "intercept", relative: 1e-9 });
  });

  test("the path of the elastic net", () => {
    const { penalties, coefficients } = fixture.path;
    const path = elasticNetPath({
      features: fixture.path.features,
      targets,
      lassoShare: 0.9,
      count: penalties.length,
      smallest: 0.01,
      tolerance: 1e-13,
    });
    expectClose({ got: path.map(({ penalty }) => penalty), expected: penalties, what: "penalties", relative: 1e-9 });
    expectClose({
      got: path.map((model) => model.coefficients),
      expected: coefficients,
      what: "coefficients",
      relative: 1e-6,
      floor: 1e-8,
    });
  });

  test("Longley's data, where columns nearly follow from each other, to nine digits of NIST's certified values", () => {
    const { coefficients, intercept, ...rows } = fixture.longley;
    const model = fitLinearRegression(rows);
    expectClose({ got: model.coefficients, expected: coefficients, what: "coefficients", relative: 1e-9 });
    expectClose({ got: model.intercept, expected: intercept, what: "intercept", relative: 1e-9 });
  });
});

describe("logistic regression", () => {
  test.each(fixture.logistic)("agrees with scikit-learn: $name", ({ labels, weights, options, ...expected }) => {
    const model = fitLogisticRegression({
      features,
      labels,
      weights: weights ?? undefined,
      ...options,
      tolerance: 1e-12,
    });
    expect(model.converged).toBe(true);
    expectClose({
      got: model.coefficients,
      expected: expected.coefficients,
      what: "coefficients",
      relative: 1e-6,
      floor: 1e-8,
    });
    const { values } = predictProbabilities({ model, features: fixture.new });
    expectClose({ got: values, expected: expected.probabilities.flat(), what: "probabilities", relative: 1e-6 });
  });

  test("at its own tolerance it is within 1e-5 of scikit-learn's coefficients at a tight one", () => {
    for (const { labels, weights, options, coefficients } of fixture.logistic) {
      const model = fitLogisticRegression({ features, labels, weights: weights ?? undefined, ...options });
      expectClose({
        got: model.coefficients,
        expected: coefficients,
        what: "coefficients",
        relative: 1e-5,
        floor: 1e-5,
      });
    }
  });

  test("without a penalty agrees with R's glm and statsmodels", () => {
    const { weights, r, statsmodels } = fixture.unpenalized;
    const model = fitLogisticRegression({ features, labels: fixture.two, weights, penalty: 0, tolerance: 1e-12 });
    const got = [model.intercepts[0], ...(model.coefficients[0] ?? [])];
    expectClose({ got, expected: r, what: "R", relative: 1e-8 });
    expectClose({ got, expected: statsmodels, what: "statsmodels", relative: 1e-8 });
  });
});

test.each(fixture.bayes.cases)("naive Bayes agrees with scikit-learn: $name", (expected) => {
  const { counts, newCounts, center } = fixture.bayes;
  const moved = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map((x, j) => x - (center[j] ?? 0)));
  const train = { none: features, counts, center: moved(features) }[expected.moved];
  const test = { none: fixture.new, counts: newCounts, center: moved(fixture.new) }[expected.moved];
  const { shape, options } = expected;
  const model = fitNaiveBayes({
    features: train,
    labels: three,
    weights: expected.weights ?? undefined,
    shape,
    ...options,
  });
  const { values } = predictProbabilities({ model, features: test });
  expectClose({
    got: values,
    expected: expected.probabilities.flat(),
    what: "probabilities",
    relative: 1e-9,
    floor: 1e-14,
  });
});

test.each(fixture.neighbors.cases)("neighbors agree with scikit-learn: $name", (expected) => {
  const { neighbors, weighting } = expected;
  const classifier = fitNeighbors({ features, labels: three, neighbors, weighting });
  const { values } = predictProbabilities({ model: classifier, features: fixture.neighbors.at });
  // Votes by 1 / distance near distance 0 multiply rounding.
  expectClose({ got: values, expected: expected.probabilities.flat(), what: "probabilities", relative: 1e-9 });
  const regressor = fitNeighbors({ features, targets, neighbors, weighting });
  const got = predictValues({ model: regressor, features: fixture.neighbors.at });
  expectClose({ got, expected: expected.values, what: "values", relative: 1e-9 });
});

test.each(fixture.kMeans.cases)("k-means agrees with scikit-learn: $name", ({ start, weights, ...expected }) => {
  const rows = { features: fixture.kMeans.features, weights: weights ?? undefined };
  const model = fitKMeans({ ...rows, clusters: start.length, start, tolerance: 0, rng: createRng(1) });
  expectClose({ got: model.centers, expected: expected.centers, what: "centers" });
  expectClose({ got: model.inertia, expected: expected.inertia, what: "inertia" });
  expect([...predictClusters({ model, features: fixture.kMeans.features })]).toEqual(expected.clusters);
  expect(model.converged).toBe(true);
});

test.each(fixture.isotonic.cases)("isotonic regression agrees with scikit-learn: $name", (expected) => {
  const { scores, at } = fixture.isotonic;
  const calibration = fitIsotonic({
    scores,
    targets: expected.targets,
    weights: expected.weights ?? undefined,
    increasing: expected.increasing,
  });
  expectClose({ got: calibrate({ calibration, scores: at }), expected: expected.calibrated, what: "calibrated" });
});

test.each(fixture.platt)("Platt scaling agrees with Newton's method and scikit-learn: $name", (expected) => {
  const model = fitPlatt({ labels: expected.labels, scores: expected.scores });
  expectClose({ got: model.slope, expected: expected.slope, what: "slope", relative: 1e-8 });
  expectClose({ got: model.intercept, expected: expected.intercept, what: "intercept", relative: 1e-8 });
  const theirs = expected.sklearn ?? [expected.slope, expected.intercept];
  expectClose({ got: [model.slope, model.intercept], expected: theirs, what: "scikit-learn", relative: 1e-4 });
});

test("baselines and class weights agree with scikit-learn", () => {
  const { shares, balanced, named } = fixture.baselines;
  expectClose({
    got: fitMajorityClass({ labels: three, weights: fixture.weights }).shares,
    expected: shares,
    what: "shares",
  });
  expectClose({ got: rowWeights({ labels: three, classWeights: "balanced" }), expected: balanced, what: "balanced" });
  const classWeights = { red: 2.5, blue: 0.5 };
  expectClose({ got: rowWeights({ labels: three, classWeights }), expected: named, what: "named" });
});
