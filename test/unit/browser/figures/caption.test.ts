import { expect, test } from "vitest";
import { captionOf } from "#browser/figures/caption.ts";
import { english, indonesian } from "./words.ts";

const axes = { title: "", xLabel: "", yLabel: "" };

test("a matrix says its total and the share on the diagonal", () => {
  // The course's fish example: 25 + 40 right of 25 + 15 + 20 + 40 = 100.
  const figure = {
    kind: "confusionMatrix" as const,
    title: "",
    labels: ["fish", "not fish"],
    rows: [
      [25, 15],
      [20, 40],
    ],
  };
  expect(captionOf(figure, english)).toBe("Confusion matrix of 100 cases; 65 of them on the diagonal (65%).");
  expect(captionOf(figure, indonesian)).toBe("Confusion matrix dari 100 kasus; 65 di antaranya pada diagonal (65%).");
});

test("an empty matrix has no share", () => {
  const figure = { kind: "confusionMatrix" as const, title: "", labels: ["a"], rows: [[0]] };
  expect(captionOf(figure, english)).toContain("(–)");
});

test("a line says its range, and how many points are no numbers", () => {
  const series = [{ name: "recall", x: [0, 1, 2, 3], y: [0.25, Number.NaN, 0.875, 0.5] }];
  expect(captionOf({ kind: "line", ...axes, xLabel: "threshold", series }, english)).toBe(
    "Line chart, series: 1. recall: 3 points, threshold from 0 to 3, y from 0.25 to 0.875. Left out, not a finite number: 1.",
  );
});

test("numbers are written as the language writes them", () => {
  const series = [{ name: "a", x: [0, 0.5], y: [1, 2.5] }];
  expect(captionOf({ kind: "scatter", ...axes, series }, indonesian)).toContain("x dari 0 sampai 0,5");
});

test("a series without a finite point says so", () => {
  const series = [{ name: "a", x: [0], y: [Number.POSITIVE_INFINITY] }];
  expect(captionOf({ kind: "line", ...axes, series }, english)).toContain("a: Nothing to draw");
});

test("bars name the largest and the smallest, skipping what is no number", () => {
  const bars = { categories: ["a", "b", "c", "d"], values: [Number.NaN, 2, 9, -1] };
  expect(captionOf({ kind: "bar", ...axes, ...bars }, english)).toBe(
    "Bar chart of 3 values. Largest: c, 9. Smallest: d, -1. Left out, not a finite number: 1.",
  );
});

test("a histogram names its fullest bin", () => {
  const bins = { edges: [0, 1, 2, 4], counts: [3, 5, 2] };
  expect(captionOf({ kind: "histogram", ...axes, ...bins }, english)).toBe(
    "Histogram of 10 values in 3 bins, from 0 to 4. The fullest bin, 1 to 2, holds 5.",
  );
});

test("residuals say their mean and range", () => {
  // (1 − 3 + 5) / 3 = 1
  const lists = { predicted: [1, 2, 3], residual: [1, -3, 5] };
  expect(captionOf({ kind: "residuals", ...axes, ...lists }, english)).toBe(
    "Residuals of 3 predictions: mean 1, from -3 to 5.",
  );
});

test("a ROC curve says its AUC if it is known", () => {
  const rates = { falsePositiveRate: [0, 0.5, 1], truePositiveRate: [0, 0.75, 1] };
  expect(captionOf({ kind: "roc", title: "", ...rates, auc: 0.625 }, english)).toContain("AUC 0.625");
  expect(captionOf({ kind: "roc", title: "", ...rates, auc: null }, english)).not.toContain("AUC");
});

test("a table says how many of its rows are shown", () => {
  const table = { kind: "table" as const, title: "", names: ["a"], rows: [[1], [2]], rowCount: 12_345 };
  expect(captionOf(table, english)).toBe("Rows: 12,345. Columns: 1. Shown here: 2 of 12,345 rows.");
});
