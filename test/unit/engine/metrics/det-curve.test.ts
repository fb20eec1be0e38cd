import fc from "fast-check";
import { expect, test } from "vitest";
import { detCurve, rocCurve } from "#engine/metrics/index.ts";
import { columnsOf, scoredRows } from "./scored-rows.ts";

test("every point is a point of the ROC curve with misses for hits", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const roc = rocCurve(columnsOf(rows));
      const det = detCurve(columnsOf(rows));
      for (const [i, threshold] of det.thresholds.entries()) {
        const at = roc.thresholds.indexOf(threshold);
        expect(det.falsePositiveRate[i]).toBe(roc.falsePositiveRate[at]);
        expect(det.falseNegativeRate[i]).toBeCloseTo(1 - (roc.truePositiveRate[at] ?? Number.NaN), 15);
      }
    }),
  );
});

test("it begins without misses, ends without false alarms, and one error falls as the other rises", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const { falsePositiveRate, falseNegativeRate } = detCurve(columnsOf(rows));
      expect(falseNegativeRate[0]).toBe(0);
      expect(falsePositiveRate.at(-1)).toBe(0);
      expect(falsePositiveRate.every((rate, i) => i === 0 || rate <= (falsePositiveRate[i - 1] ?? 0))).toBe(true);
      expect(falseNegativeRate.every((rate, i) => i === 0 || rate >= (falseNegativeRate[i - 1] ?? 0))).toBe(true);
    }),
  );
});

test("the last threshold is infinite when the highest score has a false alarm", () => {
  expect(Array.from(detCurve({ labels: [1, 0], scores: [0.1, 0.9] }).thresholds)).toEqual([0.1, 0.9, Infinity]);
});
