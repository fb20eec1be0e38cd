import { EngineError } from "#engine/core/errors.ts";
import { isTable } from "#engine/data/is-table.ts";
import type { Column, Table } from "#engine/data/table.ts";

/** A named column of a table. */
export type NamedColumn = { readonly name: string; readonly column: Column };

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
  requireTable({ functionName, table });
  if (!Array.isArray(columns)) {
    const got = columns === null ? "null" : typeof columns;
    throw refusal({ code: "wrong-type", functionName, need: "columns as a list of names", got });
  }
  if (columns.length === 0) throw refusal({ code: "empty", functionName, need: "at least one column", got: "0" });
  const twice = columns.find((name, at) => columns.indexOf(name) !== at);
  if (twice !== undefined) {
    throw refusal({ code: "duplicate-key", functionName, need: "columns that differ", got: `${shown(twice)} twice` });
  }
  return columns.map((name) => ({ name, column: inputColumn({ functionName, table, name }) }));
}

/** One column of a table, in the name of the function that asks. */
export function inputColumn({
  functionName,
  table,
  name,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly name: string;
}): Column {
  requireTable({ functionName, table });
  const found = typeof name === "string" && Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (found !== undefined) return found;
  const there = table.names.slice(0, 8).map(shown).join(", ");
  const got = `${shown(name)}; there are ${there}${table.names.length > 8 ? ", …" : ""}`;
  throw refusal({ code: "unknown-column", functionName, need: "a column of the table", got, name: String(name) });
}

export function requireTable({ functionName, table }: { readonly functionName: string; readonly table: Table }): Table {
  if (isTable(table)) return table;
  const given: unknown = table;
  const got = given === null ? "null" : typeof given;
  throw refusal({ code: "wrong-type", functionName, need: "a table", got });
}

/** Fitting learns from rows, so there must be one. */
export function requireRows({ functionName, table }: { readonly functionName: string; readonly table: Table }): Table {
  if (table.rowCount > 0) return table;
  throw refusal({ code: "empty", functionName, need: "at least one row", got: "0" });
}

/** The error "fitScaler requires a table, got null". */
export function refusal({
  code,
  functionName,
  need,
  got,
  ...facts
}: {
  readonly code: EngineError["code"];
  readonly functionName: string;
  readonly need: string;
  readonly got: string;
} & Readonly<Record<string, string | number>>): EngineError {
  return new EngineError(code, `${functionName} requires ${need}, got ${got}`, {
    function: functionName,
    got,
    ...facts,
  });
}

export function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
