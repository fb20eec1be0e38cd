import { EngineError } from "#engine/core/errors.ts";
import type { CellInput } from "./from-columns.ts";
import { shown } from "./refusal.ts";

/** The cells of each column so far; a column may end before the last row. */
export type JsonCells = Map<string, CellInput[]>;

/** What inner objects and lists mean. */
type Nesting = { readonly nested: "flatten" | "refuse"; readonly lists: "refuse" | "text" };

/** Puts the values of one object into row `row`, those of inner objects under dotted names. */
export function flattenInto({
  columns,
  object,
  row,
  line,
  nesting,
  prefix = "",
  depth = 1,
}: {
  readonly columns: JsonCells;
  readonly object: Readonly<Record<string, unknown>>;
  readonly row: number;
  readonly line: number;
  readonly nesting: Nesting;
  readonly prefix?: string;
  readonly depth?: number;
}): void {
  // What JSON.parse made inherits no enumerable key; `Object.entries` would make an array for every cell.
  for (const key in object) {
    const name = prefix === "" ? key : prefix + key;
    const value = object[key];
    if (typeof value !== "object" || value === null) {
      setCell({ columns, name, row, line, value: value as CellInput }); // JSON has no other kinds
      continue;
    }
    if (Array.isArray(value)) {
      if (nesting.lists === "refuse") {
        const got = `${shown(value)} in ${shown(name)}`;
        throw badJsonError({ need: 'no lists, or lists: "text"', got, line, name });
      }
      setCell({ columns, name, row, line, value: JSON.stringify(value) });
      continue;
    }
    if (nesting.nested === "refuse" || depth >= deepest) {
      const isRefused = nesting.nested === "refuse";
      const need = isRefused ? 'no nested objects, or nested: "flatten"' : `at most ${deepest} nested objects`;
      throw badJsonError({ need, got: `one in ${shown(name)}`, line, name });
    }
    const inner = value as Readonly<Record<string, unknown>>; // an object that is no list
    flattenInto({ columns, object: inner, row, line, nesting, prefix: `${name}.`, depth: depth + 1 });
  }
}

/** Objects in objects in objects: deeper than this, it is an attack or a mistake, and recursion would run out of stack. */
const deepest = 100;

function setCell({
  columns,
  name,
  row,
  line,
  value,
}: {
  readonly columns: JsonCells;
  readonly name: string;
  readonly row: number;
  readonly line: number;
  readonly value: CellInput;
}): void {
  let cells = columns.get(name);
  if (cells === undefined) {
    cells = [];
    columns.set(name, cells);
  }
  if (cells.length > row) {
    throw badJsonError({ need: "different names after flattening", got: `${shown(name)} twice`, line, name });
  }
  while (cells.length < row) cells.push(null);
  cells.push(value);
}

/** The error of one line, with its number as a fact. */
export function badJsonError({
  need,
  got,
  line,
  name,
  cause,
}: {
  readonly need: string;
  readonly got: string;
  readonly line: number;
  readonly name?: string;
  readonly cause?: unknown;
}): EngineError {
  const facts = { function: "readJsonLines", line, ...(name === undefined ? {} : { name }) };
  const error = new EngineError("bad-json", `readJsonLines requires ${need}, got ${got} at line ${line}`, facts);
  if (cause !== undefined) error.cause = cause;
  return error;
}
