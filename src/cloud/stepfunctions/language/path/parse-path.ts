import {
  accept,
  type Cursor,
  expect,
  PathError,
  peek,
  readNumber,
  readQuoted,
  readWhile,
  refuse,
  skipSpace,
  startsWith,
} from "./cursor.ts";
import type { Path, PathRoot, PathStep } from "./path.ts";
import { readFilter, readFilterValue } from "./read-filter.ts";

/** Reads a whole text as a path: `$.a[0]`, `$$.Execution.Id`, `$variable.b`, `$..book[?(@.price < 10)]`. */
export function parsePath(text: string): Path {
  const cursor = { text, at: 0, nested: 0 };
  const path = readPath(cursor);
  if (cursor.at < text.length) throw refuse(cursor, `unexpected '${peek(cursor)}'`);
  return path;
}

/** Reads a path as far as it goes, for paths among the arguments of a function and inside filters. */
export function readPath(cursor: Cursor): Path {
  const start = cursor.at;
  const root = readRoot(cursor);
  const steps: PathStep[] = [];
  while (startsWith(cursor, ".") || startsWith(cursor, "[")) steps.push(...readStep(cursor));
  if (steps.at(-1)?.kind === "descend") throw refuse(cursor, "path must not end with '..'");
  return { text: cursor.text.slice(start, cursor.at), root, steps };
}

function readRoot(cursor: Cursor): PathRoot {
  if (accept(cursor, "@")) return { kind: "current" };
  if (!accept(cursor, "$")) throw new PathError({ text: cursor.text, problem: "a path starts with '$'" });
  if (accept(cursor, "$")) return { kind: "context" };
  const name = readWhile(cursor, /[\p{L}\p{N}_]/u);
  return name === "" ? { kind: "input" } : { kind: "variable", name };
}

function readStep(cursor: Cursor): readonly PathStep[] {
  if (accept(cursor, "..")) {
    if (startsWith(cursor, "[")) return [{ kind: "descend" }];
    return [{ kind: "descend" }, readDotted(cursor)];
  }
  if (accept(cursor, ".")) return startsWith(cursor, "[") ? [] : [readDotted(cursor)];
  return [readBracket(cursor)];
}

function readDotted(cursor: Cursor): PathStep {
  if (accept(cursor, "*")) return { kind: "wildcard" };
  const name = readName(cursor);
  if (name === "") throw refuse(cursor, "name expected");
  if (!accept(cursor, "(")) return { kind: "names", names: [name] };
  if (!pathFunctions.has(name)) throw refuse(cursor, `unknown function '${name}'`);
  const values = [];
  cursor.nested++;
  skipSpace(cursor);
  while (!accept(cursor, ")")) {
    values.push(readFilterValue(cursor, readPath));
    skipSpace(cursor);
    if (!startsWith(cursor, ")")) expect(cursor, ",");
    skipSpace(cursor);
  }
  cursor.nested--;
  return { kind: "function", name, values };
}

/** A name behind a dot. A backslash frees what would end it: `$.store\\.book` is the field `store.book`. */
function readName(cursor: Cursor): string {
  const sign = cursor.nested > 0 ? /[^\s.[\](),'"=<>!&|?@*:{}]/u : /[^\s.[\]()'"]/u;
  let name = "";
  for (let part = " "; part !== ""; name += part) {
    const isFreed = peek(cursor) === "\\" && cursor.at + 1 < cursor.text.length;
    if (isFreed) cursor.at++;
    part = isFreed || sign.test(peek(cursor)) ? peek(cursor) : "";
    cursor.at += part.length;
  }
  return name;
}

const pathFunctions = new Set([
  "length",
  "size",
  "min",
  "max",
  "avg",
  "sum",
  "stddev",
  "keys",
  "concat",
  "append",
  "first",
  "last",
  "index",
]);

function readBracket(cursor: Cursor): PathStep {
  expect(cursor, "[");
  skipSpace(cursor);
  const step = readInBracket(cursor);
  skipSpace(cursor);
  expect(cursor, "]");
  return step;
}

function readInBracket(cursor: Cursor): PathStep {
  if (accept(cursor, "*")) return { kind: "wildcard" };
  if (accept(cursor, "?")) return { kind: "filter", test: readFilter(cursor, readPath) };
  if (peek(cursor) === "'" || peek(cursor) === '"') return { kind: "names", names: readList(cursor, readQuoted) };
  return readIndices(cursor);
}

function readIndices(cursor: Cursor): PathStep {
  const first = readInteger(cursor);
  skipSpace(cursor);
  if (startsWith(cursor, ":")) return readSlice(cursor, first);
  if (first === undefined) throw refuse(cursor, "index, name, '*' or '?' expected");
  const indices = [first];
  while (accept(cursor, ",")) {
    skipSpace(cursor);
    const index = readInteger(cursor);
    if (index === undefined) throw refuse(cursor, "index expected");
    indices.push(index);
    skipSpace(cursor);
  }
  return { kind: "indices", indices };
}

function readSlice(cursor: Cursor, from: number | undefined): PathStep {
  expect(cursor, ":");
  skipSpace(cursor);
  const to = readInteger(cursor);
  skipSpace(cursor);
  if (!accept(cursor, ":")) return { kind: "slice", from, to, by: 1 };
  skipSpace(cursor);
  const by = readInteger(cursor) ?? 1;
  if (by < 1) throw refuse(cursor, "the step of a slice must be at least 1");
  return { kind: "slice", from, to, by };
}

function readInteger(cursor: Cursor): number | undefined {
  const value = readNumber(cursor);
  if (value !== undefined && !Number.isSafeInteger(value)) throw refuse(cursor, "integer expected");
  return value;
}

function readList<Item>(cursor: Cursor, read: (cursor: Cursor) => Item): readonly Item[] {
  const items = [read(cursor)];
  skipSpace(cursor);
  while (accept(cursor, ",")) {
    skipSpace(cursor);
    items.push(read(cursor));
    skipSpace(cursor);
  }
  return items;
}
