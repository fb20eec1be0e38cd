import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { gatherColumn } from "./gather-column.ts";
import { refusal, shown } from "./refusal.ts";
import { requireTable } from "./require-table.ts";
import type { Column, Table } from "./table.ts";

/**
 * A table of chosen rows, in the order of their numbers; a number may come twice. The basis of samples, splits and sorting.
 *
 * @param table  n rows
 * @param rows   k row numbers from 0 to n − 1
 * @returns      k rows; text columns keep their whole dictionary. O(k × columns)
 * @throws {EngineError} "out-of-range" when a number is no row; "wrong-type" for what is no table or no list
 * @example rows(takeRows({ table: readCsv("x\n1\n2\n3\n"), rows: [2, 0] })) // => [{ x: 3 }, { x: 1 }]
 */
export function takeRows(options: { readonly table: Table; readonly rows: ArrayLike<number> }): Table {
  const functionName = "takeRows";
  const { table, rows } = requireOptions(functionName, options, ["table", "rows"]);
  requireTable(functionName, table);
  if (typeof rows !== "object" || rows === null || !Number.isInteger(rows.length)) {
    throw refusal({ code: "wrong-type", functionName, need: "a list of row numbers in rows", got: shown(rows) });
  }
  const taken = new Int32Array(rows.length);
  for (let k = 0; k < taken.length; k++) {
    const row = rows[k] as number; // k < length
    if (!Number.isInteger(row) || row < 0 || row >= table.rowCount) {
      const message = `${functionName} requires row numbers from 0 to ${table.rowCount - 1}, got ${row}`;
      throw new EngineError("out-of-range", message, { function: functionName, row, rowCount: table.rowCount });
    }
    taken[k] = row;
  }
  const columns = table.names.map((name) => [name, gatherColumn(table.columns[name] as Column, taken)] as const); // names name the columns
  return { rowCount: taken.length, names: [...table.names], columns: Object.fromEntries(columns) };
}
