import { EngineError } from "#engine/core/errors.ts";
import { requireColumn } from "./column.ts";
import type { Table } from "./table.ts";

/**
 * The values of a number column, as every metric and model takes them.
 *
 * @param table  n rows
 * @param name   a column of type "number"
 * @returns      a copy of length n; NaN where the value is missing
 * @throws {EngineError} "unknown-column"; "wrong-type" when the column holds text or booleans
 * @example Array.from(numbers(readCsv("mass,sex\n3750,male\n3800,female\n"), "mass")) // => [3750, 3800]
 */
export function numbers(table: Table, name: string): Float64Array<ArrayBuffer> {
  const found = requireColumn(table, name, "numbers");
  if (found.type === "number") return new Float64Array(found.values);
  const example =
    found.type === "text" && found.dictionary.length > 0 ? `, e.g. ${JSON.stringify(found.dictionary[0])}` : "";
  const message = `numbers requires a number column, got ${JSON.stringify(name)} of type ${found.type}${example}`;
  throw new EngineError("wrong-type", message, { function: "numbers", name, type: found.type });
}
