import { describe, expect, test } from "vitest";
import {
  anovaScores,
  chiSquareScores,
  columnVariances,
  correlationFilter,
  createRng,
  eliminateFeatures,
  mutualInformation,
  permutationImportance,
  selectBest,
} from "#engine/features/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

describe("selection refuses", () => {
  const features = [[1], [2], [3]];
  const labels = ["a", "b", "a"];
  const rng = createRng(1);
  const calls: Readonly<Record<string, (given: Anything) => unknown>> = {
    columnVariances: (given) => columnVariances({ features: given }),
    anovaScores: (given) => anovaScores({ features: given, labels }),
    chiSquareScores: (given) => chiSquareScores({ features: given, labels }),
    mutualInformation: (given) => mutualInformation({ features: given, labels, rng }),
    correlationFilter: (given) => correlationFilter({ features: given }),
    permutationImportance: (given) => permutationImportance({ features: given, score: () => 1, rng }),
    eliminateFeatures: (given) => eliminateFeatures({ features: given, importances: () => [1], keep: 1 }),
  };
  describe.each(Object.entries(calls))("%s", (_, call) => {
    test.each<readonly [string, Anything, string]>([
      ["null", null, "wrong-type"],
      ["nothing", [], "empty"],
      ["objects", [{}, {}, {}], "empty"],
      ["text", [["a"], ["b"], ["c"]], "wrong-type"],
      ["infinity", [[1], [Number.POSITIVE_INFINITY], [2]], "not-finite"],
    ])("%s", (_case, given, code) => {
      expect(refusalOf(() => call(given))).toBe(code);
    });
  });

  const refused: readonly (readonly [string, () => unknown, string])[] = [
    ["one class", () => anovaScores({ features, labels: ["a", "a", "a"] }), "single-class"],
    ["a class for each row", () => anovaScores({ features, labels: ["a", "b", "c"] }), "too-few-rows"],
    ["a constant column", () => anovaScores({ features: [[0.1], [0.1], [0.1]], labels }), "undefined-ratio"],
    ["negative counts", () => chiSquareScores({ features: [[-1], [2], [3]], labels }), "out-of-range"],
    ["no counts", () => chiSquareScores({ features: [[0], [0], [0]], labels }), "undefined-ratio"],
    ["null labels", () => anovaScores({ features, labels: null as Anything }), "wrong-type"],
    ["labels that are too few", () => chiSquareScores({ features, labels: ["a"] }), "length-mismatch"],
    ["no rng", () => mutualInformation({ features, labels, rng: undefined as Anything }), "wrong-type"],
    ["too few neighbors", () => mutualInformation({ features, labels, rng, discrete: [] }), "too-few-rows"],
    [
      "an unknown discrete column",
      () => mutualInformation({ features, labels, rng, discrete: ["q"] }),
      "unknown-column",
    ],
    ["a score that is none", () => permutationImportance({ features, score: () => Number.NaN, rng }), "not-finite"],
    [
      "too few importances",
      () => eliminateFeatures({ features: [[1, 2]], importances: () => [1], keep: 1 }),
      "length-mismatch",
    ],
    ["nothing to keep", () => eliminateFeatures({ features, importances: () => [1], keep: 0 }), "out-of-range"],
    ["null scores", () => selectBest({ scores: null as Anything }), "wrong-type"],
    ["a threshold above 1", () => correlationFilter({ features, threshold: 2 }), "out-of-range"],
  ];
  test.each(refused)("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });

  test("a perfect column scores infinity with p = 0", () => {
    const { scores, pValues } = anovaScores({ features: [[0.1], [0.1], [0.3], [0.3]], labels: [0, 0, 1, 1] });
    expect([scores[0], pValues[0]]).toEqual([Number.POSITIVE_INFINITY, 0]);
  });
});

describe("a column that tells nothing scores what the caller decides, and its p value follows", () => {
  test.each([
    [Number.NaN, Number.NaN],
    [0, 1],
  ])("%d", (whenUndefined, p) => {
    const labels = ["a", "a", "b", "b"];
    const constant = anovaScores({ features: [[7], [7], [7], [7]], labels, whenUndefined });
    const empty = chiSquareScores({ features: [[0], [0], [0], [0]], labels, whenUndefined });
    for (const { scores, pValues } of [constant, empty]) expect([scores[0], pValues[0]]).toEqual([whenUndefined, p]);
  });
});
