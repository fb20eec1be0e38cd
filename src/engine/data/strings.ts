import { EngineError } from "#engine/core/errors.ts";
import { requireColumn } from "./column.ts";
import type { Table } from "./table.ts";

/**
 * The values of a text column.
 *
 * @param table  n rows
 * @param name   a column of type "text"
 * @returns      a fresh array of length n; null where the value is missing
 * @throws {EngineError} "unknown-column"; "wrong-type" when the column holds numbers or booleans
 * @example strings(readCsv("mass,sex\n3750,male\n3800,\n"), "sex") // => ["male", null]
 */
export function strings(table: Table, name: string): (string | null)[] {
  const found = requireColumn(table, name, "strings");
  if (found.type === "text") {
    const { codes, dictionary } = found;
    return Array.from(codes, (code) => (code < 0 ? null : (dictionary[code] as string))); // a code is an index
  }
  const message = `strings requires a text column, got ${JSON.stringify(name)} of type ${found.type}`;
  throw new EngineError("wrong-type", message, { function: "strings", name, type: found.type });
}
