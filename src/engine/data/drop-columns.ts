import { requireOptions } from "#engine/core/require-options.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import type { Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/**
 * The table without some columns: those that a model must not see, such as an identifier or the answer itself.
 *
 * @param table    any table
 * @param columns  one name or several
 * @returns        the other columns in order; the cells are shared, not copied
 * @throws {EngineError} "unknown-column", "duplicate-key" for a name given twice
 * @example dropColumns({ table: readCsv("id,mass,sex\n1,4,male\n"), columns: "id" }).names // => ["mass", "sex"]
 */
export function dropColumns(options: { readonly table: Table; readonly columns: string | readonly string[] }): Table {
  const functionName = "dropColumns";
  const { table, columns } = requireOptions(functionName, options, ["table", "columns"]);
  requireTable(functionName, table);
  const dropped = requireNames({ functionName, table, names: columns, argument: "columns", mayBeEmpty: true });
  const kept = table.names.filter((name) => !dropped.includes(name));
  const entries = kept.map((name) => [name, columnOf(table, name)] as const);
  return tableOf({ functionName, rowCount: table.rowCount, entries });
}
