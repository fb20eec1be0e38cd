import type { Figure } from "#contract/figure.ts";
import { buildElement } from "./build-element.ts";
import { scrollBox } from "./data-table.ts";
import { type FigureWords, formatNumber, say } from "./figure-words.ts";

type Matrix = Extract<Figure, { kind: "confusionMatrix" }>;

/** Shades from none to full: steps that CSS gives a colour and a text colour of enough contrast each. */
const shades = 5;

/** A confusion matrix as a real table: rows are what was so, columns what the model said; right answers stand on the diagonal. */
export function matrixTable({ labels, rows, title }: Matrix, words: FigureWords): HTMLElement {
  const largest = Math.max(0, ...rows.flat().filter(Number.isFinite));
  const corner = buildElement("td", { className: "matrix-corner" });
  const over = heading("colgroup", say(words, "predicted"), "matrix-axis");
  over.colSpan = labels.length;
  const top = buildElement("tr", {}, [corner, buildElement("td", { className: "matrix-corner" }), over]);
  const columnHeads = labels.map((label) => heading("col", label));
  const second = buildElement("tr", {}, [buildElement("td"), buildElement("td"), ...columnHeads]);

  const body = rows.map((row, i) => {
    const cells = labels.map((_, j) => matrixCell(row[j] ?? 0, { largest, isRight: i === j }, words));
    const line = buildElement("tr", {}, [heading("row", labels[i] ?? String(i)), ...cells]);
    if (i === 0) {
      const side = heading("rowgroup", say(words, "actual"), "matrix-axis matrix-side");
      side.rowSpan = rows.length;
      line.prepend(side);
    }
    return line;
  });

  const table = buildElement("table", { className: "matrix-table" }, [
    buildElement("thead", {}, [top, second]),
    buildElement("tbody", {}, body),
  ]);
  return scrollBox(table, title || say(words, "actual"));
}

type Shading = { readonly largest: number; readonly isRight: boolean };

function matrixCell(value: number, { largest, isRight }: Shading, words: FigureWords): HTMLElement {
  const shade = largest > 0 && value > 0 ? Math.max(1, Math.round((value / largest) * shades)) : 0;
  const cell = buildElement("td", { text: formatNumber(words.language, value), className: "matrix-cell" });
  Object.assign(cell.dataset, { shade, right: isRight });
  return cell;
}

function heading(
  scope: "col" | "row" | "colgroup" | "rowgroup",
  text: string,
  className?: string,
): HTMLTableCellElement {
  const head = buildElement("th", className === undefined ? { text } : { text, className });
  head.scope = scope;
  return head;
}
