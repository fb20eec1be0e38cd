import { describe, expect, test } from "vitest";
import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { parseProbabilities } from "#engine/core/parse-probabilities.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { ratio } from "#engine/core/ratio.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

describe("messages say function, need and got, without a period", () => {
  test.each([
    [
      () => requireSameLength("rocAuc", { labels: [1, 0], scores: [1] }),
      "rocAuc requires one row count, got 2 in labels and 1 in scores",
    ],
    [() => requireSameLength("rocAuc", { labels: [] }), "rocAuc requires at least one row, got 0 in labels"],
    [
      () => parseNumbers({ functionName: "residuals", name: "actual", values: [1, Number.NaN] }),
      "residuals requires finite numbers in actual, got NaN at row 1",
    ],
    [
      () => parseWeights({ functionName: "accuracy", weights: [1, -2], rowCount: 2 }),
      "accuracy requires finite weights of 0 or more, got -2 at row 1",
    ],
    [
      () => parseWeights({ functionName: "accuracy", weights: [0], rowCount: 1 }),
      "accuracy requires a weight above 0, got only zeros",
    ],
    [
      () => parseBinaryLabels({ functionName: "logLoss", labels: [0, 2] }),
      "logLoss requires labels of 0 or 1, got 2 at row 1",
    ],
    [
      () => parseProbabilities({ functionName: "logLoss", probabilities: [1.5] }),
      "logLoss requires probabilities from 0 to 1, got 1.5 at row 0",
    ],
    [
      () => ratio({ functionName: "recall", numerator: 0, denominator: 0, needs: "an actual positive" }),
      "recall requires an actual positive or a value for whenUndefined, got 0 / 0 and none",
    ],
  ])("%#", (call, message) => {
    expect(call).toThrow(message);
    expect(call).not.toThrow(/\.$/);
  });
});

describe("typed arrays pass through", () => {
  test("a Float64Array of numbers or weights and a Uint8Array of labels are not copied", () => {
    const numbers = Float64Array.of(0.5, 1);
    const labels = Uint8Array.of(0, 1);
    expect(parseNumbers({ functionName: "f", name: "x", values: numbers })).toBe(numbers);
    expect(parseWeights({ functionName: "f", weights: numbers, rowCount: 2 })).toBe(numbers);
    expect(parseProbabilities({ functionName: "f", probabilities: numbers })).toBe(numbers);
    expect(parseBinaryLabels({ functionName: "f", labels })).toBe(labels);
  });

  test("other lists are copied, so that the caller's list stays the caller's", () => {
    const list = [1, 0];
    const parsed = parseNumbers({ functionName: "f", name: "x", values: list });
    list[0] = 9;
    expect(parsed).toEqual(Float64Array.of(1, 0));
  });

  test("a facts record names function and row for translated texts", () => {
    const call = () => parseNumbers({ functionName: "f", name: "x", values: [1, Number.POSITIVE_INFINITY] });
    expect(call).toThrow(expect.objectContaining({ facts: { function: "f", argument: "x", got: "Infinity", row: 1 } }));
  });
});
