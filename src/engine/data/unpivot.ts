import { requireOptions } from "#engine/core/require-options.ts";
import { gatherColumn } from "./gather-column.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { stackColumns } from "./stack-columns.ts";
import type { Column, Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/**
 * From wide to long: several columns of one kind become two, one with their names and one with their values. A sheet with a
 * column for each month becomes a list with a row for each month, which is the form that grouping and charts want.
 *
 * @param table    n rows
 * @param columns  the k columns to turn, of one type
 * @param name     the new column that says which it was; default "name"
 * @param value    the new column that holds what stood there; default "value"
 * @returns        n × k rows: for each row of the table its k values in order, beside the columns that were not turned
 * @throws {EngineError} "unknown-column", "wrong-type" when the columns differ in type, "duplicate-key" when a new name is taken
 * @example rows(unpivot({ table: readCsv("city,jan,feb\nBogor,1,2\n"), columns: ["jan", "feb"], name: "month" })) // => [{ city: "Bogor", month: "jan", value: 1 }, { city: "Bogor", month: "feb", value: 2 }]
 * @source  agrees with pandas.melt, which goes column by column instead of row by row (test/conformance)
 */
export function unpivot(options: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly name?: string | undefined;
  readonly value?: string | undefined;
}): Table {
  const functionName = "unpivot";
  const {
    table,
    columns,
    name = "name",
    value = "value",
  } = requireOptions(functionName, options, ["table", "columns", "name", "value"]);
  requireTable(functionName, table);
  const turned = requireNames({ functionName, table, names: columns, argument: "columns" });
  const parts = turned.map((one) => columnOf(table, one));
  const first = parts[0] as Column; // requireNames gives at least one
  const other = parts.findIndex(({ type }) => type !== first.type);
  if (other >= 0) {
    const got = `${first.type} in ${shown(turned[0])} and ${parts[other]?.type} in ${shown(turned[other])}`;
    throw refusal({ code: "wrong-type", functionName, need: "columns of one type", got });
  }
  const width = turned.length;
  const rowCount = table.rowCount * width;
  const source = Int32Array.from({ length: rowCount }, (_, at) => Math.floor(at / width));
  const stacked = stackColumns([first, ...parts.slice(1)]);
  const places = source.map((row, at) => (at % width) * table.rowCount + row);
  const entries = table.names
    .filter((one) => !turned.includes(one))
    .map((one): [string, Column] => [one, gatherColumn(columnOf(table, one), source)]);
  const which = source.map((_, at) => at % width);
  entries.push([name, { type: "text", codes: which, dictionary: turned, missing: 0 }]);
  entries.push([value, gatherColumn(stacked, places)]);
  return tableOf({ functionName, rowCount, entries });
}
