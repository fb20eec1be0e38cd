import type { Table } from "./table.ts";
import { takeRows } from "./take-rows.ts";

/**
 * The rows for which the predicate holds, in order. The predicate gets the row's number and reads the columns it needs.
 *
 * @param table      n rows
 * @param predicate  called once for each row number from 0 to n − 1
 * @example rows(filterRows(readCsv("x\n1\n2\n3\n"), (i) => i !== 1)) // => [{ x: 1 }, { x: 3 }]
 */
export function filterRows(table: Table, predicate: (rowIndex: number) => boolean): Table {
  const kept = new Int32Array(table.rowCount);
  let count = 0;
  for (let i = 0; i < table.rowCount; i++) if (predicate(i)) kept[count++] = i;
  return takeRows(table, kept.subarray(0, count));
}
