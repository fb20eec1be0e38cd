import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { BadRow } from "./bad-row.ts";
import type { CsvOptions, CsvReaderOptions } from "./csv-options.ts";
import { createCsvParser } from "./csv-parser.ts";
import { blockBytes, createReader } from "./csv-reader.ts";
import type { Table } from "./table.ts";

/**
 * Reads a whole CSV file into a typed table. What counts as a number, as missing or as an error is told at
 * `createCsvReader`, which reads the same files in pieces.
 *
 * @param source   text, or the bytes of a UTF-8 file
 * @param options  delimiter, header, declared types, missing tokens
 * @throws {EngineError} "bad-csv" with `facts.line` and `facts.column` at the first bad row
 * @example readCsv("mass,sex\n3750,male\n3800,female\n").rowCount // => 2
 * @example readCsv("glucose\n148\nN/A\n").columns.glucose.type // => "text"
 * @example readCsv("glucose\n148\nN/A\n", { missing: ["N/A"] }).columns.glucose.type // => "number"
 * @source  RFC 4180
 */
export function readCsv(source: string | Uint8Array, options: CsvOptions = {}): Table {
  requireOptions("readCsv", options, ["delimiter", "header", "columns", "missing"]);
  return readWhole(source, { ...options, onBadRow: "throw" }).table;
}

/**
 * Reads a CSV file and leaves out the rows that are bad, each listed with line, column and reason: the first look at a
 * file one does not trust. A bad header still throws, for without names there is no table.
 *
 * A quote that is never closed swallows the rest of the file: its row is the last one listed.
 *
 * @param source   text, or the bytes of a UTF-8 file
 * @param options  delimiter, header, declared types, missing tokens
 * @returns        the table of the good rows and the list of the bad ones, in the order of the file
 * @throws {EngineError} "bad-csv" when the header is bad
 * @example readCsvWithReport("a,b\n1,2\n3\n").badRows[0].message // => "readCsv requires 2 cells in every row, got 1 at line 3, column 2"
 */
export function readCsvWithReport(source: string | Uint8Array, options: CsvOptions = {}): CsvReport {
  requireOptions("readCsvWithReport", options, ["delimiter", "header", "columns", "missing"]);
  return readWhole(source, { ...options, onBadRow: "collect" });
}

export type CsvReport = { readonly table: Table; readonly badRows: readonly BadRow[] };

function readWhole(source: string | Uint8Array, options: CsvReaderOptions): CsvReport {
  if (typeof source === "string") {
    const reader = createReader(options, blockBytes);
    reader.push(source);
    return { table: reader.end(), badRows: reader.badRows() };
  }
  if (!(source instanceof Uint8Array)) {
    const message = `readCsv requires text or a Uint8Array, got ${source === null ? "null" : typeof source}`;
    throw new EngineError("wrong-type", message, { function: "readCsv" });
  }
  const parser = createCsvParser(options);
  parser.parse(source, 0, source.length, true);
  return { table: parser.finish(), badRows: [...parser.badRows] };
}
