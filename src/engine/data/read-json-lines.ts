import type { EngineError } from "#engine/core/errors.ts";
import { badJsonError } from "./flatten-json.ts";
import { createJsonLinesParser, type JsonLinesOptions } from "./json-lines-parser.ts";
import { refusal, shown } from "./refusal.ts";
import type { Table } from "./table.ts";
import { decodeUtf8, findInvalidUtf8 } from "./utf8.ts";

/**
 * Reads JSON Lines, one JSON object a line, into a typed table: the form of event logs and of exports that grow.
 *
 * The columns are all names that occur, in order of first appearance; a name that a line lacks and null are missing there.
 * Types are those of JSON; "12" in quotes is a text. Whole numbers above 2⁵³ lose their last digits, as everywhere in
 * JavaScript. Lines end with LF or CR LF; blank lines and a byte order mark are skipped. O(bytes).
 *
 * @param source   text, or the bytes of a UTF-8 file
 * @param options  what to do with nested objects, lists and mixed types
 * @returns        a row a line that is not blank
 * @throws {EngineError} "bad-json" with `facts.line` for a line that is no JSON object or what the options refuse; "wrong-type"
 *   for a source that is neither text nor bytes
 * @example rows(readJsonLines('{"id": 1, "place": {"city": "Bogor"}}\n{"id": 2}\n')) // => [{ id: 1, "place.city": "Bogor" }, { id: 2, "place.city": null }]
 * @source  https://jsonlines.org; RFC 8259; `createJsonLinesReader` reads the same files in pieces
 */
export function readJsonLines(source: string | Uint8Array, options: JsonLinesOptions = {}): Table {
  const parser = createJsonLinesParser(functionName, options);
  for (const { text, line } of linesOf(source)) parser.add(text, line);
  return parser.finish();
}

const functionName = "readJsonLines";

/** The lines of a source with their numbers from 1, without line ends. */
function* linesOf(source: string | Uint8Array): Generator<{ readonly text: string; readonly line: number }, void> {
  if (typeof source === "string") {
    let line = 1;
    for (let from = source.startsWith("\uFEFF") ? 1 : 0; from < source.length; line++) {
      const end = source.indexOf("\n", from);
      const to = end < 0 ? source.length : end;
      yield { text: source.slice(from, to), line };
      from = to + 1;
    }
    return;
  }
  if (!(source instanceof Uint8Array)) throw wrongSource(source);
  let line = 1;
  for (let from = 0; from < source.length; line++) {
    const end = source.indexOf(10, from);
    const to = end < 0 ? source.length : end;
    yield { text: decodeLine(source, { from, to, line }), line };
    from = to + 1;
  }
}

/** The text of one line of a file; a byte order mark before the first is no part of it. */
export function decodeLine(
  bytes: Uint8Array,
  { from, to, line }: { readonly from: number; readonly to: number; readonly line: number },
): string {
  const hasMark = line === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
  if (findInvalidUtf8(bytes, from, to) >= 0) throw badJsonError({ need: "UTF-8", got: "bytes that are none", line });
  return decodeUtf8(bytes, hasMark ? from + 3 : from, to);
}

function wrongSource(source: unknown): EngineError {
  return refusal({ code: "wrong-type", functionName, need: "text or a Uint8Array", got: shown(source) });
}
