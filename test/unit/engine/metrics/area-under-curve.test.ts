import fc from "fast-check";
import { expect, test } from "vitest";
import { areaUnderCurve, rocAuc, rocCurve } from "#engine/metrics/index.ts";
import { columnsOf, scoredRows } from "./scored-rows.ts";

test("the area under the ROC curve is auc", () => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const { falsePositiveRate: x, truePositiveRate: y } = rocCurve(columnsOf(rows));
      expect(areaUnderCurve({ x, y })).toBeCloseTo(rocAuc(columnsOf(rows)), 13);
    }),
  );
});

test("from right to left is the same as from left to right", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2 }), (values) => {
      const x = values.toSorted((a, b) => a - b);
      expect(areaUnderCurve({ x: x.toReversed(), y: values.toReversed() })).toBe(areaUnderCurve({ x, y: values }));
    }),
  );
});

test("below the axis counts negative", () => {
  expect(areaUnderCurve({ x: [0, 2], y: [-1, -1] })).toBe(-2);
});
