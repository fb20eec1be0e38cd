import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/index.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";
import { any, bins, calls, table } from "./misuse-samples.ts";

describe("options of drift outside their interval", () => {
  test.each<[string, () => unknown, string]>([
    ["an unknown KS method", () => any.ksTest({ ...calls["ksTest"], method: "fast" }), "out-of-range"],
    [
      "exact KS of too many pairs",
      () => any.ksTest({ baseline: new Float64Array(4000), current: new Float64Array(4000), method: "exact" }),
      "out-of-range",
    ],
    [
      "a constant baseline to divide by",
      () => any.wassersteinDistance({ baseline: [1, 1], current: [2], normalize: "standard-deviation" }),
      "constant-column",
    ],
    [
      "an unknown normalization",
      () => any.wassersteinDistance({ baseline: [1], current: [2], normalize: "range" }),
      "out-of-range",
    ],
    ["one bin", () => any.fitBins({ baseline: [1], bins: 1 }), "out-of-range"],
    ["half a bin", () => any.fitBins({ baseline: [1], bins: 2.5 }), "out-of-range"],
    ["bins as text", () => any.fitBins({ baseline: [1], bins: "10" }), "wrong-type"],
    ["edges that fall", () => any.fitBins({ baseline: [1], edges: [2, 1] }), "out-of-range"],
    ["edges that repeat", () => any.fitBins({ baseline: [1], edges: [1, 1] }), "out-of-range"],
    ["no edges", () => any.fitBins({ baseline: [1], edges: [] }), "empty"],
    ["mixed categories", () => any.fitCategories({ baseline: ["1", 1] }), "invalid-label"],
    [
      "a hundred thousand and one categories",
      () => any.fitCategories({ baseline: Float64Array.from({ length: 100_001 }, (_, k) => k) }),
      "out-of-range",
    ],
    ["text in number bins", () => any.countInBins({ bins, values: ["a"] }), "wrong-type"],
    ["bins of another kind", () => any.countInBins({ bins: { kind: "ridge", version: 1 }, values: [1] }), "wrong-type"],
    [
      "bins of the future",
      () => any.countInBins({ bins: { ...bins, version: 2 }, values: [1] }),
      "unsupported-version",
    ],
    ["no bins", () => any.countInBins({ bins: null, values: [1] }), "wrong-type"],
    ["a negative count", () => any.psi({ baselineCounts: [1, -1], currentCounts: [1, 1] }), "out-of-range"],
    ["only zeros", () => any.psi({ baselineCounts: [0, 0], currentCounts: [1, 1] }), "empty"],
    [
      "counts beyond all numbers",
      () => any.psi({ baselineCounts: [1e308, 1e308], currentCounts: [1, 1] }),
      "out-of-range",
    ],
    ["an epsilon of 1", () => any.psi({ ...calls["psi"], epsilon: 1 }), "out-of-range"],
    ["base 1", () => any.kullbackLeibler({ ...calls["psi"], base: 1 }), "out-of-range"],
    ["an unknown output", () => any.jensenShannon({ ...calls["psi"], output: "root" }), "out-of-range"],
    ["one sample", () => any.chiSquareTest({ counts: [[1, 2]] }), "too-few-rows"],
    ["one category", () => any.chiSquareTest({ counts: [[1], [2]] }), "too-few-rows"],
    [
      "an empty sample",
      () =>
        any.chiSquareTest({
          counts: [
            [0, 0],
            [1, 2],
          ],
        }),
      "empty",
    ],
    ["ragged samples", () => any.chiSquareTest({ counts: [[1, 2], [1]] }), "length-mismatch"],
    [
      "three rows and an exact baseline",
      () =>
        any.chiSquareTest({
          counts: [
            [1, 2],
            [1, 2],
            [1, 2],
          ],
          baseline: "exact",
        }),
      "out-of-range",
    ],
    ["counts that are no list", () => any.chiSquareTest({ counts: null }), "wrong-type"],
    ["a row that is no list", () => any.chiSquareTest({ counts: [[1, 2], null] }), "wrong-type"],
    ["a p value of 2", () => any.adjustPValues({ pValues: [2] }), "out-of-range"],
    ["an unknown correction", () => any.adjustPValues({ pValues: [0.1], method: "sidak" }), "out-of-range"],
    ["KS of categories", () => any.measureDrift({ baseline: ["a"], current: ["a"], measure: "ks" }), "out-of-range"],
    ["numbers against text", () => any.measureDrift({ baseline: [1], current: ["a"] }), "wrong-type"],
    [
      "Wasserstein of a constant",
      () => any.measureDrift({ baseline: [1, 1], current: [1], measure: "wasserstein" }),
      "constant-column",
    ],
    ["no tables", () => any.compareTables({ baseline: null, current: table }), "wrong-type"],
    ["rows for a table", () => any.compareTables({ baseline: table, current: [{ x: 1 }] }), "wrong-type"],
    [
      "a column that is not there",
      () => any.compareTables({ baseline: table, current: table, columns: ["y"] }),
      "unknown-column",
    ],
    [
      "infinity in a table",
      () => any.compareTables({ baseline: table, current: fromColumns({ x: [Infinity, 1] }), columns: ["x"] }),
      "not-finite",
    ],
    ["a level of 5", () => any.compareTables({ baseline: table, current: table, level: 5 }), "out-of-range"],
    [
      "KS of text columns",
      () => any.compareTables({ baseline: table, current: table, categoryMeasure: "ks" }),
      "out-of-range",
    ],
  ])("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});
