import { buildElement } from "./build-element.ts";
import type { Cell, FigureTable } from "./figure-table.ts";
import { type FigureWords, formatNumber, say } from "./figure-words.ts";

/** Rows and columns as an HTML table in a box that scrolls, which the keyboard can reach. */
export function dataTable({ names, rows }: FigureTable, label: string, words: FigureWords): HTMLElement {
  const head = buildElement(
    "tr",
    {},
    names.map((name) => columnHead(name)),
  );
  const body = rows.map((row) =>
    buildElement(
      "tr",
      {},
      row.map((cell) => cellOf(cell, words)),
    ),
  );
  const table = buildElement("table", { className: "figure-table" }, [
    buildElement("thead", {}, [head]),
    buildElement("tbody", {}, body),
  ]);
  return scrollBox(table, label);
}

/** A box that scrolls sideways and can be reached with Tab, named for screen readers. */
export function scrollBox(child: Node, label: string): HTMLElement {
  const box = buildElement("div", { className: "figure-scroll" }, [child]);
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", label);
  return box;
}

function columnHead(name: string): HTMLElement {
  const head = buildElement("th", { text: name });
  head.scope = "col";
  return head;
}

function cellOf(cell: Cell, words: FigureWords): HTMLElement {
  if (typeof cell === "number" && !Number.isNaN(cell))
    return buildElement("td", { text: formatNumber(words.language, cell), className: "figure-number" });
  if (cell === null || typeof cell === "number")
    return buildElement("td", { text: say(words, "missing"), className: "figure-missing" });
  return buildElement("td", { text: String(cell) });
}
