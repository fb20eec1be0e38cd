import { requireOptions } from "#engine/core/require-options.ts";
import type { BadRow } from "./bad-row.ts";
import type { CsvReaderOptions } from "./csv-options.ts";
import { createCsvParser } from "./csv-parser.ts";
import { createPairMender, isHighSurrogate, requireOpen, requirePiece } from "./reader-piece.ts";
import type { Table } from "./table.ts";
import { encodeUtf8, maxBytesPerCodeUnit } from "./utf8.ts";

/** Reads a CSV file that arrives in pieces. */
export type CsvReader = {
  /** The next piece, cut anywhere: inside a cell, a line break or a character. The array may be reused afterwards. */
  readonly push: (chunk: Uint8Array | string) => void;
  /** Says that the file is complete and returns its table. */
  readonly end: () => Table;
  /** The rows left out so far; always empty unless `onBadRow` is `"collect"`. */
  readonly badRows: () => readonly BadRow[];
};

/**
 * Reads CSV piece by piece into a typed table, so that a file can be read while it is still being loaded.
 *
 * Types are inferred over all rows: a column is "number" if every cell that is not missing is a decimal number,
 * "boolean" if every one is `true` or `false` in any case of letters, and otherwise "text". One late "N/A" makes the column
 * text; list it in `missing` if it means that nothing is there. A column without any value is text.
 *
 * An empty cell is missing. Quotes protect text: `""` is the empty text in a text column. Blank lines are skipped,
 * except in a file of one column, where a blank line is a missing cell.
 *
 * Costs O(bytes) time, a second reading at most, and at its peak about three times the file in memory.
 *
 * @param options  delimiter, header, declared types, missing tokens, what to do with bad rows
 * @throws {EngineError} "bad-csv" with `facts.line` and `facts.column`; "unknown-column" when a declared column is not there
 * @example
 * const reader = createCsvReader({ delimiter: ";" });
 * reader.push("species;mass\nAdelie;37");
 * reader.push("50\nGentoo;5000\n");
 * reader.end().rowCount // => 2
 * @source  RFC 4180, read strictly; line breaks may also be LF or CR, text is UTF-8 with or without a byte order mark
 */
export function createCsvReader(options: CsvReaderOptions = {}): CsvReader {
  requireOptions("createCsvReader", options, ["delimiter", "header", "columns", "missing", "onBadRow"]);
  return createReader(options, blockBytes);
}

/** The reader with its inner size: the bytes that are gathered before their rows are parsed. */
export function createReader(options: CsvReaderOptions, blockSize: number): CsvReader {
  const parser = createCsvParser(options);
  const pairs = createPairMender();
  let block = new Uint8Array(blockSize);
  let filled = 0;
  let isOpen = true;

  /** Parses the whole rows of the block; the unfinished one moves to the front of a new block. */
  const drain = (): void => {
    const rest = block.subarray(parser.parse(block, 0, filled, false), filled);
    block = new Uint8Array(Math.max(blockSize, 2 * rest.length));
    block.set(rest);
    filled = rest.length;
  };

  const pushBytes = (bytes: Uint8Array): void => {
    let at = 0;
    while (at < bytes.length) {
      const count = Math.min(bytes.length - at, block.length - filled);
      block.set(bytes.subarray(at, at + count), filled);
      filled += count;
      at += count;
      if (filled === block.length) drain();
    }
  };

  const pushText = (text: string): void => {
    let at = 0;
    while (at < text.length) {
      const room = Math.floor((block.length - filled) / maxBytesPerCodeUnit);
      if (room < 2) {
        drain();
        continue;
      }
      let to = Math.min(text.length, at + room);
      if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to--;
      filled = encodeUtf8(text, at, to, block, filled);
      at = to;
    }
  };

  const push = (chunk: Uint8Array | string): void => {
    const piece = requirePiece(chunk, isOpen);
    if (typeof piece === "string") pushText(pairs.mend(piece));
    else pushBytes(piece);
  };

  const end = (): Table => {
    requireOpen("end", isOpen);
    pushText(pairs.rest());
    isOpen = false;
    parser.parse(block, 0, filled, true);
    return parser.finish();
  };
  return { push, end, badRows: () => [...parser.badRows] };
}

/** Bytes that are gathered before their rows are parsed. */
export const blockBytes: number = 1 << 20;
