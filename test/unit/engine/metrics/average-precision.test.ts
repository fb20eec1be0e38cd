import fc from "fast-check";
import { expect, test } from "vitest";
import { averagePrecision } from "#engine/metrics/index.ts";
import { columnsOf, repeatedColumns, scoredRows } from "./scored-rows.ts";

test("average precision is the mean over positives of the precision at their own score", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const { labels, scores } = repeatedColumns(rows);
      const positives = scores.filter((_, i) => labels[i] === 1);
      const precisionAt = (threshold: number): number => {
        const called = labels.filter((_, i) => (scores[i] ?? 0) >= threshold);
        return called.filter((label) => label === 1).length / called.length;
      };
      const expected = positives.reduce((sum, score) => sum + precisionAt(score), 0) / positives.length;
      expect(averagePrecision({ labels, scores })).toBeCloseTo(expected, 13);
      expect(averagePrecision(columnsOf(rows))).toBeCloseTo(expected, 13);
    }),
  );
});

test("when all scores tie it is the share of positives", () => {
  expect(averagePrecision({ labels: [1, 0, 0, 0], scores: [7, 7, 7, 7] })).toBe(0.25);
});

test("without positives it is an error, or the value that the caller names", () => {
  const rows = { labels: [0, 0], scores: [0.1, 0.2] };
  expect(() => averagePrecision(rows)).toThrow("averagePrecision requires a positive row, got 0 positive");
  expect(averagePrecision({ ...rows, whenUndefined: 0 })).toBe(0);
});
