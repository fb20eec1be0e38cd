import { EngineError } from "#engine/core/errors.ts";
import { requireColumn } from "./column.ts";
import type { Table } from "./table.ts";

/**
 * A table of chosen columns, in the order of `names`. Nothing is copied: both tables share the columns.
 *
 * @param table  any table
 * @param names  columns to keep
 * @throws {EngineError} "unknown-column"; "out-of-range" when a name comes twice
 * @example selectColumns(readCsv("a,b,c\n1,2,3\n"), ["c", "a"]).names // => ["c", "a"]
 */
export function selectColumns(table: Table, names: readonly string[]): Table {
  const columns = names.map((name) => [name, requireColumn(table, name, "selectColumns")] as const);
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  if (twice !== undefined) {
    const message = `selectColumns requires names that differ, got ${JSON.stringify(twice)} twice`;
    throw new EngineError("out-of-range", message, { function: "selectColumns", name: twice });
  }
  return { rowCount: table.rowCount, names: [...names], columns: Object.fromEntries(columns) };
}
