import { isMissingAt } from "./cell.ts";
import { requireColumn } from "./column.ts";
import { filterRows } from "./filter-rows.ts";
import type { Table } from "./table.ts";

/**
 * The rows in which nothing is missing, in all columns or in those named. The simplest way with missing values, and a
 * costly one: look at how many rows remain, and ask whether those that went are like those that stayed.
 *
 * @param table  any table
 * @param names  columns that must have a value; default all
 * @throws {EngineError} "unknown-column"
 * @example withoutMissing(readCsv("mass,sex\n3750,male\n3800,\n"), ["sex"]).rowCount // => 1
 */
export function withoutMissing(table: Table, names: readonly string[] = table.names): Table {
  const columns = names.map((name) => requireColumn(table, name, "withoutMissing"));
  const incomplete = columns.filter(({ missing }) => missing > 0);
  return filterRows(table, (i) => incomplete.every((column) => !isMissingAt(column, i)));
}
