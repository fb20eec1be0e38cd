import fc from "fast-check";
import { expect, test } from "vitest";
import { confusionCounts, precision, precisionRecallCurve, recall } from "#engine/metrics/index.ts";
import { columnsOf, repeatedColumns, scoredRows } from "./scored-rows.ts";

test("each point is the precision and recall of its threshold", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const { labels, scores, weights } = columnsOf(rows);
      const curve = precisionRecallCurve({ labels, scores, weights });
      for (const [i, threshold] of curve.thresholds.entries()) {
        const predicted = scores.map((score) => (score >= threshold ? 1 : 0));
        const counts = confusionCounts({ actual: labels, predicted, weights });
        expect(curve.precision[i]).toBe(precision(counts));
        expect(curve.recall[i]).toBe(recall(counts));
      }
    }),
  );
});

test("recall falls from 1 to 0, and the last point is precision 1 without a threshold", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const curve = precisionRecallCurve(columnsOf(rows));
      expect(curve.recall[0]).toBe(1);
      expect([curve.recall.at(-1), curve.precision.at(-1)]).toEqual([0, 1]);
      expect(curve.recall.every((value, i) => i === 0 || value <= (curve.recall[i - 1] ?? 0))).toBe(true);
      expect([curve.precision.length, curve.recall.length]).toEqual(
        Array.from({ length: 2 }, () => curve.thresholds.length + 1),
      );
    }),
  );
});

test("a weight is a repetition", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      expect(precisionRecallCurve(columnsOf(rows))).toEqual(precisionRecallCurve(repeatedColumns(rows)));
    }),
  );
});

test("without positives recall is the value that the caller names; scikit-learn's is 1", () => {
  const curve = precisionRecallCurve({ labels: [0, 0], scores: [0.1, 0.2], whenUndefined: 1 });
  expect(curve).toEqual({
    thresholds: Float64Array.of(0.1, 0.2),
    precision: Float64Array.of(0, 0, 1),
    recall: Float64Array.of(1, 1, 0),
  });
});
