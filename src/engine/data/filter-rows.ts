import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireTable } from "./require-table.ts";
import type { Table } from "./table.ts";
import { takeRows } from "./take-rows.ts";

/**
 * The rows for which a condition holds, in order. The condition gets the row's number and reads the columns it needs.
 *
 * @param table  n rows
 * @param where  called once for each row number from 0 to n − 1
 * @returns      the rows for which it said true. O(n)
 * @throws {EngineError} "wrong-type" for what is no table or no function
 * @example rows(filterRows({ table: readCsv("x\n1\n2\n3\n"), where: (row) => row !== 1 })) // => [{ x: 1 }, { x: 3 }]
 */
export function filterRows(options: { readonly table: Table; readonly where: (row: number) => boolean }): Table {
  const functionName = "filterRows";
  const { table, where } = requireOptions(functionName, options, ["table", "where"]);
  requireTable(functionName, table);
  if (typeof where !== "function") {
    throw new EngineError("wrong-type", `${functionName} requires where to be a function, got ${typeof where}`, {
      function: functionName,
      argument: "where",
      got: typeof where,
    });
  }
  const kept = new Int32Array(table.rowCount);
  let count = 0;
  for (let row = 0; row < table.rowCount; row++) if (where(row)) kept[count++] = row;
  return takeRows({ table, rows: kept.subarray(0, count) });
}
