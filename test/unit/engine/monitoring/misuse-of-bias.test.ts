import { describe, expect, test } from "vitest";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";
import { any, bins, counts, facet, fair, fitted } from "./misuse-samples.ts";

const group = { positives: 1, negatives: 1 };

describe("options of bias outside their interval", () => {
  test.each<[string, () => unknown, string]>([
    [
      "a facet value that never occurs",
      () => any.dataBias({ ...facet, disadvantaged: { values: ["female"] } }),
      "unknown-label",
    ],
    [
      "a positive label that never occurs",
      () => any.dataBias({ ...facet, positive: { values: ["1"] } }),
      "unknown-label",
    ],
    ["a threshold on text", () => any.dataBias({ ...facet, disadvantaged: { above: 1 } }), "wrong-type"],
    ["a threshold of NaN", () => any.dataBias({ ...facet, positive: { above: Number.NaN } }), "wrong-type"],
    ["no selection", () => any.dataBias({ ...facet, disadvantaged: "f" }), "wrong-type"],
    ["labels of another length", () => any.dataBias({ ...facet, labels: [1] }), "length-mismatch"],
    [
      "strata of another length",
      () => any.modelBias({ ...facet, predicted: [0, 1], strata: ["a"] }),
      "length-mismatch",
    ],
    ["no counts", () => any.recallDifference({ advantaged: counts, disadvantaged: null }), "wrong-type"],
    [
      "counts below 0",
      () => any.accuracyDifference({ advantaged: counts, disadvantaged: { ...counts, tp: -1 } }),
      "out-of-range",
    ],
    [
      "class counts of text",
      () => any.disparateImpact({ advantaged: group, disadvantaged: { positives: "1", negatives: 1 } }),
      "wrong-type",
    ],
    [
      "class counts of nothing",
      () => any.positiveProportionDifference({ advantaged: group, disadvantaged: undefined }),
      "wrong-type",
    ],
    ["rows below 0", () => any.classImbalance({ advantaged: -1, disadvantaged: 1 }), "out-of-range"],
    ["no strata", () => any.conditionalDemographicDisparity([]), "empty"],
    ["strata of nothing", () => any.conditionalDemographicDisparity([null]), "wrong-type"],
    ["an alpha of 0", () => any.generalizedEntropy(counts, { alpha: 0 }), "out-of-range"],
    ["entropy of no rows", () => any.generalizedEntropy({ tp: 0, fp: 0, fn: 0, tn: 0 }), "empty"],
    ["one group", () => any.fitFairThresholds({ ...fair, groups: ["a", "a", "a", "a"] }), "too-few-rows"],
    [
      "a group of one class",
      () => any.fitFairThresholds({ ...fair, labels: [0, 0, 0, 1], criterion: "equal-opportunity" }),
      "single-class",
    ],
    [
      "fifty-one groups",
      () =>
        any.fitFairThresholds({
          labels: Array(51).fill(1),
          scores: Array(51).fill(1),
          groups: Array.from({ length: 51 }, (_, k) => k),
          criterion: "demographic-parity",
        }),
      "out-of-range",
    ],
    ["an unknown criterion", () => any.fitFairThresholds({ ...fair, criterion: "fair" }), "out-of-range"],
    ["a tolerance of 2", () => any.fitFairThresholds({ ...fair, tolerance: 2 }), "out-of-range"],
    [
      "a group without a threshold",
      () => any.applyFairThresholds({ fitted, scores: [1], groups: ["z"] }),
      "unknown-category",
    ],
    [
      "thresholds of another kind",
      () => any.applyFairThresholds({ fitted: bins, scores: [1], groups: ["a"] }),
      "wrong-type",
    ],
  ])("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});
