import { EngineError } from "#engine/core/errors.ts";

/** Why a row, or a whole file, is not the CSV it should be. */
export type BadRowReason =
  | "ragged-row" // more or fewer cells than the table has columns
  | "unterminated-quote" // a quote that no later quote closes
  | "stray-quote" // a quote inside an unquoted cell, or text after the closing quote
  | "invalid-utf-8" // bytes that are no UTF-8
  | "not-a-number" // a cell that contradicts a column declared "number"
  | "not-a-boolean" // a cell that contradicts a column declared "boolean"
  | "no-header" // an empty file
  | "empty-name" // a column without a name
  | "duplicate-name"; // two columns of one name

/** One row that could not become data, with the place where it went wrong. */
export type BadRow = {
  readonly reason: BadRowReason;
  /** Line of the file, from 1, where the trouble is; a cell may span lines, so rows and lines differ. */
  readonly line: number;
  /** Cell of the row, from 1. */
  readonly column: number;
  /** The sentence of the error that `onBadRow: "throw"` would throw. */
  readonly message: string;
};

/** `need` and `got` complete the sentence "readCsv requires …, got … at line 3, column 2". */
export function badRow(
  reason: BadRowReason,
  place: { readonly line: number; readonly column: number },
  text: { readonly need: string; readonly got: string },
): BadRow {
  const message = `readCsv requires ${text.need}, got ${text.got} at line ${place.line}, column ${place.column}`;
  return { reason, line: place.line, column: place.column, message };
}

export function badCsvError(bad: BadRow): EngineError {
  const { reason, line, column } = bad;
  return new EngineError("bad-csv", bad.message, { function: "readCsv", reason, line, column });
}
