import type { Figure } from "#contract/figure.ts";
import { type FigureWords, say } from "./figure-words.ts";

export type Cell = string | number | boolean | null;
export type FigureTable = {
  readonly names: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly rowCount: number;
};

/** Rows that a table shows at most: those of a figure's text equivalent too. */
export const maxRows = 200;

/** The numbers of a chart as a table; of more than 200 rows, 200 that are evenly spread. */
export function figureTable(
  figure: Exclude<Figure, { kind: "confusionMatrix" | "table" }>,
  words: FigureWords,
): FigureTable {
  switch (figure.kind) {
    case "line":
    case "scatter": {
      const named = figure.series.length > 1;
      const axes = [figure.xLabel || "x", figure.yLabel || "y"];
      const rows = figure.series.flatMap(({ name, x, y }) =>
        columns([x, y]).map((row) => (named ? [name, ...row] : row)),
      );
      return spread(named ? [say(words, "name"), ...axes] : axes, rows);
    }
    case "bar":
      return spread(
        [figure.xLabel || say(words, "category"), figure.yLabel || say(words, "value")],
        figure.categories.map((name, i) => [name, figure.values[i] ?? null]),
      );
    case "histogram": {
      const lower = figure.edges.slice(0, -1);
      return spread(
        [say(words, "from"), say(words, "to"), say(words, "count")],
        columns([lower, figure.edges.slice(1), figure.counts]),
      );
    }
    case "residuals":
      return spread(
        [figure.xLabel || say(words, "predicted"), figure.yLabel || say(words, "residual")],
        columns([figure.predicted, figure.residual]),
      );
    case "roc":
      return spread(
        [say(words, "false-positive-rate"), say(words, "true-positive-rate")],
        columns([figure.falsePositiveRate, figure.truePositiveRate]),
      );
  }
}

function columns(lists: readonly ArrayLike<number>[]): readonly (readonly Cell[])[] {
  const rowCount = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: rowCount }, (_, i) => lists.map((list) => list[i] ?? null));
}

/** First and last row stay. */
function spread(names: readonly string[], rows: readonly (readonly Cell[])[]): FigureTable {
  if (rows.length <= maxRows) return { names, rows, rowCount: rows.length };
  const step = (rows.length - 1) / (maxRows - 1);
  const kept = Array.from({ length: maxRows }, (_, i) => rows[Math.round(i * step)]).filter((row) => row !== undefined);
  return { names, rows: kept, rowCount: rows.length };
}
