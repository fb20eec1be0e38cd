import { describe, expect, test } from "vitest";
import {
  averageScores,
  calibrationCurve,
  classScores,
  cohenKappa,
  confusionMatrix,
  fBeta,
  huberLoss,
  logLoss,
  logLossMulti,
  matthewsCorrelation,
  pinballLoss,
  precision,
} from "#engine/metrics/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";

const labels = [0, 1, 1];
const probabilities = [0.2, 0.7, 0.9];

describe("counts and matrices written by hand", () => {
  test.each<[string, Anything, string]>([
    ["undefined", undefined, "wrong-type"],
    ["a list", [1, 2, 3, 4], "wrong-type"],
    ["a missing count", { tp: 1, fp: 1, fn: 1 }, "wrong-type"],
    ["text", { tp: "1", fp: 1, fn: 1, tn: 1 }, "wrong-type"],
    ["a count below 0", { tp: -1, fp: 1, fn: 1, tn: 1 }, "out-of-range"],
    ["NaN", { tp: 1, fp: 1, fn: Number.NaN, tn: 1 }, "not-finite"],
    ["infinity", { tp: 1, fp: 1, fn: Number.POSITIVE_INFINITY, tn: 1 }, "not-finite"],
  ])("%s", (_, counts, code) => {
    expect(errorOf(() => precision(counts)).code).toBe(code);
    expect(errorOf(() => matthewsCorrelation(counts)).code).toBe(code);
  });

  test("a ragged matrix, and one with a cell below 0", () => {
    const labels = ["a", "b"];
    expect(errorOf(() => classScores({ labels, rows: [[1, 2], [3]], total: 6 })).code).toBe("length-mismatch");
    const below = [
      [1, -1],
      [1, 1],
    ];
    expect(errorOf(() => cohenKappa({ labels, rows: below, total: 2 })).code).toBe("out-of-range");
  });

  test("a matrix where counts are needed: which class is positive would be a guess", () => {
    const matrix: Anything = confusionMatrix({ actual: [0, 1], predicted: [0, 1] });
    expect(errorOf(() => precision(matrix)).code).toBe("wrong-type");
    expect(errorOf(() => classScores({ tp: 1, fp: 1, fn: 1, tn: 1 } as Anything)).code).toBe("wrong-type");
  });
});

test.each<[string, () => unknown]>([
  ["fBeta", () => fBeta({ tp: 1, fp: 1, fn: 1, tn: 1 }, undefined as Anything)],
  ["averageScores", () => averageScores(confusionMatrix({ actual: [1, 2], predicted: [1, 2] }), undefined as Anything)],
])("%s without its options", (_, call) => {
  expect(errorOf(call).code).toBe("wrong-type");
});

describe("options outside their range", () => {
  const counts = { tp: 1, fp: 1, fn: 1, tn: 1 };
  const rows = { actual: [1, 2], predicted: [1, 2] };

  test.each<[string, () => unknown]>([
    ["beta below 0", () => fBeta(counts, { beta: -1 })],
    ["beta NaN", () => fBeta(counts, { beta: Number.NaN })],
    ["beta infinite", () => fBeta(counts, { beta: Number.POSITIVE_INFINITY })],
    ["another weighting", () => cohenKappa(counts, { weighting: "cubic" as Anything })],
    ["a weighting that every object has", () => cohenKappa(counts, { weighting: "toString" as Anything })],
    ["another average", () => averageScores(confusionMatrix(rows), { average: "binary" as Anything })],
    ["another normalization", () => confusionMatrix({ ...rows, normalize: "true" as Anything })],
    ["quantile above 1", () => pinballLoss({ ...rows, quantile: 90 })],
    ["quantile NaN", () => pinballLoss({ ...rows, quantile: Number.NaN })],
    ["delta 0", () => huberLoss({ ...rows, delta: 0 })],
    ["delta left out", () => huberLoss(rows as Anything)],
    ["no bins", () => calibrationCurve({ labels, probabilities, bins: 0 })],
    ["half a bin", () => calibrationCurve({ labels, probabilities, bins: 2.5 })],
    ["bins that would fill the memory", () => calibrationCurve({ labels, probabilities, bins: 1e9 })],
    ["another strategy", () => calibrationCurve({ labels, probabilities, strategy: "kmeans" as Anything })],
    ["probabilities in percent", () => logLoss({ labels, probabilities: [20, 70, 90] })],
  ])("%s", (_, call) => {
    expect(errorOf(call).code).toBe("out-of-range");
  });
});

describe("log loss of several classes", () => {
  const rows = { actual: ["a", "b"], classes: ["a", "b"], probabilities: [0.5, 0.5, 0.5, 0.5] };

  test.each<[string, Anything, string]>([
    ["a table of another size", { probabilities: [0.5, 0.5, 0.5] }, "length-mismatch"],
    ["a label that is no class", { actual: ["a", "z"] }, "unknown-label"],
    ["classes that repeat", { classes: ["a", "a"] }, "invalid-label"],
    ["a row that does not sum to 1", { probabilities: [0.5, 0.5, 0.5, 0.6] }, "not-a-distribution"],
    ["a row with a number below 0", { probabilities: [0.5, 0.5, -0.5, 1.5] }, "out-of-range"],
    ["NaN", { probabilities: [0.5, 0.5, Number.NaN, 0.5] }, "not-finite"],
  ])("%s", (_, change, code) => {
    expect(errorOf(() => logLossMulti({ ...rows, ...change })).code).toBe(code);
  });
});
