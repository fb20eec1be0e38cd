import { EngineError } from "#engine/core/errors.ts";
import { type Cell, cellAt } from "./cell.ts";
import { requireTable } from "./require-table.ts";
import type { Column, Table } from "./table.ts";

/** One row as an object: cell by column name; null = missing. */
export type Row = Record<string, Cell>;

/**
 * One row of a table as an object, to look at or to show.
 *
 * @param table  n rows
 * @param index  0 to n − 1
 * @throws {EngineError} "out-of-range" when there is no such row; "wrong-type" for what is no table
 * @example row(readCsv("mass,sex\n3750,male\n3800,\n"), 1) // => { mass: 3800, sex: null }
 */
export function row(table: Table, index: number): Row {
  requireTable("row", table);
  if (!Number.isInteger(index) || index < 0 || index >= table.rowCount) {
    const message = `row requires an index from 0 to ${table.rowCount - 1}, got ${index}`;
    throw new EngineError("out-of-range", message, { function: "row", index, rowCount: table.rowCount });
  }
  return rowAt(table, index);
}

/** The row at an index that is known to exist. */
export function rowAt(table: Table, index: number): Row {
  return Object.fromEntries(table.names.map((name) => [name, cellAt(table.columns[name] as Column, index)])); // names name the columns
}
