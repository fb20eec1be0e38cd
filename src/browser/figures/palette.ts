import { readColors } from "#browser/appearance/read-colors.ts";

export type Palette = {
  readonly ink: string;
  readonly inkSoft: string;
  readonly sheet: string;
  readonly grid: string;
  readonly axis: string;
  /** Colours of the series, in order. */
  readonly series: readonly string[];
  readonly font: string;
  /** Pixels of one `rem` at the size the reader chose. */
  readonly remPx: number;
};

const seriesNames = ["chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6"] as const;

export function readPalette(): Palette {
  const colors = readColors(["ink", "ink-soft", "sheet", "chart-grid", "chart-axis", ...seriesNames]);
  return {
    ink: colors.ink,
    inkSoft: colors["ink-soft"],
    sheet: colors.sheet,
    grid: colors["chart-grid"],
    axis: colors["chart-axis"],
    series: seriesNames.map((name) => colors[name]),
    font: getComputedStyle(document.body).fontFamily,
    remPx: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  };
}
