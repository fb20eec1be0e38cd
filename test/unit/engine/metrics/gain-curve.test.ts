import fc from "fast-check";
import { expect, test } from "vitest";
import { areaUnderCurve, gainCurve, liftCurve, rocAuc } from "#engine/metrics/index.ts";
import { columnsOf, repeatedColumns, scoredRows } from "./scored-rows.ts";

test("the area under gain is auc times the share of negatives plus half the share of positives", () => {
  // Gain's x axis is fraction = share of positives × TPR + share of negatives × FPR; integrate TPR over it.
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const { fraction: x, gain: y } = gainCurve(columnsOf(rows));
      const positives = rows.reduce((sum, { label, weight }) => sum + label * weight, 0);
      const share = positives / rows.reduce((sum, { weight }) => sum + weight, 0);
      expect(areaUnderCurve({ x, y })).toBeCloseTo((1 - share) * rocAuc(columnsOf(rows)) + share / 2, 13);
    }),
  );
});

test("gain rises from 0 to 1; lift is gain divided by fraction and ends at 1", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const gain = gainCurve(columnsOf(rows));
      const lift = liftCurve(columnsOf(rows));
      expect([gain.gain[0], gain.gain.at(-1), gain.fraction.at(-1)]).toEqual([0, 1, 1]);
      expect(lift.fraction).toEqual(gain.fraction.slice(1));
      expect(lift.lift.at(-1)).toBe(1);
      for (const [i, value] of lift.lift.entries()) {
        expect(value).toBeCloseTo((gain.gain[i + 1] ?? 0) / (gain.fraction[i + 1] ?? 0), 12);
      }
    }),
  );
});

test("a weight is a repetition", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      expect(gainCurve(columnsOf(rows))).toEqual(gainCurve(repeatedColumns(rows)));
      expect(liftCurve(columnsOf(rows))).toEqual(liftCurve(repeatedColumns(rows)));
    }),
  );
});

test("without positives both are an error, or the value that the caller names", () => {
  const rows = { labels: [0, 0], scores: [0.1, 0.2] };
  expect(() => gainCurve(rows)).toThrow(expect.objectContaining({ code: "single-class" }));
  expect(() => liftCurve(rows)).toThrow(expect.objectContaining({ code: "single-class" }));
  expect(Array.from(gainCurve({ ...rows, whenUndefined: 0 }).gain)).toEqual([0, 0, 0]);
  expect(Array.from(liftCurve({ ...rows, whenUndefined: 1 }).lift)).toEqual([1, 1]);
});
