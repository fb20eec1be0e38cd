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
  /** The cells from row `first` on, as far as they have come; of the kind that the column has. */
  numbers: Float64Array<ArrayBuffer>;
  booleans: Uint8Array<ArrayBuffer>;
  codes: Int32Array<ArrayBuffer>;
  first: number;
  /** The cells before row `first`, in pieces that are full. */
  readonly full: (Float64Array | Uint8Array | Int32Array)[];
  dictionary: TextDictionary | null;
  /** A quoted empty cell or token came by: missing among numbers, but a text of its own should the column become text. */
  hasQuotedMissing: boolean;
};

/** A column grows by pieces, so that growing copies nothing and leaves no garbage: each as long as all before it, up to this. */
const mostRowsInPiece = 65_536;
const fewestRowsInPiece = 256;

export function createColumnBuilder(declared: Column["type"] | undefined): ColumnBuilder {
  return {
    kind: declared ?? "unknown",
    isDeclared: declared !== undefined,
    numbers: new Float64Array(0),
    booleans: new Uint8Array(0),
    codes: new Int32Array(0),
    first: 0,
    full: [],
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
      if (row - builder.first >= builder.numbers.length) addPiece(builder, row);
      return readDecimal(bytes, from, to, builder.numbers, row - builder.first) || contradict(builder);
    case "text":
      if (row - builder.first >= builder.codes.length) addPiece(builder, row);
      builder.codes[row - builder.first] = (builder.dictionary as TextDictionary).codeOf(bytes, from, to); // text has a dictionary
      return true;
    case "boolean": {
      const value = readBoolean(bytes, from, to);
      if (value < 0) return contradict(builder);
      if (row - builder.first >= builder.booleans.length) addPiece(builder, row);
      builder.booleans[row - builder.first] = value;
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
    if (row - builder.first >= builder.codes.length) addPiece(builder, row);
    // text has a dictionary
    builder.codes[row - builder.first] = isQuoted ? (builder.dictionary as TextDictionary).codeOf(bytes, from, to) : -1;
    return;
  }
  if (isQuoted) builder.hasQuotedMissing = true;
  if (builder.kind === "number") {
    if (row - builder.first >= builder.numbers.length) addPiece(builder, row);
    builder.numbers[row - builder.first] = Number.NaN;
  } else if (builder.kind === "boolean") {
    if (row - builder.first >= builder.booleans.length) addPiece(builder, row);
    builder.booleans[row - builder.first] = 255;
  }
}

/** The finished column of `rowCount` rows, in arrays of exactly that length; the builder is empty afterwards. A column without any value is text. */
export function finishColumn(builder: ColumnBuilder, rowCount: number): Column {
  if (builder.kind === "number") {
    const values = join(builder, builder.numbers, new Float64Array(rowCount));
    let missing = 0;
    for (let i = 0; i < rowCount; i++) if (Number.isNaN(values[i])) missing++;
    return { type: "number", values, missing };
  }
  if (builder.kind === "boolean") {
    const values = join(builder, builder.booleans, new Uint8Array(rowCount));
    let missing = 0;
    for (let i = 0; i < rowCount; i++) if (values[i] === 255) missing++;
    return { type: "boolean", values, missing };
  }
  if (builder.dictionary === null) {
    return { type: "text", codes: new Int32Array(rowCount).fill(-1), dictionary: [], missing: rowCount };
  }
  const codes = join(builder, builder.codes, new Int32Array(rowCount));
  let missing = 0;
  for (let i = 0; i < rowCount; i++) if (codes[i] === -1) missing++;
  return { type: "text", codes, dictionary: builder.dictionary.texts(), missing };
}

/** The first value of a column says what it may be; all rows before it were missing. */
function infer(builder: ColumnBuilder, row: number, bytes: Uint8Array, from: number, to: number): void {
  const number = new Float64Array(1);
  const boolean = readBoolean(bytes, from, to);
  if (readDecimal(bytes, from, to, number, 0)) {
    builder.kind = "number";
    builder.numbers = new Float64Array(Math.max(fewestRowsInPiece, 2 * row)).fill(Number.NaN, 0, row);
    builder.numbers[row] = number[0] ?? 0;
  } else if (boolean >= 0) {
    builder.kind = "boolean";
    builder.booleans = new Uint8Array(Math.max(fewestRowsInPiece, 2 * row)).fill(255, 0, row);
    builder.booleans[row] = boolean;
  } else if (builder.hasQuotedMissing) {
    builder.kind = "late";
  } else {
    builder.kind = "text";
    builder.dictionary = createTextDictionary();
    builder.codes = new Int32Array(Math.max(fewestRowsInPiece, 2 * row)).fill(-1, 0, row);
    builder.codes[row] = builder.dictionary.codeOf(bytes, from, to);
  }
}

function contradict(builder: ColumnBuilder): boolean {
  if (builder.isDeclared) return false;
  builder.kind = "late";
  empty(builder);
  return true;
}

/** Room for `row`, the next one after all that have come. */
function addPiece(builder: ColumnBuilder, row: number): void {
  const rows = Math.min(mostRowsInPiece, Math.max(fewestRowsInPiece, row));
  if (builder.kind === "number") {
    builder.full.push(builder.numbers);
    builder.numbers = new Float64Array(rows);
  } else if (builder.kind === "boolean") {
    builder.full.push(builder.booleans);
    builder.booleans = new Uint8Array(rows);
  } else {
    builder.full.push(builder.codes);
    builder.codes = new Int32Array(rows);
  }
  builder.first = row;
}

/** All pieces one after another in `whole`; they are given back at once, for other columns need the memory. */
function join<Values extends Float64Array | Int32Array | Uint8Array>(
  builder: ColumnBuilder,
  last: Values,
  whole: Values,
): Values {
  let at = 0;
  for (const piece of builder.full) {
    whole.set(piece, at);
    at += piece.length;
  }
  whole.set(last.subarray(0, whole.length - at), at);
  empty(builder);
  return whole;
}

function empty(builder: ColumnBuilder): void {
  builder.numbers = new Float64Array(0);
  builder.booleans = new Uint8Array(0);
  builder.codes = new Int32Array(0);
  builder.first = 0;
  builder.full.length = 0;
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
