import { requireOptions } from "#engine/core/require-options.ts";
import type { Aggregate } from "./aggregate-column.ts";
import { cellAt } from "./cell.ts";
import { gatherColumn } from "./gather-column.ts";
import { groupBy } from "./group-by.ts";
import { orderRanks } from "./order-ranks.ts";
import { refusal } from "./refusal.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { codeRows } from "./row-codes.ts";
import type { Column, Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/**
 * From long to wide: the values of one column become columns, as the months of a sales list become the months of a sheet.
 *
 * Rows that share the `rows` columns and the value of `columns` are summed up by `aggregate` (as in `groupBy`); a
 * combination that never occurs is missing, which is not 0.
 *
 * @param table      n rows
 * @param rows       columns that name a row of the result
 * @param columns    the column whose values name the new columns; at most 1000 different ones
 * @param aggregate  how the values of a cell become one, e.g. `{ op: "sum", column: "price" }`
 * @returns          rows in order of first appearance, new columns in ascending order of the value that names them; a missing
 *   name is called "missing"
 * @throws {EngineError} as `groupBy`; "out-of-range" for too many columns
 * @example rows(pivot({ table: readCsv("city,year,n\nBogor,2024,1\nBogor,2025,2\nMedan,2025,3\n"), rows: "city", columns: "year", aggregate: { op: "sum", column: "n" } })) // => [{ city: "Bogor", "2024": 1, "2025": 2 }, { city: "Medan", "2024": null, "2025": 3 }]
 * @source  agrees with pandas.pivot_table (test/conformance)
 */
export function pivot(options: {
  readonly table: Table;
  readonly rows: string | readonly string[];
  readonly columns: string;
  readonly aggregate: Aggregate;
}): Table {
  const functionName = "pivot";
  const { table, rows, columns, aggregate } = requireOptions(functionName, options, [
    "table",
    "rows",
    "columns",
    "aggregate",
  ]);
  requireTable(functionName, table);
  const keys = requireNames({ functionName, table, names: rows, argument: "rows" });
  requireNames({ functionName, table, names: [columns], argument: "columns" });
  // A name for the aggregate that no column has.
  const name = `${[...keys, columns].join("\u0000")}\u0000`;
  const long = groupBy({ table, by: [...keys, columns], aggregate: { [name]: aggregate } });
  const values = columnOf(long, name);
  const rowOf = codeRows({ columns: keys.map((key) => columnOf(long, key)), rowCount: long.rowCount });
  const columnOfRow = codeRows({ columns: [columnOf(long, columns)], rowCount: long.rowCount });
  const width = columnOfRow.firstRows.length;
  if (width > 1000) {
    const need = "at most 1000 different values in the column that names columns";
    throw refusal({ code: "out-of-range", functionName, need, got: String(width), facts: { name: columns } });
  }
  const height = rowOf.firstRows.length;
  const places = Array.from({ length: width }, () => new Int32Array(height).fill(-1));
  for (let row = 0; row < long.rowCount; row++) {
    const place = places[columnOfRow.codes[row] as number] as Int32Array; // one code a row
    place[rowOf.codes[row] as number] = row; // one code a row
  }
  const names = columnOf(long, columns);
  const { ranks } = orderRanks(names);
  const order = [...columnOfRow.firstRows.keys()].sort(
    (a, b) =>
      (ranks[columnOfRow.firstRows[a] as number] as number) - (ranks[columnOfRow.firstRows[b] as number] as number),
  ); // keys of firstRows
  const entries = keys.map((key): [string, Column] => [key, gatherColumn(columnOf(long, key), rowOf.firstRows)]);
  for (const code of order) {
    const named = cellAt(names, columnOfRow.firstRows[code] as number); // a code has a first row
    entries.push([named === null ? "missing" : String(named), gatherColumn(values, places[code] as Int32Array)]); // code < width
  }
  return tableOf({ functionName, rowCount: height, entries });
}
