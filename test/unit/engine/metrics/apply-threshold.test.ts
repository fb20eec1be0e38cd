import { expect, test } from "vitest";
import { applyThreshold } from "#engine/metrics/index.ts";

test("a score at the threshold is positive, the double below is not", () => {
  expect(Array.from(applyThreshold({ scores: [0.5, 0.5 - 2 ** -54], threshold: 0.5 }))).toEqual([1, 0]);
});

test("infinite thresholds call nothing or everything positive", () => {
  expect(Array.from(applyThreshold({ scores: [-1, 2], threshold: Infinity }))).toEqual([0, 0]);
  expect(Array.from(applyThreshold({ scores: [-1, 2], threshold: -Infinity }))).toEqual([1, 1]);
});

test.each([
  ["NaN as threshold", { scores: [1], threshold: Number.NaN }, "not-finite"],
  ["NaN as score", { scores: [1, Number.NaN], threshold: 0 }, "not-finite"],
  ["no scores", { scores: [], threshold: 0 }, "empty"],
])("%s is refused", (_, asked, code) => {
  expect(() => applyThreshold(asked)).toThrow(expect.objectContaining({ code }));
});
