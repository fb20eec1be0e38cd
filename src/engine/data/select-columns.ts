import { requireOptions } from "#engine/core/require-options.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import type { Table } from "./table.ts";

/**
 * A table of chosen columns, in the order in which they are named. Nothing is copied: both tables share the columns.
 *
 * @param table    any table
 * @param columns  one name or several
 * @returns        those columns of all rows
 * @throws {EngineError} "unknown-column", "duplicate-key" for a name given twice, "wrong-type"
 * @example selectColumns({ table: readCsv("a,b,c\n1,2,3\n"), columns: ["c", "a"] }).names // => ["c", "a"]
 */
export function selectColumns(options: { readonly table: Table; readonly columns: string | readonly string[] }): Table {
  const functionName = "selectColumns";
  const { table, columns } = requireOptions(functionName, options, ["table", "columns"]);
  requireTable(functionName, table);
  const names = requireNames({ functionName, table, names: columns, argument: "columns", mayBeEmpty: true });
  const chosen = names.map((name) => [name, columnOf(table, name)] as const);
  return { rowCount: table.rowCount, names: [...names], columns: Object.fromEntries(chosen) };
}
