import { readDecimal } from "./read-decimal.ts";
import type { Column } from "./table.ts";
import { createTextDictionary, type TextDictionary } from "./text-dictionary.ts";

/**
 * One column while its cells arrive. The type is inferred over all rows: a column is what its first value looks like
 * until a value contradicts it. Then the earlier cells are needed as text again, and the column waits ("late") for a
 * second reading of the file. A declared type is never left.
 */
export type ColumnBuilder = {
  kind: Column["type"] | "unknown" | "late";
  readonly isDeclared: boolean;
  /** What the reader expects in rows; shared by all columns of a table, so that arrays seldom grow. */
  readonly expected: ExpectedRows;
  numbers: Float64Array<ArrayBuffer>;
  booleans: Uint8Array<ArrayBuffer>;
  codes: Int32Array<ArrayBuffer>;
  dictionary: TextDictionary | null;
  /** A quoted empty cell or token came by: missing among numbers, but a text of its own should the column become text. */
  hasQuotedMissing: boolean;
};

export type ExpectedRows = { rows: number };

export function createColumnBuilder(declared: Column["type"] | undefined, expected: ExpectedRows): ColumnBuilder {
  return {
    kind: declared ?? "unknown",
    isDeclared: declared !== undefined,
    expected,
    numbers: new Float64Array(0),
    booleans: new Uint8Array(0),
    codes: new Int32Array(0),
    dictionary: declared === "text" ? createTextDictionary() : null,
    hasQuotedMissing: false,
  };
}

/**
 * Stores a cell that holds a value at `row`.
 *
 * @returns false when the value contradicts a declared type
 */
export function appendValue(builder: ColumnBuilder, row: number, bytes: Uint8Array, from: number, to: number): boolean {
  switch (builder.kind) {
    case "number":
      if (row >= builder.numbers.length) makeRoom(builder, row);
      return readDecimal(bytes, from, to, builder.numbers, row) || contradict(builder);
    case "text":
      if (row >= builder.codes.length) makeRoom(builder, row);
      builder.codes[row] = (builder.dictionary as TextDictionary).codeOf(bytes, from, to); // text has a dictionary
      return true;
    case "boolean": {
      const value = readBoolean(bytes, from, to);
      if (value < 0) return contradict(builder);
      if (row >= builder.booleans.length) makeRoom(builder, row);
      builder.booleans[row] = value;
      return true;
    }
    case "late":
      return true;
    case "unknown":
      infer(builder, row, bytes, from, to);
      return true;
  }
}

/** Stores a missing cell at `row`; `isQuoted` when quotes stood around it, which makes it a text in a text column. */
export function appendMissing(
  builder: ColumnBuilder,
  row: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  isQuoted: boolean,
): void {
  if (builder.kind === "text") {
    if (row >= builder.codes.length) makeRoom(builder, row);
    // text has a dictionary
    builder.codes[row] = isQuoted ? (builder.dictionary as TextDictionary).codeOf(bytes, from, to) : -1;
    return;
  }
  if (isQuoted) builder.hasQuotedMissing = true;
  if (builder.kind === "number") {
    if (row >= builder.numbers.length) makeRoom(builder, row);
    builder.numbers[row] = Number.NaN;
  } else if (builder.kind === "boolean") {
    if (row >= builder.booleans.length) makeRoom(builder, row);
    builder.booleans[row] = 255;
  }
}

/** The finished column of `rowCount` rows, in arrays of exactly that length. A column without any value is text. */
export function finishColumn(builder: ColumnBuilder, rowCount: number): Column {
  if (builder.kind === "number") {
    const values = sized(builder.numbers, rowCount);
    let missing = 0;
    for (let i = 0; i < rowCount; i++) if (Number.isNaN(values[i])) missing++;
    return { type: "number", values, missing };
  }
  if (builder.kind === "boolean") {
    const values = sized(builder.booleans, rowCount);
    let missing = 0;
    for (let i = 0; i < rowCount; i++) if (values[i] === 255) missing++;
    return { type: "boolean", values, missing };
  }
  if (builder.dictionary === null) {
    return { type: "text", codes: new Int32Array(rowCount).fill(-1), dictionary: [], missing: rowCount };
  }
  const codes = sized(builder.codes, rowCount);
  let missing = 0;
  for (let i = 0; i < rowCount; i++) if (codes[i] === -1) missing++;
  return { type: "text", codes, dictionary: builder.dictionary.texts(), missing };
}

/** The first value of a column says what it may be; all rows before it were missing. */
function infer(builder: ColumnBuilder, row: number, bytes: Uint8Array, from: number, to: number): void {
  const size = roomFor(builder, row);
  const numbers = new Float64Array(size);
  if (readDecimal(bytes, from, to, numbers, row)) {
    builder.kind = "number";
    builder.numbers = numbers.fill(Number.NaN, 0, row);
    return;
  }
  const boolean = readBoolean(bytes, from, to);
  if (boolean >= 0) {
    builder.kind = "boolean";
    builder.booleans = new Uint8Array(size).fill(255, 0, row);
    builder.booleans[row] = boolean;
  } else if (builder.hasQuotedMissing) {
    builder.kind = "late";
  } else {
    builder.kind = "text";
    builder.dictionary = createTextDictionary();
    builder.codes = new Int32Array(size).fill(-1, 0, row);
    builder.codes[row] = builder.dictionary.codeOf(bytes, from, to);
  }
}

function contradict(builder: ColumnBuilder): boolean {
  if (builder.isDeclared) return false;
  builder.kind = "late";
  builder.numbers = new Float64Array(0);
  builder.booleans = new Uint8Array(0);
  return true;
}

/** Arrays double when they are full, or go at once to what is expected: a copy now and then, O(1) a row on average. */
function roomFor(builder: ColumnBuilder, row: number): number {
  const { rows } = builder.expected;
  return rows > row ? rows : Math.max(256, 2 * row);
}

function makeRoom(builder: ColumnBuilder, row: number): void {
  const size = roomFor(builder, row);
  if (builder.kind === "number") {
    const numbers = new Float64Array(size);
    numbers.set(builder.numbers);
    builder.numbers = numbers;
  } else if (builder.kind === "boolean") {
    const booleans = new Uint8Array(size);
    booleans.set(builder.booleans);
    builder.booleans = booleans;
  } else {
    const codes = new Int32Array(size);
    codes.set(builder.codes);
    builder.codes = codes;
  }
}

/** A copy, so that the room left over is given back. */
function sized<Values extends Float64Array | Int32Array | Uint8Array>(values: Values, length: number): Values {
  return values.slice(0, length) as Values; // slice keeps the kind of typed array
}

/** 1 for `true`, 0 for `false` in any case of letters, with spaces or tabs around, otherwise -1. */
function readBoolean(bytes: Uint8Array, from: number, to: number): number {
  let start = from;
  let end = to;
  while (start < end && (bytes[start] === 32 || bytes[start] === 9)) start++;
  while (end > start && (bytes[end - 1] === 32 || bytes[end - 1] === 9)) end--;
  const word = end - start === 4 ? "true" : "false";
  if (end - start !== word.length) return -1;
  for (let i = 0; i < word.length; i++) {
    if (((bytes[start + i] as number) | 32) !== word.charCodeAt(i)) return -1; // start + i < end
  }
  return word === "true" ? 1 : 0;
}
