import { expect, test } from "vitest";
import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";

test("the quartiles of 1 to 4, as R's type 7 and NumPy document them", () => {
  // Position p × 3: 0.75 lies three quarters of the way from 1 to 2.
  const sorted = [1, 2, 3, 4];
  expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantileOfSorted({ sorted, p }))).toEqual([1, 1.75, 2.5, 3.25, 4]);
});

test("one value is every quantile", () => {
  expect(quantileOfSorted({ sorted: [7], p: 0.3 })).toBe(7);
});
