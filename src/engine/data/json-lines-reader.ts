import { createJsonLinesParser, type JsonLinesOptions } from "./json-lines-parser.ts";
import { decodeLine } from "./read-json-lines.ts";
import { createPairMender, requireOpen, requirePiece } from "./reader-piece.ts";
import type { Table } from "./table.ts";
import { encodeUtf8, maxBytesPerCodeUnit } from "./utf8.ts";

/** Reads a file of JSON Lines that arrives in pieces. */
export type JsonLinesReader = {
  /** The next piece, cut anywhere: inside a value, a line break or a character. The array may be reused afterwards. */
  readonly push: (chunk: Uint8Array | string) => void;
  /** Says that the file is complete and returns its table. */
  readonly end: () => Table;
};

/**
 * Reads JSON Lines piece by piece into a typed table, so that a file can be read while it is still being loaded.
 *
 * What a line may hold is told at `readJsonLines`, which reads the same files whole. Only the unfinished line is kept as it came;
 * a bad line throws as soon as it is complete. O(bytes).
 *
 * @param options  what to do with nested objects, lists and mixed types
 * @throws {EngineError} "bad-json" with `facts.line`; "wrong-type" for a piece that is neither text nor bytes; "out-of-range" after `end`
 * @example
 * const reader = createJsonLinesReader();
 * reader.push('{"city": "Bogor", "ra');
 * reader.push('in": 12}\n{"city": "Medan", "rain": 7}\n');
 * reader.end().columns.rain.values // => [12, 7]
 * @source  https://jsonlines.org; RFC 8259
 */
export function createJsonLinesReader(options: JsonLinesOptions = {}): JsonLinesReader {
  const parser = createJsonLinesParser("createJsonLinesReader", options);
  const pairs = createPairMender();
  let unfinished = new Uint8Array(1024);
  let filled = 0;
  let line = 0;
  let isOpen = true;

  const take = (bytes: Uint8Array, from: number, to: number): void => {
    line++;
    parser.add(decodeLine(bytes, { from, to, line }), line);
  };

  const keep = (bytes: Uint8Array): void => {
    if (filled + bytes.length > unfinished.length) {
      const larger = new Uint8Array(2 * (filled + bytes.length));
      larger.set(unfinished.subarray(0, filled));
      unfinished = larger;
    }
    unfinished.set(bytes, filled);
    filled += bytes.length;
  };

  const pushBytes = (bytes: Uint8Array): void => {
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      if (filled === 0) take(bytes, from, end);
      else {
        keep(bytes.subarray(from, end));
        const length = filled;
        filled = 0;
        take(unfinished, 0, length);
      }
      from = end + 1;
    }
    keep(bytes.subarray(from));
  };

  const pushText = (text: string): void => {
    const bytes = new Uint8Array(text.length * maxBytesPerCodeUnit);
    pushBytes(bytes.subarray(0, encodeUtf8(text, 0, text.length, bytes, 0)));
  };

  const push = (chunk: Uint8Array | string): void => {
    const piece = requirePiece(chunk, isOpen);
    if (typeof piece === "string") pushText(pairs.mend(piece));
    else pushBytes(piece);
  };

  const end = (): Table => {
    requireOpen("end", isOpen);
    isOpen = false;
    pushText(pairs.rest());
    if (filled > 0) take(unfinished, 0, filled);
    return parser.finish();
  };
  return { push, end };
}
