import { EngineError } from "#engine/core/errors.ts";
import { nearNames } from "./near-names.ts";
import { refusal, shown } from "./refusal.ts";
import type { Column, Table } from "./table.ts";

/**
 * One column of a table as it is stored: typed values plus how many are missing. It shares the table's memory, so do
 * not write into it; `numbers` and `strings` give copies.
 *
 * @param table  any table
 * @param name   one of `table.names`
 * @throws {EngineError} "wrong-type" for what is no table or no name; "unknown-column" when the table has no such column; the message lists near names
 * @example column(readCsv("mass\n3750\n\n"), "mass").missing // => 1
 */
export function column(table: Table, name: string): Column {
  return requireColumn(table, name, "column");
}

/** The column, or an error in the name of the function that was called. */
export function requireColumn(table: Table, name: string, caller: string): Column {
  if (typeof table?.columns !== "object" || table.columns === null) {
    throw refusal({ code: "wrong-type", functionName: caller, need: "a table", got: shown(table) });
  }
  if (typeof name !== "string") {
    throw refusal({ code: "wrong-type", functionName: caller, need: "the name of a column", got: shown(name) });
  }
  const found = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (found !== undefined) return found;
  const near = nearNames(name, table.names);
  const message = `${caller} requires a column of the table, got ${JSON.stringify(name)}; ${near}`;
  throw new EngineError("unknown-column", message, { function: caller, name, near });
}
