import { type Cell, cellAt } from "./cell.ts";
import { requireColumn } from "./column.ts";
import { refusal, shown } from "./refusal.ts";
import type { Column, Table } from "./table.ts";

/**
 * Reads the cells of one row by column name, each as the type that it is. The same reader moves from row to row, so take
 * out of it what shall be kept.
 */
export type RowReader = {
  /** The row's number, from 0. */
  readonly index: number;
  /** A number, NaN where it is missing; 1 and 0 for true and false. */
  readonly number: (name: string) => number;
  /** A text, null where it is missing. */
  readonly text: (name: string) => string | null;
  /** true or false, null where it is missing. */
  readonly boolean: (name: string) => boolean | null;
  /** Whatever stands there; null where it is missing. */
  readonly cell: (name: string) => Cell;
};

/** A reader and the means to move it. Columns are looked up once, then found by a `Map`. */
export function createRowReader({ functionName, table }: { readonly functionName: string; readonly table: Table }): {
  readonly reader: RowReader;
  readonly moveTo: (row: number) => void;
} {
  const columns = new Map(table.names.map((name) => [name, table.columns[name] as Column])); // names name the columns
  let index = 0;
  const find = (name: string): Column => columns.get(name) ?? requireColumn(table, name, functionName);
  const wrongType = (name: string, column: Column, need: string): never => {
    const got = `${shown(name)} of type ${column.type}`;
    throw refusal({ code: "wrong-type", functionName, need, got, facts: { name } });
  };
  const reader: RowReader = {
    get index() {
      return index;
    },
    number: (name) => {
      const column = find(name);
      if (column.type === "text") return wrongType(name, column, "a number column");
      const value = column.values[index] as number; // one value a row
      return column.type === "boolean" && value === 255 ? Number.NaN : value;
    },
    text: (name) => {
      const column = find(name);
      if (column.type !== "text") return wrongType(name, column, "a text column");
      return column.dictionary[column.codes[index] as number] ?? null; // code −1 finds nothing
    },
    boolean: (name) => {
      const column = find(name);
      if (column.type !== "boolean") return wrongType(name, column, "a boolean column");
      return column.values[index] === 255 ? null : column.values[index] === 1;
    },
    cell: (name) => cellAt(find(name), index),
  };
  return {
    reader,
    moveTo: (row) => {
      index = row;
    },
  };
}
