import type { EngineError } from "#engine/core/errors.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { badJsonError, flattenInto, type JsonCells } from "./flatten-json.ts";
import { type CellInput, makeColumn } from "./from-columns.ts";
import { refusal, shown } from "./refusal.ts";
import type { Column, Table } from "./table.ts";
import { decodeUtf8, findInvalidUtf8 } from "./utf8.ts";

/** What to do with what a table has no place for. Every option has a default. */
export type JsonLinesOptions = {
  /** An object inside an object: "flatten" (default) into columns named `address.city`, or "refuse". */
  readonly nested?: "flatten" | "refuse" | undefined;
  /** A list inside an object: "refuse" (default), or keep its JSON as "text". */
  readonly lists?: "refuse" | "text" | undefined;
  /** A column of several types: "refuse" (default), or "text" for all of its values. */
  readonly mixedTypes?: "refuse" | "text" | undefined;
};

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
 * @source  https://jsonlines.org; RFC 8259
 */
export function readJsonLines(source: string | Uint8Array, options: JsonLinesOptions = {}): Table {
  const {
    nested = "flatten",
    lists = "refuse",
    mixedTypes = "refuse",
  } = requireOptions(functionName, options, ["nested", "lists", "mixedTypes"]);
  requireOneOf({ functionName, name: "nested", value: nested, options: ["flatten", "refuse"] });
  requireOneOf({ functionName, name: "lists", value: lists, options: ["refuse", "text"] });
  requireOneOf({ functionName, name: "mixedTypes", value: mixedTypes, options: ["refuse", "text"] });
  const columns: JsonCells = new Map();
  const lineOfRow: number[] = [];
  for (const { text, line } of linesOf(source)) {
    if (text.trim() === "") continue;
    const row = lineOfRow.push(line) - 1;
    flattenInto({ columns, object: parseLine(text, line), row, line, nesting: { nested, lists } });
  }
  const rowCount = lineOfRow.length;
  const entries = [...columns].map(([name, cells]) => {
    // Lines after the last one that has the name.
    while (cells.length < rowCount) cells.push(null);
    return [name, columnOfCells({ name, cells, lineOfRow, mixedTypes })] as const;
  });
  return { rowCount, names: entries.map(([name]) => name), columns: Object.fromEntries(entries) };
}

const functionName = "readJsonLines";

function parseLine(text: string, line: number): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw badJsonError({ need: "JSON in every line", got: shown(text), line, cause });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>; // an object that is no list
  }
  throw badJsonError({ need: "an object in every line", got: shown(value), line });
}

function columnOfCells({
  name,
  cells,
  lineOfRow,
  mixedTypes,
}: {
  readonly name: string;
  readonly cells: CellInput[];
  readonly lineOfRow: readonly number[];
  readonly mixedTypes: "refuse" | "text";
}): Column {
  const first = cells.find((cell) => cell !== null);
  const other = cells.findIndex((cell) => cell !== null && typeof cell !== typeof first);
  if (other < 0) return makeColumn({ functionName, name, values: cells });
  if (mixedTypes === "refuse") {
    const need = `one type in ${shown(name)}, or mixedTypes: "text"`;
    const got = `${shown(first)} and then ${shown(cells[other])}`;
    throw badJsonError({ need, got, line: lineOfRow[other] ?? 0, name });
  }
  return makeColumn({ functionName, name, values: cells.map((cell) => (cell === null ? null : String(cell))) });
}

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
  const hasMark = source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf;
  let line = 1;
  for (let from = hasMark ? 3 : 0; from < source.length; line++) {
    const end = source.indexOf(10, from);
    const to = end < 0 ? source.length : end;
    if (findInvalidUtf8(source, from, to) >= 0) {
      throw badJsonError({ need: "UTF-8", got: "bytes that are none", line });
    }
    yield { text: decodeUtf8(source, from, to), line };
    from = to + 1;
  }
}

function wrongSource(source: unknown): EngineError {
  return refusal({ code: "wrong-type", functionName, need: "text or a Uint8Array", got: shown(source) });
}
