import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";

describe("compensated sum", () => {
  test("ten tenths are one, which plain addition misses", () => {
    const tenths = new Float64Array(10).fill(0.1);
    expect(tenths.reduce((sum, x) => sum + x, 0)).not.toBe(1);
    expect(compensatedSum(tenths)).toBe(1);
  });

  test("small numbers beside large ones that cancel are kept", () => {
    expect(compensatedSum(Float64Array.of(1, 1e100, 1, -1e100))).toBe(2);
  });

  test("a million tenths: the exact sum of the doubles, rounded", () => {
    // 0.1 as a double is 3602879701896397 / 2^55; a million of them are that times a million.
    const exact = Number((3602879701896397n * 1_000_000n * 2n ** 20n) / 2n ** 55n) / 2 ** 20;
    expect(compensatedSum(new Float64Array(1_000_000).fill(0.1))).toBeCloseTo(exact, 9);
  });

  test("no values sum to 0, and what leaves the range of a double is infinite, not NaN", () => {
    expect(compensatedSum(new Float64Array(0))).toBe(0);
    expect(compensatedSum(Float64Array.of(1e308, 1e308))).toBe(Number.POSITIVE_INFINITY);
  });

  test("whole numbers sum exactly in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (whole) => {
        const exact = Number(whole.reduce((sum, x) => sum + BigInt(x), 0n));
        expect(compensatedSum(Float64Array.from(whole))).toBe(exact);
        expect(compensatedSum(Float64Array.from(whole.toReversed()))).toBe(exact);
      }),
    );
  });
});

describe("weighted mean", () => {
  test("a whole weight is a value that stands there so often", () => {
    expect(weightedMean({ values: Float64Array.of(1, 4, 100), weights: Float64Array.of(2, 1, 0) })).toBe(2);
    expect(weightedMean({ values: Float64Array.of(1, 1, 4) })).toBe(2);
  });
});
