import { describe, expect, test } from "vitest";
import * as door from "#engine/metrics/index.ts";
import {
  brierScore,
  calibrationCurve,
  classificationReport,
  confusionCounts,
  confusionMatrix,
  logLoss,
  logLossMulti,
  meanSquaredError,
} from "#engine/metrics/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";

const labels = [0, 1, 1];
const probabilities = [0.2, 0.7, 0.9];

const notLists: readonly Anything[] = [undefined, null, 3, "011", true, {}, { length: "3" }, () => 0];

describe("a column that is no list", () => {
  test.each(notLists.map((value) => [String(value), value]))("%s", (_, value) => {
    const rows = { actual: labels, predicted: labels };
    for (const call of [
      () => confusionMatrix({ ...rows, predicted: value }),
      () => confusionCounts({ ...rows, actual: value }),
      () => meanSquaredError({ ...rows, actual: value }),
      () => logLoss({ labels, probabilities: value }),
      () => logLossMulti({ actual: labels, classes: value, probabilities }),
    ]) {
      expect(errorOf(call).code).toBe("wrong-type");
    }
  });

  test("the message names function, need and got", () => {
    const call = () => meanSquaredError({ actual: [1], predicted: undefined as Anything });
    expect(errorOf(call).message).toBe("meanSquaredError requires predicted to be a list, got undefined");
  });
});

describe("entries that are no numbers", () => {
  test.each<[string, Anything, string]>([
    ["text that looks like a number", "3", "wrong-type"],
    ["null", null, "wrong-type"],
    ["a hole", undefined, "wrong-type"],
    ["a bigint", 3n, "wrong-type"],
    ["a boolean", true, "wrong-type"],
    ["a list of one", [3], "wrong-type"],
    ["an object with valueOf", { valueOf: () => 3 }, "wrong-type"],
    ["NaN", Number.NaN, "not-finite"],
    ["infinity", Number.POSITIVE_INFINITY, "not-finite"],
  ])("%s", (_, value, code) => {
    expect(errorOf(() => meanSquaredError({ actual: [1, value], predicted: [1, 2] })).code).toBe(code);
    expect(errorOf(() => meanSquaredError({ actual: [1, 2], predicted: [1, value] })).message).toContain("at row 1");
    expect(errorOf(() => brierScore({ labels: [0, 1], probabilities: [0.5, value] })).code).toBe(code);
  });

  test("NaN and infinity in a Float64Array are found too", () => {
    for (const bad of [Number.NaN, Number.NEGATIVE_INFINITY]) {
      const call = () => meanSquaredError({ actual: Float64Array.of(1, bad), predicted: [1, 2] });
      expect(errorOf(call).code).toBe("not-finite");
    }
  });

  test("a sparse list has holes, not zeros", () => {
    const sparse = [1, 2, 3];
    delete sparse[1];
    expect(errorOf(() => meanSquaredError({ actual: sparse, predicted: [1, 2, 3] })).code).toBe("wrong-type");
    expect(errorOf(() => confusionMatrix({ actual: sparse, predicted: [1, 2, 3] })).code).toBe("invalid-label");
  });
});

describe("labels that are none", () => {
  test.each<[string, Anything, string]>([
    ["null", null, "invalid-label"],
    ["undefined", undefined, "invalid-label"],
    ["an object", {}, "invalid-label"],
    ["a symbol", Symbol("fish"), "invalid-label"],
    ["a bigint", 1n, "invalid-label"],
    ["NaN", Number.NaN, "not-finite"],
    ["infinity", Number.POSITIVE_INFINITY, "not-finite"],
    ["text among numbers", "1", "invalid-label"],
    ["a boolean among numbers", true, "invalid-label"],
  ])("%s", (_, label, code) => {
    expect(errorOf(() => confusionMatrix({ actual: [0, 1], predicted: [0, label] })).code).toBe(code);
    expect(errorOf(() => confusionMatrix({ actual: [0, label], predicted: [0, 1] })).code).toBe(code);
  });

  test("booleans against zeros and ones say what they are", () => {
    const call = () => confusionCounts({ actual: [true, false], predicted: Uint8Array.of(1, 0) as Anything });
    expect(errorOf(call).message).toBe(
      "confusionCounts requires labels of one type, got boolean in actual and number in predicted",
    );
  });

  test("a million distinct values are no classes, and are refused before they take memory", () => {
    const values = Float64Array.from({ length: 1_000_000 }, (_, i) => i / 7);
    expect(errorOf(() => confusionMatrix({ actual: values, predicted: values })).code).toBe("out-of-range");
  });

  test("2048 classes are counted", () => {
    const actual = Array.from({ length: 2048 }, (_, i) => i);
    const matrix = confusionMatrix({ actual, predicted: actual.toReversed() });
    expect(matrix.total).toBe(2048);
    expect(matrix.rows[0]?.[2047]).toBe(1);
  });

  test("given labels that repeat, or are none", () => {
    const rows = { actual: ["a"], predicted: ["a"] };
    expect(errorOf(() => confusionMatrix({ ...rows, labels: ["a", "a"] })).code).toBe("invalid-label");
    expect(errorOf(() => confusionMatrix({ ...rows, labels: [] })).code).toBe("empty");
    expect(errorOf(() => classificationReport({ ...rows, labels: ["b"] })).code).toBe("unknown-label");
  });

  test("positive must be said when it can not be known, and must exist when it is said", () => {
    const rows = { actual: ["spam", "ham"], predicted: ["ham", "ham"] };
    expect(errorOf(() => confusionCounts(rows)).code).toBe("invalid-label");
    expect(errorOf(() => confusionCounts({ ...rows, positive: "spm" })).code).toBe("unknown-label");
    expect(errorOf(() => confusionCounts({ actual: [1, 2], predicted: [1, 2] })).code).toBe("invalid-label");
    expect(errorOf(() => confusionCounts({ actual: [0, 1], predicted: [0, 1], positive: true })).code).toBe(
      "unknown-label",
    );
  });

  test("metrics of probabilities take 0 and 1 and nothing like them", () => {
    for (const label of [-1, 2, 0.5, true, "1", null, Number.NaN] as Anything[]) {
      expect(errorOf(() => logLoss({ labels: [0, label], probabilities: [0.1, 0.2] })).code).toBe("invalid-label");
    }
    expect(errorOf(() => logLoss({ labels: Uint8Array.of(0, 3), probabilities: [0.1, 0.2] })).code).toBe(
      "invalid-label",
    );
  });
});

describe("weights", () => {
  test.each<[string, Anything, string]>([
    ["too few", [1, 1], "length-mismatch"],
    ["too many", [1, 1, 1, 1], "length-mismatch"],
    ["negative", [1, -1, 1], "invalid-weight"],
    ["NaN", [1, Number.NaN, 1], "invalid-weight"],
    ["infinite", [1, Number.POSITIVE_INFINITY, 1], "invalid-weight"],
    ["text", ["1", "1", "1"], "invalid-weight"],
    ["holes", [1, undefined, 1], "invalid-weight"],
    ["all zero", [0, 0, 0], "invalid-weight"],
    ["no list", 2, "wrong-type"],
  ])("%s", (_, weights, code) => {
    for (const call of [
      () => confusionMatrix({ actual: labels, predicted: labels, weights }),
      () => logLoss({ labels, probabilities, weights }),
      () => brierScore({ labels, probabilities, weights }),
      () => meanSquaredError({ actual: labels, predicted: labels, weights }),
    ]) {
      expect(errorOf(call).code).toBe(code);
    }
  });
});

describe("the text of an error", () => {
  test("names the function that was called, not one that it leans on", () => {
    const rows = { actual: [1, 0], predicted: [1] };
    for (const [name, call] of Object.entries({
      confusionCounts: () => confusionCounts(rows),
      classificationReport: () => classificationReport(rows),
      rootMeanSquaredError: () => door.rootMeanSquaredError(rows),
    })) {
      expect(errorOf(call).message).toBe(`${name} requires one row count, got 2 in actual and 1 in predicted`);
    }
  });
});

describe("every metric of rows", () => {
  const own = {
    confusionMatrix: door.confusionMatrix,
    confusionCounts: door.confusionCounts,
    classificationReport: door.classificationReport,
    residuals: door.residuals,
    meanSquaredError: door.meanSquaredError,
    rootMeanSquaredError: door.rootMeanSquaredError,
    meanAbsoluteError: door.meanAbsoluteError,
    medianAbsoluteError: door.medianAbsoluteError,
    meanAbsolutePercentageError: door.meanAbsolutePercentageError,
    rSquared: door.rSquared,
    explainedVariance: door.explainedVariance,
  };

  test.each(Object.entries(own))("%s refuses no rows and unequal columns", (_, metric) => {
    expect(errorOf(() => metric({ actual: [], predicted: [] })).code).toBe("empty");
    expect(errorOf(() => metric({ actual: [1, 0], predicted: [1] })).code).toBe("length-mismatch");
  });

  test.each(Object.entries({ logLoss, brierScore, calibrationCurve }))("%s too", (_, metric) => {
    expect(errorOf(() => metric({ labels: [], probabilities: [] })).code).toBe("empty");
    expect(errorOf(() => metric({ labels: [1, 0], probabilities: [1] })).code).toBe("length-mismatch");
  });
});
