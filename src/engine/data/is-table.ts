import type { Table } from "./table.ts";

/**
 * Whether a value is a table: names, and for each a column of one of the three types with `rowCount` rows. Useful where
 * a value came from outside, as out of a message or a file. Looks at shape and length, not at every cell.
 *
 * @param value  anything
 * @example isTable(readCsv("x\n1\n")) // => true
 * @example isTable([{ x: 1 }]) // => false
 */
export function isTable(value: unknown): value is Table {
  if (!isRecord(value)) return false;
  const { rowCount, names, columns } = value;
  if (typeof rowCount !== "number" || !Number.isInteger(rowCount) || rowCount < 0) return false;
  if (!Array.isArray(names) || !isRecord(columns)) return false;
  return (
    Object.keys(columns).length === names.length &&
    names.every((name) => typeof name === "string" && Object.hasOwn(columns, name) && isColumn(columns[name], rowCount))
  );
}

function isColumn(value: unknown, rowCount: number): boolean {
  if (!isRecord(value)) return false;
  const { type, values, codes, dictionary, missing } = value;
  if (typeof missing !== "number") return false;
  if (type === "number") return values instanceof Float64Array && values.length === rowCount;
  if (type === "boolean") return values instanceof Uint8Array && values.length === rowCount;
  return type === "text" && codes instanceof Int32Array && codes.length === rowCount && Array.isArray(dictionary);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
