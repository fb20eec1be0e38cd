import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import { countSorted } from "#engine/monitoring/fit-bins.ts";
import { countInBins, createRng, fitBins, fitCategories, measureDrift } from "#engine/monitoring/index.ts";
import { quantilesOf } from "#engine/monitoring/quantiles-of.ts";
import { numRuns, sample } from "./drift-samples.ts";

describe("bins", () => {
  test("count every value of any sample, and the baseline as they say", () => {
    const strategies = fc.constantFrom<"quantile" | "uniform">("quantile", "uniform");
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: 2, max: 12 }), strategies, (baseline, current, count, strategy) => {
        const bins = fitBins({ baseline, bins: count, strategy });
        const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);
        expect(countInBins({ bins, values: baseline })).toEqual(bins.counts);
        expect(sum(countInBins({ bins, values: current }))).toBe(current.length);
        expect(bins.edges.every((edge, k) => k === 0 || edge > (bins.edges[k - 1] ?? edge))).toBe(true);
        expect(JSON.parse(JSON.stringify(bins))).toEqual(bins);
      }),
      { numRuns },
    );
  });

  test("do not move with the current sample", () => {
    const baseline = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(fitBins({ baseline, bins: 5 }).edges).toEqual(structuredClone(fitBins({ baseline, bins: 5 })).edges);
    const far = measureDrift({ baseline, current: baseline.map((one) => one + 1000), measure: "total-variation" });
    // All later values fall in the last of ten bins, where one of ten was: nine tenths would have to move.
    expect(far.value).toBeCloseTo(0.9, 12);
  });

  test("quantiles without sorting are those of sorting, however the values crowd", () => {
    const shape = fc.constantFrom<(x: number) => number>(
      (x) => x,
      (x) => Math.round(x * 5),
      (x) => x ** 40 * 1e12,
      (x) => -1e-300 * x,
      (x) => (x < 0.001 ? 1e9 : x),
      () => 7,
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(3, 4095, 4096, 9000),
        shape,
        (seed, count, form) => {
          const rng = createRng(seed);
          const values = Float64Array.from({ length: count }, () => form(rng.uniform()));
          const shares = [0, 0.001, 0.1, 1 / 3, 0.5, 0.9, 1];
          const sorted = sortNumbers(values);
          expect(quantilesOf({ values, shares })).toEqual(shares.map((p) => quantileOfSorted({ sorted, p })));
          const bins = fitBins({ baseline: values });
          expect(bins.counts).toEqual(countSorted({ sorted, edges: bins.edges }));
        },
      ),
      { numRuns: 40 },
    );
  });

  test("a new category is counted in the last cell", () => {
    const bins = fitCategories({ baseline: [true, false, true] });
    expect(bins.categories).toEqual([false, true]);
    expect(countInBins({ bins: fitCategories({ baseline: ["x"] }), values: ["y", "x"] })).toEqual([1, 1]);
  });
});
