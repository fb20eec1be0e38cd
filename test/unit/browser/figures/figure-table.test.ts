import { expect, test } from "vitest";
import { figureTable, maxRows } from "#browser/figures/figure-table.ts";
import { english } from "./words.ts";

const axes = { title: "", xLabel: "threshold", yLabel: "" };

test("several series are told apart by a first column", () => {
  const series = [
    { name: "precision", x: [0, 1], y: [0.5, 1] },
    { name: "recall", x: [0], y: [1] },
  ];
  expect(figureTable({ kind: "line", ...axes, series }, english)).toEqual({
    names: ["series", "threshold", "y"],
    rows: [
      ["precision", 0, 0.5],
      ["precision", 1, 1],
      ["recall", 0, 1],
    ],
    rowCount: 3,
  });
});

test("a bin has its two edges", () => {
  const table = figureTable({ kind: "histogram", ...axes, edges: [0, 1, 3], counts: [4, 2] }, english);
  expect(table.rows).toEqual([
    [0, 1, 4],
    [1, 3, 2],
  ]);
});

test("of many rows some are shown, first and last among them", () => {
  const x = Float64Array.from({ length: 5_000 }, (_, i) => i);
  const table = figureTable({ kind: "residuals", ...axes, predicted: x, residual: x }, english);
  expect(table.rowCount).toBe(5_000);
  expect(table.rows).toHaveLength(maxRows);
  expect([table.rows[0], table.rows.at(-1)]).toEqual([
    [0, 0],
    [4_999, 4_999],
  ]);
});
