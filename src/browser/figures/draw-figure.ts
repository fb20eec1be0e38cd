import { onAppearance } from "#browser/appearance/on-appearance.ts";
import type { Figure } from "#contract/figure.ts";
import { buildElement } from "./build-element.ts";
import { captionOf } from "./caption.ts";
import { type ChartFigure, chartConfig, maxPoints } from "./chart-config.ts";
import { dataTable } from "./data-table.ts";
import { figureTable } from "./figure-table.ts";
import { type FigureWords, say } from "./figure-words.ts";
import { matrixTable } from "./matrix-table.ts";
import { readPalette } from "./palette.ts";

export type Drawn = { readonly dispose: () => void };

/**
 * Draws a figure into `host`, with its text: a caption that says the essential numbers and, for a chart, the numbers as a table.
 * Table and text stand at once; Chart.js is loaded for charts alone. A chart is drawn anew when theme or size change.
 */
export async function drawFigure(host: HTMLElement, figure: Figure, words: FigureWords): Promise<Drawn> {
  const frame = buildElement("figure", { className: "figure" });
  Object.assign(frame.dataset, { kind: figure.kind });
  if (figure.title !== "") frame.append(buildElement("p", { className: "figure-title", text: figure.title }));
  host.append(frame);
  const caption = buildElement("figcaption", { className: "figure-caption", text: captionOf(figure, words) });

  if (figure.kind === "confusionMatrix") frame.append(matrixTable(figure, words), caption);
  else if (figure.kind === "table")
    frame.append(dataTable(figure, figure.title || caption.textContent, words), caption);
  else return drawChart(frame, figure, caption, words);
  return { dispose: () => frame.remove() };
}

let warmed: Promise<void> | undefined;

/** Fetches Chart.js and draws a chart of one point that nobody sees: the first chart of a page takes several times as long as the next. */
export function warmCharts(): Promise<void> {
  warmed ??= import("./chart-parts.ts").then(({ Chart }) => {
    const canvas = buildElement("canvas");
    const data = { datasets: [{ data: [{ x: 0, y: 0 }] }] };
    new Chart(canvas, { type: "scatter", data, options: { animation: false, responsive: false } }).destroy();
  });
  return warmed;
}

async function drawChart(
  frame: HTMLElement,
  figure: ChartFigure,
  caption: HTMLElement,
  words: FigureWords,
): Promise<Drawn> {
  const canvas = buildElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", [figure.title, caption.textContent].filter((text) => text !== "").join(". "));
  const plot = buildElement("div", { className: "figure-plot" }, [canvas]);
  caption.append(thinnedText(figure, words));
  frame.append(plot, caption, numbers(figure, words));

  const { Chart } = await import("./chart-parts.ts");
  let chart = frame.isConnected ? new Chart(canvas, chartConfig(figure, readPalette(), words)) : undefined;
  const stop = onAppearance(() => {
    chart?.destroy();
    chart = new Chart(canvas, chartConfig(figure, readPalette(), words));
  });
  return {
    dispose: () => {
      stop();
      chart?.destroy();
      frame.remove();
    },
  };
}

/** The numbers as a table, built when it is opened first. */
function numbers(figure: ChartFigure, words: FigureWords): HTMLElement {
  const details = buildElement("details", { className: "figure-numbers" }, [
    buildElement("summary", { text: say(words, "as-table") }),
  ]);
  const open = () => {
    const table = figureTable(figure, words);
    details.append(dataTable(table, figure.title || say(words, "as-table"), words));
    if (table.rows.length < table.rowCount) {
      details.append(
        buildElement("p", {
          className: "figure-caption",
          text: say(words, "table-cut", { shown: table.rows.length, count: table.rowCount }),
        }),
      );
    }
  };
  details.addEventListener("toggle", open, { once: true });
  return details;
}

function thinnedText(figure: ChartFigure, words: FigureWords): string {
  const sizes =
    figure.kind === "line" || figure.kind === "scatter"
      ? figure.series.map(({ x }) => x.length)
      : figure.kind === "residuals"
        ? [figure.predicted.length]
        : figure.kind === "roc"
          ? [figure.falsePositiveRate.length]
          : [];
  return sizes.some((size) => size > maxPoints) ? ` ${say(words, "thinned", { count: maxPoints })}` : "";
}
