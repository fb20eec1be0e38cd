import fc from "fast-check";
import { expect, test } from "vitest";
import { thresholdCounts } from "#engine/metrics/index.ts";
import { columnsOf, repeatedColumns, scoredRows } from "./scored-rows.ts";

test("each entry is the direct count of rows with score >= threshold", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const counts = thresholdCounts(columnsOf(rows));
      const weightOf = (label: number, threshold: number): number =>
        rows.reduce((sum, row) => sum + (row.label === label && row.score >= threshold ? row.weight : 0), 0);
      expect(Array.from(counts.tp)).toEqual(Array.from(counts.thresholds, (threshold) => weightOf(1, threshold)));
      expect(Array.from(counts.fp)).toEqual(Array.from(counts.thresholds, (threshold) => weightOf(0, threshold)));
      expect([counts.positives, counts.negatives]).toEqual([weightOf(1, -Infinity), weightOf(0, -Infinity)]);
    }),
  );
});

test("thresholds are +Infinity and the distinct scores of rows with weight, descending", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const scores = rows.filter(({ weight }) => weight > 0).map(({ score }) => score + 0);
      const distinct = [...new Set(scores)].sort((a, b) => b - a);
      expect(Array.from(thresholdCounts(columnsOf(rows)).thresholds)).toEqual([Number.POSITIVE_INFINITY, ...distinct]);
    }),
  );
});

test("a weight is a repetition", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      expect(thresholdCounts(columnsOf(rows))).toEqual(thresholdCounts(repeatedColumns(rows)));
    }),
  );
});

test("the arrays that are given stay as they were", () => {
  const labels = Uint8Array.of(1, 0, 1);
  const scores = Float64Array.of(0.2, -0, 0.9);
  const weights = Float64Array.of(1, 2, 3);
  thresholdCounts({ labels, scores, weights });
  expect([labels, scores, weights]).toEqual([
    Uint8Array.of(1, 0, 1),
    Float64Array.of(0.2, -0, 0.9),
    Float64Array.of(1, 2, 3),
  ]);
});

test("a tenth added a hundred thousand times is ten thousand, not the drifted sum", () => {
  const rowCount = 100_000;
  const { positives } = thresholdCounts({
    labels: new Uint8Array(rowCount).fill(1),
    scores: new Float64Array(rowCount),
    weights: new Float64Array(rowCount).fill(0.1),
  });
  // 100,000 × 0.1 in doubles: 0.1 is 5.6e-18 above a tenth, so the exact sum rounds to 10,000.
  expect(positives).toBe(10_000);
});

test("one class alone has counts", () => {
  const counts = thresholdCounts({ labels: [1, 1], scores: [1, 2] });
  expect([counts.positives, counts.negatives]).toEqual([2, 0]);
});
