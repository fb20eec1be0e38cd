import { EngineError } from "#engine/core/errors.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import type { Column, Table } from "./table.ts";

/** A value that may stand in a column; null and undefined = missing, and so is NaN. */
export type CellInput = number | string | boolean | null | undefined;

/**
 * Makes a table out of arrays, one a column. Each column holds one type: numbers, texts or booleans, with null,
 * undefined or NaN where a value is missing. A column without any value is text, unless it came as a typed array or
 * holds NaN.
 *
 * @param columns  arrays of one length n by column name; copied
 * @returns        n rows; columns in the order given, except that names like "7" come first, as in every object
 * @throws {EngineError} "length-mismatch" when arrays differ in length; "wrong-type" when a column mixes types
 * @example fromColumns({ mass: [3750, null], sex: ["male", "female"] }).columns.mass.missing // => 1
 */
export function fromColumns(columns: Readonly<Record<string, ArrayLike<CellInput>>>): Table {
  requireRecord({ functionName: "fromColumns", name: "columns", value: columns });
  const names = Object.keys(columns);
  const made = names.map(
    (name) =>
      [name, makeColumn({ functionName: "fromColumns", name, values: columns[name] as ArrayLike<CellInput> })] as const,
  ); // a key of columns
  const rowCount = names.length === 0 ? 0 : (columns[names[0] as string] as ArrayLike<CellInput>).length; // names[0] exists
  for (const name of names) {
    const length = (columns[name] as ArrayLike<CellInput>).length; // a key of columns
    if (length !== rowCount) {
      const message = `fromColumns requires columns of one length, got ${rowCount} in ${JSON.stringify(names[0])} and ${length} in ${JSON.stringify(name)}`;
      throw new EngineError("length-mismatch", message, { function: "fromColumns", name, length, rowCount });
    }
  }
  return { rowCount, names, columns: Object.fromEntries(made) };
}

/** A column of the one type that its values have; errors speak in the name of the function that was called. */
export function makeColumn({
  functionName,
  name,
  values,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly values: ArrayLike<CellInput>;
}): Column {
  if (typeof values !== "object" || values === null || !Number.isInteger(values.length)) {
    const message = `${functionName} requires an array for ${JSON.stringify(name)}, got ${values === null ? "null" : typeof values}`;
    throw new EngineError("wrong-type", message, { function: functionName, name });
  }
  switch (columnType({ functionName, name, values })) {
    case "number":
      return numberColumn(values);
    case "boolean":
      return booleanColumn(values);
    case "text":
      return textColumn(values);
  }
}

/** The one type of all values that are there. */
function columnType({
  functionName,
  name,
  values,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly values: ArrayLike<CellInput>;
}): Column["type"] {
  if (ArrayBuffer.isView(values)) return "number";
  let type: Column["type"] | undefined;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === null || value === undefined) continue;
    const next = typeName(value);
    if (next !== undefined && (type === undefined || type === next)) {
      type = next;
      continue;
    }
    const got = next === undefined ? `a value of type ${typeof value}` : `${type} and ${next}`;
    const message = `${functionName} requires one type in ${JSON.stringify(name)}, number, text or boolean, got ${got} at row ${i}`;
    throw new EngineError("wrong-type", message, { function: functionName, name, row: i });
  }
  return type ?? "text";
}

function typeName(value: unknown): Column["type"] | undefined {
  switch (typeof value) {
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "string":
      return "text";
    default:
      return undefined;
  }
}

// Plain loops: `Float64Array.from` with a function goes through an iterator and takes ten times as long.

function numberColumn(values: ArrayLike<CellInput>): Column {
  const numbers = new Float64Array(values.length);
  let missing = 0;
  for (let i = 0; i < numbers.length; i++) {
    const value = values[i];
    const number = typeof value === "number" ? value : Number.NaN;
    if (Number.isNaN(number)) missing++;
    numbers[i] = number;
  }
  return { type: "number", values: numbers, missing };
}

function booleanColumn(values: ArrayLike<CellInput>): Column {
  const bytes = new Uint8Array(values.length);
  let missing = 0;
  for (let i = 0; i < bytes.length; i++) {
    const value = values[i];
    bytes[i] = typeof value === "boolean" ? Number(value) : 255;
    if (bytes[i] === 255) missing++;
  }
  return { type: "boolean", values: bytes, missing };
}

function textColumn(values: ArrayLike<CellInput>): Column {
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(values.length);
  let missing = 0;
  for (let i = 0; i < codes.length; i++) {
    const value = values[i];
    if (typeof value !== "string") {
      codes[i] = -1;
      missing++;
      continue;
    }
    let code = codeOf.get(value);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(value, code);
    }
    codes[i] = code;
  }
  return { type: "text", codes, dictionary: [...codeOf.keys()], missing };
}
