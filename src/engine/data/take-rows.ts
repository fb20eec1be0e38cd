import { EngineError } from "#engine/core/errors.ts";
import { gatherColumn } from "./gather-column.ts";
import type { Column, Table } from "./table.ts";

/**
 * A table of chosen rows, in the order of `indices`; an index may come twice. The basis of samples, splits and sorting.
 *
 * @param table    n rows
 * @param indices  k row numbers from 0 to n − 1
 * @returns        k rows; text columns keep their whole dictionary
 * @throws {EngineError} "out-of-range" when an index is no row
 * @example rows(takeRows(readCsv("x\n1\n2\n3\n"), [2, 0])) // => [{ x: 3 }, { x: 1 }]
 */
export function takeRows(table: Table, indices: ArrayLike<number>): Table {
  const taken = new Int32Array(indices.length);
  for (let k = 0; k < taken.length; k++) {
    const index = indices[k] as number; // k < length
    if (!Number.isInteger(index) || index < 0 || index >= table.rowCount) {
      const message = `takeRows requires indices from 0 to ${table.rowCount - 1}, got ${index}`;
      throw new EngineError("out-of-range", message, { function: "takeRows", index, rowCount: table.rowCount });
    }
    taken[k] = index;
  }
  const columns = table.names.map((name) => [name, gatherColumn(table.columns[name] as Column, taken)] as const); // names name the columns
  return { rowCount: taken.length, names: [...table.names], columns: Object.fromEntries(columns) };
}
