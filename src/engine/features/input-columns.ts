import { requireList } from "#engine/core/require-list.ts";
import { requireColumn } from "#engine/data/column.ts";
import { refusal } from "#engine/data/refusal.ts";
import { columnOf, requireNames } from "#engine/data/require-names.ts";
import { requireTable } from "#engine/data/require-table.ts";
import type { Column, Table } from "#engine/data/table.ts";

/** A named column of a table. */
export type NamedColumn = { readonly name: string; readonly column: Column };

/** Which column of which table is asked for, and in whose name. */
export type ColumnRequest = { readonly functionName: string; readonly table: Table; readonly name: string };

/** The columns that a function works on, after looking that the table is one and the names are there, each once. */
export function inputColumns({
  functionName,
  table,
  columns,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly columns: readonly string[];
}): NamedColumn[] {
  requireTable(functionName, table);
  const names = requireList({ functionName, name: "columns", value: columns });
  const checked = requireNames({ functionName, table, names, argument: "columns" });
  return checked.map((name) => ({ name, column: columnOf(table, name) }));
}

/** One column of a table, in the name of the function that asks. */
export function inputColumn({ functionName, table, name }: ColumnRequest): Column {
  return requireColumn(requireTable(functionName, table), name, functionName);
}

/** Fitting learns from rows, so there must be one. */
export function requireRows({ functionName, table }: { readonly functionName: string; readonly table: Table }): Table {
  if (table.rowCount > 0) return table;
  throw refusal({ code: "empty", functionName, need: "at least one row", got: "0" });
}
