import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import type { Column, Table } from "./table.ts";

/**
 * Writes a table as JSON Lines, one object a row, that reads back as the same table. Numbers keep every digit, and −0 its
 * sign. Dotted names stay as they are: `readJsonLines` reads them into the same columns.
 *
 * @param table    any table
 * @param options  `missing`: "null" (default) writes null, "omit" leaves the name out of the line, which is smaller but loses
 *   a column that has no value at all
 * @returns        a line a row, each ended by LF. O(n × columns)
 * @throws {EngineError} "not-finite" for an infinite number, which JSON can not say
 * @example writeJsonLines(fromColumns({ id: [1, 2], city: ["Bogor", null] })) // => '{"id":1,"city":"Bogor"}\n{"id":2,"city":null}\n'
 * @source  https://jsonlines.org; RFC 8259
 */
export function writeJsonLines(table: Table, options: { readonly missing?: "null" | "omit" | undefined } = {}): string {
  const { missing = "null" } = requireOptions(functionName, options, ["missing"]);
  requireTable(functionName, table);
  requireOneOf({ functionName, name: "missing", value: missing, options: ["null", "omit"] });
  const writers = table.names.map((name) => cellWriter(name, columnOf(table, name)));
  const heads = table.names.map((name) => `${JSON.stringify(name)}:`);
  const lines: string[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    let line = "";
    for (let k = 0; k < writers.length; k++) {
      const text = (writers[k] as (row: number) => string | null)(row); // k < length
      if (text === null && missing === "omit") continue;
      line += `${line === "" ? "" : ","}${heads[k]}${text ?? "null"}`;
    }
    lines.push(`{${line}}\n`);
  }
  return lines.join("");
}

const functionName = "writeJsonLines";

/** Writes the cell of a row; null where it is missing. */
function cellWriter(name: string, column: Column): (row: number) => string | null {
  if (column.type === "text") {
    const written = column.dictionary.map((text) => JSON.stringify(text));
    return (row) => written[column.codes[row] as number] ?? null; // code −1 finds nothing
  }
  const { values } = column;
  if (column.type === "boolean") return (row) => (values[row] === 255 ? null : String(values[row] === 1));
  return (row) => {
    const value = values[row] as number; // row < rowCount
    if (Number.isNaN(value)) return null;
    if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : String(value);
    const got = `${value} in ${shown(name)} at row ${row}`;
    throw refusal({ code: "not-finite", functionName, need: "finite numbers", got, facts: { name, row } });
  };
}
