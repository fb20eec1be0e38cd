import type { Column } from "./table.ts";

/** The value of one cell as plain JavaScript; null = missing. */
export type Cell = number | string | boolean | null;

/** The cell of a column at row `row`, which must exist. */
export function cellAt(column: Column, row: number): Cell {
  if (column.type === "number") {
    const value = column.values[row] as number; // the caller checked the row
    return Number.isNaN(value) ? null : value;
  }
  if (column.type === "boolean") {
    const value = column.values[row];
    return value === 255 ? null : value === 1;
  }
  const code = column.codes[row] as number; // the caller checked the row
  return code < 0 ? null : (column.dictionary[code] as string); // a code is an index of the dictionary
}

/** Whether the cell at row `row` is missing. */
export function isMissingAt(column: Column, row: number): boolean {
  if (column.type === "number") return Number.isNaN(column.values[row]);
  return column.type === "boolean" ? column.values[row] === 255 : (column.codes[row] as number) < 0; // the caller checked the row
}
