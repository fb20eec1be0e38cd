import type { Json } from "../json.ts";
import { accept, type Cursor, expect, peek, readNumber, readQuoted, readWhile, refuse, skipSpace } from "./cursor.ts";
import type { FilterTest, FilterValue, Path } from "./path.ts";

/** Paths stand in filters and filters in paths: whoever reads the one lends its reader to the other. */
export type ReadPath = (cursor: Cursor) => Path;

/** Filters stand in paths that stand in filters; more than this is no query but an attack on the call stack. */
const deepest = 50;

/** Reads the test of a filter, from its opening parenthesis: `(@.price < 10 && @.category == 'fiction')`. */
export function readFilter(cursor: Cursor, readPath: ReadPath, depth = 0): FilterTest {
  if (depth + cursor.nested > deepest) throw refuse(cursor, "filter nests too deep");
  skipSpace(cursor);
  expect(cursor, "(");
  cursor.nested++;
  const test = readSome(cursor, readPath, depth);
  cursor.nested--;
  skipSpace(cursor);
  expect(cursor, ")");
  return test;
}

function readSome(cursor: Cursor, readPath: ReadPath, depth: number): FilterTest {
  const tests = [readAll(cursor, readPath, depth)];
  while (acceptOperator(cursor, "||")) tests.push(readAll(cursor, readPath, depth));
  return tests.length === 1 && tests[0] !== undefined ? tests[0] : { kind: "some", tests };
}

function readAll(cursor: Cursor, readPath: ReadPath, depth: number): FilterTest {
  const tests = [readOne(cursor, readPath, depth)];
  while (acceptOperator(cursor, "&&")) tests.push(readOne(cursor, readPath, depth));
  return tests.length === 1 && tests[0] !== undefined ? tests[0] : { kind: "all", tests };
}

function acceptOperator(cursor: Cursor, operator: string): boolean {
  skipSpace(cursor);
  return accept(cursor, operator);
}

function readOne(cursor: Cursor, readPath: ReadPath, depth: number): FilterTest {
  skipSpace(cursor);
  if (depth > deepest) throw refuse(cursor, "filter nests too deep");
  if (accept(cursor, "!")) {
    skipSpace(cursor);
    return { kind: "not", test: readOne(cursor, readPath, depth + 1) };
  }
  if (peek(cursor) === "(") return readFilter(cursor, readPath, depth + 1);
  const left = readFilterValue(cursor, readPath);
  skipSpace(cursor);
  const operator = readOperator(cursor);
  if (operator === undefined) return { kind: "present", value: left };
  skipSpace(cursor);
  const right = operator === "=~" ? readPattern(cursor) : readFilterValue(cursor, readPath);
  return { kind: "compare", operator, left, right };
}

const signs = ["===", "!==", "==", "!=", "<=", ">=", "=~", "<", ">"];
const words = new Set(["in", "nin", "subsetof", "anyof", "noneof", "size", "empty", "contains"]);

function readOperator(cursor: Cursor): string | undefined {
  for (const sign of signs) if (accept(cursor, sign)) return sign;
  const start = cursor.at;
  const word = readWhile(cursor, /[a-zA-Z]/).toLowerCase();
  if (words.has(word)) return word;
  cursor.at = start;
  return undefined;
}

export function readFilterValue(cursor: Cursor, readPath: ReadPath): FilterValue {
  const sign = peek(cursor);
  if (sign === "@" || sign === "$") return { kind: "path", path: readPath(cursor) };
  return { kind: "literal", value: readLiteral(cursor, 0) };
}

function readLiteral(cursor: Cursor, depth: number): Json {
  if (depth > 20) throw refuse(cursor, "literal nests too deep");
  skipSpace(cursor);
  if (peek(cursor) === "'" || peek(cursor) === '"') return readQuoted(cursor);
  if (accept(cursor, "[")) return readListLiteral(cursor, depth);
  if (accept(cursor, "true")) return true;
  if (accept(cursor, "false")) return false;
  if (accept(cursor, "null")) return null;
  const number = readNumber(cursor);
  if (number === undefined) throw refuse(cursor, "value expected");
  return number;
}

function readListLiteral(cursor: Cursor, depth: number): Json {
  const items: Json[] = [];
  skipSpace(cursor);
  while (!accept(cursor, "]")) {
    items.push(readLiteral(cursor, depth + 1));
    skipSpace(cursor);
    if (peek(cursor) !== "]") expect(cursor, ",");
    skipSpace(cursor);
  }
  return items;
}

function readPattern(cursor: Cursor): FilterValue {
  expect(cursor, "/");
  let source = "";
  while (peek(cursor) !== "/" && peek(cursor) !== "") {
    const length = peek(cursor) === "\\" ? 2 : 1;
    source += cursor.text.slice(cursor.at, cursor.at + length);
    cursor.at += length;
  }
  expect(cursor, "/");
  const flags = readWhile(cursor, /[ims]/);
  try {
    new RegExp(source, flags);
  } catch (problem) {
    throw refuse(cursor, problem instanceof Error ? problem.message : "pattern expected");
  }
  return { kind: "pattern", source, flags };
}
