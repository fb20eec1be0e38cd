import type { Figure } from "#contract/figure.ts";
import { type FigureWords, formatNumber, say } from "./figure-words.ts";
import { seriesFacts } from "./series-facts.ts";

/** The figure in words: its kind and its essential numbers. It does not repeat the title. */
export function captionOf(figure: Figure, words: FigureWords): string {
  switch (figure.kind) {
    case "line":
    case "scatter":
      return [
        say(words, figure.kind, { count: figure.series.length }),
        ...figure.series.map((one) => seriesText(one, figure, words)),
      ].join(" ");
    case "bar":
      return barText(figure, words);
    case "histogram":
      return histogramText(figure, words);
    case "residuals":
      return residualsText(figure, words);
    case "roc": {
      const count = Math.min(figure.falsePositiveRate.length, figure.truePositiveRate.length);
      return figure.auc === null
        ? say(words, "roc-without-auc", { count })
        : say(words, "roc", { count, auc: figure.auc });
    }
    case "confusionMatrix":
      return matrixText(figure, words);
    case "table": {
      const whole = say(words, "table", { rows: figure.rowCount, columns: figure.names.length });
      const cut =
        figure.rows.length < figure.rowCount
          ? ` ${say(words, "table-cut", { shown: figure.rows.length, count: figure.rowCount })}`
          : "";
      return whole + cut;
    }
  }
}

type Of<Kind extends Figure["kind"]> = Extract<Figure, { kind: Kind }>;
type Series = Of<"line">["series"][number];

function seriesText(
  series: Series,
  axes: { readonly xLabel: string; readonly yLabel: string },
  words: FigureWords,
): string {
  const { leftOut, ...facts } = seriesFacts(series);
  if (facts.count === 0) return `${series.name}: ${say(words, "empty")}`;
  const x = axes.xLabel || "x";
  const y = axes.yLabel || "y";
  return say(words, "series", { name: series.name, x, y, ...facts }) + leftOutText(leftOut, words);
}

function barText({ categories, values }: Of<"bar">, words: FigureWords): string {
  const { count, leftOut, xMin: first } = seriesFacts({ x: categories.map((_, i) => i), y: values });
  if (count === 0) return say(words, "empty");
  let [low, high] = [first, first];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (value < (values[low] ?? Number.NaN)) low = i;
    if (value > (values[high] ?? Number.NaN)) high = i;
  }
  const facts = {
    most: categories[high] ?? "",
    mostValue: values[high] ?? Number.NaN,
    least: categories[low] ?? "",
    leastValue: values[low] ?? Number.NaN,
  };
  return say(words, "bar", { count, ...facts }) + leftOutText(leftOut, words);
}

function histogramText({ edges, counts }: Of<"histogram">, words: FigureWords): string {
  const bins = Math.min(counts.length, edges.length - 1);
  if (bins < 1) return say(words, "empty");
  let fullest = 0;
  let total = 0;
  for (let i = 0; i < bins; i++) {
    total += counts[i] ?? 0;
    if ((counts[i] ?? 0) > (counts[fullest] ?? 0)) fullest = i;
  }
  const at = (i: number) => edges[i] ?? Number.NaN;
  const range = { min: at(0), max: at(bins), from: at(fullest), to: at(fullest + 1) };
  return say(words, "histogram", { total, bins, ...range, count: counts[fullest] ?? 0 });
}

function residualsText({ predicted, residual }: Of<"residuals">, words: FigureWords): string {
  const { count, leftOut, yMin, yMax } = seriesFacts({ x: predicted, y: residual });
  if (count === 0) return say(words, "empty");
  let sum = 0;
  for (let i = 0; i < residual.length; i++) {
    const drawn = Number.isFinite(predicted[i]) && Number.isFinite(residual[i]);
    sum += drawn ? (residual[i] ?? 0) : 0;
  }
  return say(words, "residuals", { count, mean: sum / count, min: yMin, max: yMax }) + leftOutText(leftOut, words);
}

function matrixText({ rows }: Of<"confusionMatrix">, words: FigureWords): string {
  const total = rows.flat().reduce((sum, value) => sum + value, 0);
  const right = rows.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  const share =
    total === 0
      ? "–"
      : new Intl.NumberFormat(words.language, { style: "percent", maximumFractionDigits: 1 }).format(right / total);
  return say(words, "confusion-matrix", { total, right, share });
}

function leftOutText(count: number, words: FigureWords): string {
  return count === 0 ? "" : ` ${say(words, "left-out", { count: formatNumber(words.language, count) })}`;
}
