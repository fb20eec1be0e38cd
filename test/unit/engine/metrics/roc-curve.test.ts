import fc from "fast-check";
import { expect, test } from "vitest";
import { rocCurve } from "#engine/metrics/index.ts";
import { columnsOf, repeatedColumns, scoredRows } from "./scored-rows.ts";

test("the curve rises from (0, 0) to (1, 1) and never turns back", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const { thresholds, falsePositiveRate, truePositiveRate } = rocCurve(columnsOf(rows));
      for (const rate of [falsePositiveRate, truePositiveRate]) {
        expect([rate[0], rate.at(-1)]).toEqual([0, 1]);
        expect(rate.every((value, i) => i === 0 || value >= (rate[i - 1] ?? 0))).toBe(true);
      }
      expect(thresholds.every((value, i) => i === 0 || value < (thresholds[i - 1] ?? 0))).toBe(true);
    }),
  );
});

test("a weight is a repetition", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      expect(rocCurve(columnsOf(rows))).toEqual(rocCurve(repeatedColumns(rows)));
    }),
  );
});

test("dropIntermediate keeps only points of the full curve, both ends among them, and the same area", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const full = rocCurve(columnsOf(rows));
      const light = rocCurve({ ...columnsOf(rows), dropIntermediate: true });
      const point = (curve: typeof full, i: number) =>
        `${curve.thresholds.at(i)} ${curve.falsePositiveRate.at(i)} ${curve.truePositiveRate.at(i)}`;
      const points = new Set(Array.from(full.thresholds, (_, i) => point(full, i)));
      expect(Array.from(light.thresholds, (_, i) => points.has(point(light, i)))).not.toContain(false);
      expect([point(light, 0), point(light, -1)]).toEqual([point(full, 0), point(full, -1)]);
      expect(areaUnder(light)).toBeCloseTo(areaUnder(full), 12);
    }),
  );
});

function areaUnder({ falsePositiveRate: x, truePositiveRate: y }: ReturnType<typeof rocCurve>): number {
  return x.reduce((sum, right, i) => sum + ((right - (x[i - 1] ?? 0)) * ((y[i] ?? 0) + (y[i - 1] ?? 0))) / 2, 0);
}

test("an absent class is an error, or the value that the caller names", () => {
  const rows = { labels: [1, 1], scores: [0.1, 0.2] };
  expect(() => rocCurve(rows)).toThrow("rocCurve requires both classes, got 2 positive and 0 negative");
  expect(Array.from(rocCurve({ ...rows, whenUndefined: 0 }).falsePositiveRate)).toEqual([0, 0, 0]);
  expect(Array.from(rocCurve({ ...rows, whenUndefined: 0 }).truePositiveRate)).toEqual([0, 0.5, 1]);
});
