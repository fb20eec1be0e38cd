import { requireTable } from "./require-table.ts";
import type { Column, Table } from "./table.ts";

/**
 * The type of each column, in the form that `readCsv` takes as `columns`: with it a written table is read back
 * exactly, even where a text column holds nothing but digits.
 *
 * @param table  any table
 * @throws {EngineError} "wrong-type" for what is no table
 * @example columnTypes(readCsv("mass,sex\n3750,male\n")) // => { mass: "number", sex: "text" }
 */
export function columnTypes(table: Table): Record<string, Column["type"]> {
  requireTable("columnTypes", table);
  return Object.fromEntries(table.names.map((name) => [name, (table.columns[name] as Column).type])); // names name the columns
}
