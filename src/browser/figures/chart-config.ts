import type { ChartConfiguration, ChartDataset, ScaleOptionsByType } from "chart.js";
import type { Figure } from "#contract/figure.ts";
import { type FigureWords, formatNumber, say } from "./figure-words.ts";
import type { Palette } from "./palette.ts";
import { type Point, thinCloud, thinLine } from "./thin-out.ts";

export type ChartFigure = Exclude<Figure, { kind: "confusionMatrix" | "table" }>;
export type Config = ChartConfiguration<"scatter" | "bar", (Point | number)[]>;
type Dataset = ChartDataset<"scatter" | "bar", (Point | number)[]>;

/** Points of one series that are drawn at most. */
export const maxPoints = 2_000;

/** What Chart.js is told to draw; the text of the figure stands beside the canvas. */
export function chartConfig(figure: ChartFigure, palette: Palette, words: FigureWords): Config {
  const { datasets, x, y, labels } = parts(figure, palette, words);
  const font = { family: palette.font, size: 0.8125 * palette.remPx };
  return {
    type: figure.kind === "bar" ? "bar" : "scatter",
    data: labels === undefined ? { datasets } : { datasets, labels },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      normalized: true,
      locale: words.language,
      font,
      color: palette.ink,
      interaction: {
        mode: "nearest",
        axis: figure.kind === "histogram" || figure.kind === "bar" ? "x" : "xy",
        intersect: false,
      },
      plugins: {
        legend: {
          display: datasets.length > 1,
          labels: {
            color: palette.ink,
            font,
            boxHeight: 0.45 * palette.remPx,
            pointStyleWidth: 1.5 * palette.remPx,
            usePointStyle: true,
          },
        },
        tooltip: {
          titleFont: font,
          bodyFont: font,
          displayColors: datasets.length > 1,
          backgroundColor: palette.ink,
          titleColor: palette.sheet,
          bodyColor: palette.sheet,
          ...(figure.kind === "histogram"
            ? { callbacks: { label: (item) => binLabel(figure, item.dataIndex, words) } }
            : {}),
        },
      },
      scales: { x: scale(x, palette, font), y: scale(y, palette, font) },
    },
  };
}

type Scale = {
  readonly label: string;
  readonly type?: "category";
  readonly min?: number;
  readonly max?: number;
  readonly zero?: boolean;
  /** Counts: no tick between two whole numbers. */
  readonly whole?: boolean;
};
type Parts = { readonly datasets: Dataset[]; readonly x: Scale; readonly y: Scale; readonly labels?: string[] };

function parts(figure: ChartFigure, palette: Palette, words: FigureWords): Parts {
  switch (figure.kind) {
    case "line":
    case "scatter": {
      const isLine = figure.kind === "line";
      const datasets = figure.series.map((series, i) => ({
        label: series.name,
        data: [...(isLine ? thinLine : thinCloud)(series, maxPoints)],
        ...(isLine ? lineStyle(palette, i) : cloudStyle(palette, i)),
      }));
      return { datasets, x: { label: figure.xLabel }, y: { label: figure.yLabel } };
    }
    case "bar":
      return {
        datasets: [
          { data: Array.from(figure.values), backgroundColor: colorAt(palette, 0), maxBarThickness: 4 * palette.remPx },
        ],
        labels: [...figure.categories],
        x: { label: figure.xLabel, type: "category" },
        y: { label: figure.yLabel, zero: true },
      };
    case "histogram":
      return {
        datasets: [
          {
            data: binOutlines(figure),
            ...lineStyle(palette, 0),
            fill: true,
            backgroundColor: translucent(colorAt(palette, 0)),
          },
        ],
        x: { label: figure.xLabel, min: figure.edges[0] ?? 0, max: figure.edges.at(-1) ?? 1 },
        y: { label: figure.yLabel, zero: true, whole: figure.counts.every(Number.isInteger) },
      };
    case "residuals": {
      const points = thinCloud({ x: figure.predicted, y: figure.residual }, maxPoints);
      const zero = { label: "0", data: across(points, () => 0), ...lineStyle(palette, 1), borderDash: [6, 4] };
      return {
        datasets: [{ label: say(words, "residual"), data: [...points], ...cloudStyle(palette, 0) }, zero],
        x: { label: figure.xLabel || say(words, "predicted") },
        y: { label: figure.yLabel || say(words, "residual") },
      };
    }
    case "roc": {
      const points = thinLine({ x: figure.falsePositiveRate, y: figure.truePositiveRate }, maxPoints);
      const chance = {
        label: say(words, "chance"),
        data: [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
        ...lineStyle(palette, 1),
        borderDash: [6, 4],
      };
      return {
        datasets: [{ label: "ROC", data: [...points], ...lineStyle(palette, 0) }, chance],
        x: { label: say(words, "false-positive-rate"), min: 0, max: 1 },
        y: { label: say(words, "true-positive-rate"), min: 0, max: 1 },
      };
    }
  }
}

function scale(
  { label, type, min, max, zero, whole }: Scale,
  palette: Palette,
  font: { family: string; size: number },
) {
  return {
    type: type ?? "linear",
    title: { display: label !== "", text: label, color: palette.ink, font },
    ticks: { color: palette.axis, font, maxRotation: 45, ...(whole === true ? { precision: 0 } : {}) },
    grid: { color: palette.grid },
    border: { color: palette.axis },
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(zero === true ? { beginAtZero: true } : {}),
  } as ScaleOptionsByType<"linear">; // "category" takes the same options
}

const dashes: readonly number[][] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const shapes = ["circle", "triangle", "rect", "crossRot", "rectRot", "star"] as const;

/** Series differ in dash as well as colour. */
function lineStyle(palette: Palette, i: number) {
  const color = colorAt(palette, i);
  const borderDash = [...(dashes[i % dashes.length] ?? [])];
  return {
    showLine: true,
    borderColor: color,
    backgroundColor: color,
    borderWidth: 2,
    borderDash,
    pointRadius: 0,
    pointHitRadius: 6,
    pointStyle: "line" as const,
  };
}

/** Series differ in shape as well as colour. */
function cloudStyle(palette: Palette, i: number) {
  const color = colorAt(palette, i);
  return {
    showLine: false,
    borderColor: color,
    backgroundColor: translucent(color),
    pointRadius: 3,
    pointStyle: shapes[i % shapes.length] ?? "circle",
  };
}

function colorAt({ series, ink }: Palette, i: number): string {
  return series[i % series.length] ?? ink;
}

function translucent(rgb: string): string {
  return rgb.replace("rgb(", "rgba(").replace(")", ", 0.45)");
}

/** Each bin as a box of four points, so that bins of unequal width stand where they belong. */
function binOutlines({ edges, counts }: Extract<Figure, { kind: "histogram" }>): Point[] {
  return Array.from(counts).flatMap((count, i) => {
    const [left, right] = [edges[i] ?? Number.NaN, edges[i + 1] ?? Number.NaN];
    return [
      { x: left, y: 0 },
      { x: left, y: count },
      { x: right, y: count },
      { x: right, y: 0 },
    ];
  });
}

function binLabel(
  { edges, counts }: Extract<Figure, { kind: "histogram" }>,
  index: number,
  { language }: FigureWords,
): string {
  const bin = Math.floor(index / 4);
  const edge = (i: number) => formatNumber(language, edges[i] ?? Number.NaN);
  return `${edge(bin)} – ${edge(bin + 1)}: ${formatNumber(language, counts[bin] ?? Number.NaN)}`;
}

function across(points: readonly Point[], y: (x: number) => number): Point[] {
  if (points.length === 0) return [];
  const xs = points.map((point) => point.x);
  return [Math.min(...xs), Math.max(...xs)].map((x) => ({ x, y: y(x) }));
}
