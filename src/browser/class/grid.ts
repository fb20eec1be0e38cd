import { build } from "#browser/dom/build.ts";

export type Column<Row> = {
  readonly name: string;
  readonly cell: (row: Row) => Node | string;
  /** By what the column sorts; absent: it does not. */
  readonly by?: (row: Row) => string | number | null;
  readonly isNumber?: boolean;
};

export type GridOptions<Row> = {
  readonly label: string;
  readonly language: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Said when there is no row. */
  readonly empty: string;
};

/** A table that sorts by its headings, in a box that scrolls and that the keyboard reaches. The first column heads its row. */
export function grid<Row>(options: GridOptions<Row>): HTMLElement {
  const { label, columns, rows, empty } = options;
  if (rows.length === 0) return build("p", { className: "class-soft" }, [empty]);
  const body = build("tbody", {});
  let order: { readonly column: number; readonly down: boolean } | undefined;
  const fill = () => body.replaceChildren(...sorted(options, order).map((row) => rowOf(columns, row)));
  const heads = columns.map((column, i) => {
    const head = build("th", { attributes: { scope: "col" } });
    if (column.isNumber) head.className = "class-number";
    if (column.by === undefined) {
      head.append(column.name);
      return head;
    }
    const sign = build("span", { attributes: { "aria-hidden": "true" } }, ["↕"]);
    const button = build("button", { className: "class-sort", attributes: { type: "button" } }, [
      column.name,
      " ",
      sign,
    ]);
    button.addEventListener("click", () => {
      order = { column: i, down: order?.column === i && !order.down };
      for (const [k, other] of heads.entries()) {
        other.removeAttribute("aria-sort");
        const mark = other.querySelector("span");
        if (mark !== null) mark.textContent = k === i ? (order.down ? "↓" : "↑") : "↕";
      }
      head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      fill();
    });
    head.append(button);
    return head;
  });
  fill();
  const table = build("table", { className: "class-grid" }, [build("thead", {}, [build("tr", {}, heads)]), body]);
  return build(
    "div",
    { className: "class-scroll", attributes: { role: "region", tabindex: "0", "aria-label": label } },
    [table],
  );
}

function rowOf<Row>(columns: readonly Column<Row>[], row: Row): HTMLTableRowElement {
  const cells = columns.map(({ cell, isNumber }, i) => {
    const name = i === 0 ? "th" : "td";
    const element = build(name, i === 0 ? { attributes: { scope: "row" } } : {}, [cell(row)]);
    if (isNumber) element.className = "class-number";
    return element;
  });
  return build("tr", {}, cells);
}

/** What is missing comes last, whichever way one sorts. */
function sorted<Row>(
  { rows, columns, language }: GridOptions<Row>,
  order: { readonly column: number; readonly down: boolean } | undefined,
): readonly Row[] {
  const by = order === undefined ? undefined : columns[order.column]?.by;
  if (order === undefined || by === undefined) return rows;
  const collator = new Intl.Collator(language, { numeric: true });
  const sign = order.down ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)));
  });
}
