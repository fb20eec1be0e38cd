import { type BadRow, badRow } from "./bad-row.ts";
import { carriageReturn, lineFeed, type RowScanner, type ScanOutcome } from "./csv-row-scanner.ts";
import { findInvalidUtf8 } from "./utf8.ts";

/** Line and cell of the byte at `at`, given the row that starts at `rowStart` on line `rowLine`. */
export function placeOf(
  row: { readonly bytes: Uint8Array; readonly start: number; readonly line: number },
  at: { readonly byte: number; readonly column: number },
): { readonly line: number; readonly column: number } {
  let line = row.line;
  for (let i = row.start; i < at.byte; i++) {
    const byte = row.bytes[i];
    if (byte === lineFeed && !(i > row.start && row.bytes[i - 1] === carriageReturn)) line++;
    else if (byte === carriageReturn) line++;
  }
  return { line, column: at.column };
}

export type ScannedRow = { readonly bytes: Uint8Array; readonly start: number; readonly line: number };

/** What is wrong with the row just scanned, or null. `columnCount` is null while the header is being read. */
export function findRowProblem(
  scanner: RowScanner,
  outcome: ScanOutcome,
  row: ScannedRow,
  columnCount: number | null,
): BadRow | null {
  const { cellCount } = scanner;
  if (outcome === "unterminated-quote") {
    const text = { need: "every quote to be closed", got: "one that stays open to the end of the file" };
    return badRow("unterminated-quote", placeOf(row, { byte: scanner.badAt, column: cellCount }), text);
  }
  if (outcome === "stray-quote" || outcome === "text-after-quote") {
    const got = outcome === "stray-quote" ? "a quote inside an unquoted cell" : "text after the closing quote";
    const place = placeOf(row, { byte: scanner.badAt, column: cellCount });
    return badRow("stray-quote", place, { need: "quotes around whole cells only", got });
  }
  if (columnCount !== null && cellCount !== columnCount) {
    const column = Math.min(cellCount, columnCount) + 1;
    const last = Math.min(cellCount, columnCount) - 1;
    const byte = scanner.bounds[2 * last + 1] as number; // a row has at least one cell
    const text = { need: `${columnCount} cells in every row`, got: `${cellCount}` };
    return badRow("ragged-row", placeOf(row, { byte, column }), text);
  }
  return scanner.hasNonAscii ? findEncodingProblem(scanner, row) : null;
}

function findEncodingProblem(scanner: RowScanner, row: ScannedRow): BadRow | null {
  const invalid = findInvalidUtf8(row.bytes, row.start, scanner.next);
  if (invalid < 0) return null;
  let cell = 0;
  while (cell < scanner.cellCount - 1 && (scanner.bounds[2 * cell + 1] as number) < invalid) cell++; // 2 bounds a cell
  const byte = (row.bytes[invalid] as number).toString(16).toUpperCase().padStart(2, "0"); // invalid < length
  const place = placeOf(row, { byte: invalid, column: cell + 1 });
  return badRow("invalid-utf-8", place, { need: "text in UTF-8", got: `the byte 0x${byte}` });
}
