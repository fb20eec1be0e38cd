import type { Column } from "./table.ts";

/**
 * The cells of a column at chosen rows, in their order; row −1 stands for "no such row" and gives a missing cell.
 * Text keeps its whole dictionary, so only codes are copied. O(k).
 */
export function gatherColumn(column: Column, rows: Int32Array): Column {
  let missing = 0;
  if (column.type === "number") {
    const values = new Float64Array(rows.length);
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k] as number; // k < length
      const value = row < 0 ? Number.NaN : (column.values[row] as number); // rows were checked
      if (Number.isNaN(value)) missing++;
      values[k] = value;
    }
    return { type: "number", values, missing };
  }
  if (column.type === "boolean") {
    const values = new Uint8Array(rows.length);
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k] as number; // k < length
      const value = row < 0 ? 255 : (column.values[row] as number); // rows were checked
      if (value === 255) missing++;
      values[k] = value;
    }
    return { type: "boolean", values, missing };
  }
  const codes = new Int32Array(rows.length);
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] as number; // k < length
    const code = row < 0 ? -1 : (column.codes[row] as number); // rows were checked
    if (code < 0) missing++;
    codes[k] = code;
  }
  return { type: "text", codes, dictionary: column.dictionary, missing };
}
