import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { delimiterByte } from "./csv-options.ts";
import { requireTable } from "./require-table.ts";
import type { Column, Table } from "./table.ts";

/**
 * Writes a table as CSV that reads back as the same table: `readCsv(writeCsv(table), { columns: columnTypes(table) })`.
 * Without `columns` the types are inferred, and a text column of nothing but digits comes back as numbers.
 *
 * Missing is an empty cell and the empty text is `""`; numbers are written with the fewest digits that name them
 * exactly; texts are quoted where delimiter, quote or line break demand it. Lines end with LF.
 *
 * @param table    at least one column
 * @param options  delimiter, default `","`
 * @throws {EngineError} "empty" when the table has no columns; "out-of-range" for a delimiter that cannot be one; "wrong-type" for what is no table
 * @example writeCsv(fromColumns({ name: ["a, b", null], x: [0.1, -2] })) // => "name,x\n\"a, b\",0.1\n,-2\n"
 * @source  RFC 4180
 */
export function writeCsv(table: Table, options: { readonly delimiter?: string } = {}): string {
  requireTable("writeCsv", table);
  const { delimiter = "," } = requireOptions("writeCsv", options, ["delimiter"]);
  delimiterByte(delimiter, "writeCsv");
  if (table.names.length === 0) {
    throw new EngineError("empty", "writeCsv requires at least one column, got none", { function: "writeCsv" });
  }
  const needsQuotes = new RegExp(`^$|["\r\n${delimiter.replace(/[\\\]^-]/, "\\$&")}]|^\uFEFF`);
  const quoted = (text: string): string => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  // In a file of one column a missing number would be a blank line, which many programs skip; `""` is missing to all.
  const missingNumber = table.names.length === 1 ? '""' : "";
  const bare = /[\w.+-]/.test(delimiter) ? quoted : (text: string) => text; // no other delimiter occurs in a number
  const writers = table.names.map((name) => cellWriter(table.columns[name] as Column, { quoted, bare, missingNumber })); // names name the columns
  const lines = [table.names.map(quoted).join(delimiter)];
  for (let i = 0; i < table.rowCount; i++) lines.push(writers.map((write) => write(i)).join(delimiter));
  return `${lines.join("\n")}\n`;
}

type CellTexts = {
  readonly quoted: (text: string) => string;
  readonly bare: (text: string) => string;
  readonly missingNumber: string;
};

function cellWriter(column: Column, { quoted, bare, missingNumber }: CellTexts): (row: number) => string {
  if (column.type === "text") {
    const written = column.dictionary.map(quoted);
    return (row) => written[column.codes[row] as number] ?? ""; // code -1 finds nothing
  }
  const { values } = column;
  if (column.type === "boolean") {
    return (row) => (values[row] === 255 ? missingNumber : bare(values[row] === 1 ? "true" : "false"));
  }
  return (row) => {
    const value = values[row] as number; // row < rowCount
    if (Number.isNaN(value)) return missingNumber;
    return bare(Object.is(value, -0) ? "-0" : String(value));
  };
}
