import {
  accept,
  type Cursor,
  expect,
  peek,
  readNumber,
  readWhile,
  refuse,
  skipSpace,
  startsWith,
} from "../path/cursor.ts";
import { readPath } from "../path/parse-path.ts";
import { type IntrinsicCall, type IntrinsicValue, intrinsicArity } from "./intrinsic.ts";

/** AWS lets ten functions stand inside one another. */
const deepest = 10;

export function parseIntrinsic(text: string): IntrinsicCall {
  const cursor = { text, at: 0, nested: 1 };
  skipSpace(cursor);
  const call = readCall(cursor, 1);
  skipSpace(cursor);
  if (cursor.at < text.length) throw refuse(cursor, `unexpected '${peek(cursor)}'`);
  return call;
}

function readCall(cursor: Cursor, depth: number): IntrinsicCall {
  if (depth > deepest) throw refuse(cursor, `more than ${deepest} intrinsic functions inside one another`);
  const start = cursor.at;
  const name = readWhile(cursor, /[A-Za-z0-9_.]/);
  const arity = Object.hasOwn(intrinsicArity, name) ? intrinsicArity[name] : undefined;
  if (arity === undefined) throw refuse(cursor, `unknown intrinsic function '${name}'`);
  skipSpace(cursor);
  expect(cursor, "(");
  const values = readValues(cursor, depth);
  if (values.length < arity[0] || values.length > arity[1]) {
    throw refuse(
      cursor,
      `${name} takes ${arity[0] === arity[1] ? arity[0] : `at least ${arity[0]}`} arguments, got ${values.length}`,
    );
  }
  return { text: cursor.text.slice(start, cursor.at), name, values };
}

function readValues(cursor: Cursor, depth: number): readonly IntrinsicValue[] {
  const values: IntrinsicValue[] = [];
  skipSpace(cursor);
  if (accept(cursor, ")")) return values;
  for (;;) {
    skipSpace(cursor);
    values.push(readValue(cursor, depth));
    skipSpace(cursor);
    if (accept(cursor, ")")) return values;
    expect(cursor, ",");
  }
}

function readValue(cursor: Cursor, depth: number): IntrinsicValue {
  if (startsWith(cursor, "$")) return { kind: "path", path: readPath(cursor) };
  if (startsWith(cursor, "States.")) return { kind: "call", call: readCall(cursor, depth + 1) };
  if (accept(cursor, "'")) return { kind: "text", raw: readRawText(cursor) };
  if (accept(cursor, "true")) return { kind: "literal", value: true };
  if (accept(cursor, "false")) return { kind: "literal", value: false };
  if (accept(cursor, "null")) return { kind: "literal", value: null };
  const value = readNumber(cursor);
  if (value === undefined) throw refuse(cursor, "path, function, number or text in single quotes expected");
  return { kind: "literal", value };
}

function readRawText(cursor: Cursor): string {
  const start = cursor.at;
  while (cursor.at < cursor.text.length && peek(cursor) !== "'") {
    const frees = peek(cursor) === "\\";
    if (frees && !/['{}\\]/.test(cursor.text[cursor.at + 1] ?? "")) throw refuse(cursor, "open escape '\\'");
    cursor.at += frees ? 2 : 1;
  }
  const raw = cursor.text.slice(start, cursor.at);
  expect(cursor, "'");
  return raw;
}
