import fc from "fast-check";
import { expect, test } from "vitest";
import { applyThreshold, confusionCounts, thresholdSweep } from "#engine/metrics/index.ts";
import { columnsOf, scoredRows } from "./scored-rows.ts";

const wanted = fc.array(fc.oneof(fc.integer({ min: -7, max: 7 }), fc.constantFrom(Infinity, -Infinity)), {
  maxLength: 8,
});

test("each row is the confusion matrix of applying its threshold", () => {
  fc.assert(
    fc.property(scoredRows, fc.option(wanted, { nil: undefined }), (rows, thresholds) => {
      const { labels, scores, weights } = columnsOf(rows);
      const sweep = thresholdSweep({ labels, scores, weights, thresholds });
      if (thresholds !== undefined) expect(Array.from(sweep.thresholds)).toEqual(thresholds);
      for (const [i, threshold] of sweep.thresholds.entries()) {
        const predicted = applyThreshold({ scores, threshold });
        const { tp, fp, fn, tn } = confusionCounts({ actual: labels, predicted, weights });
        expect([sweep.tp[i], sweep.fp[i], sweep.fn[i], sweep.tn[i]]).toEqual([tp, fp, fn, tn]);
      }
    }),
  );
});

test("the four counts sum to all rows at every threshold", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const { labels, scores } = columnsOf(rows);
      const { tp, fp, fn, tn } = thresholdSweep({ labels, scores });
      const totals = tp.map((hits, i) => hits + (fp[i] ?? 0) + (fn[i] ?? 0) + (tn[i] ?? 0));
      expect(totals.every((total) => total === rows.length)).toBe(true);
    }),
  );
});

test("one class alone can be swept", () => {
  expect(Array.from(thresholdSweep({ labels: [0, 0], scores: [1, 2] }).tn)).toEqual([1, 0]);
});

test("NaN is no threshold", () => {
  const rows = { labels: [0, 1], scores: [1, 2], thresholds: [0, Number.NaN] };
  expect(() => thresholdSweep(rows)).toThrow("thresholdSweep requires numbers in thresholds, got NaN at row 1");
});
