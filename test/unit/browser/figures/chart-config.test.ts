import { expect, test } from "vitest";
import { chartConfig, maxPoints } from "#browser/figures/chart-config.ts";
import { english } from "./words.ts";

const palette = {
  ink: "rgb(0, 0, 0)",
  inkSoft: "rgb(9, 9, 9)",
  sheet: "rgb(255, 255, 255)",
  grid: "rgb(1, 1, 1)",
  axis: "rgb(2, 2, 2)",
  series: ["rgb(3, 3, 3)", "rgb(4, 4, 4)"],
  font: "sans-serif",
  remPx: 16,
};
const axes = { title: "", xLabel: "", yLabel: "" };

test("a histogram stands on its edges, bins of unequal width too", () => {
  const { data, options } = chartConfig(
    { kind: "histogram", ...axes, edges: [0, 1, 3], counts: [4, 2] },
    palette,
    english,
  );
  expect(data.datasets[0]?.data).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 4 },
    { x: 1, y: 4 },
    { x: 1, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 2 },
    { x: 3, y: 2 },
    { x: 3, y: 0 },
  ]);
  expect(options?.scales).toMatchObject({ x: { min: 0, max: 3 } });
});

test("a ROC curve has the diagonal of chance beside it", () => {
  const rates = { falsePositiveRate: [0, 1], truePositiveRate: [0, 1] };
  const { data } = chartConfig({ kind: "roc", title: "", ...rates, auc: 0.5 }, palette, english);
  expect(data.datasets.map((set) => set.label)).toEqual(["ROC", "chance"]);
  expect(data.datasets[1]?.data).toEqual([
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ]);
});

test("a series of a million points is drawn with few", () => {
  const x = Float64Array.from({ length: 1_000_000 }, (_, i) => i);
  for (const kind of ["line", "scatter"] as const) {
    const { data } = chartConfig({ kind, ...axes, series: [{ name: "a", x, y: x }] }, palette, english);
    expect(data.datasets[0]?.data.length).toBeLessThanOrEqual(maxPoints);
  }
});

test("series differ in more than colour", () => {
  const series = [0, 1, 2].map((i) => ({ name: `${i}`, x: [0], y: [0] }));
  const dashes = chartConfig({ kind: "line", ...axes, series }, palette, english).data.datasets.map(
    (set) => "borderDash" in set && String(set.borderDash),
  );
  expect(new Set(dashes).size).toBe(3);
});
