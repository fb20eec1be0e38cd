import { requireOptions } from "#engine/core/require-options.ts";
import { type Aggregate, aggregateColumn } from "./aggregate-column.ts";
import { gatherColumn } from "./gather-column.ts";
import { columnOf, requireEntries, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { codeRows } from "./row-codes.ts";
import { gatherRowsByCode } from "./rows-by-code.ts";
import type { Column, Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/**
 * One row for each group: gathers the rows that agree in the `by` columns and sums up each group in the ways asked for.
 *
 * - `{ op: "count" }` counts rows; with a `column`, the values that are there; "missing" counts those that are not;
 *   "distinct" the different ones.
 * - "sum", "mean", "min", "max", "median", "variance", "sd" (both divided by count − 1) and `{ op: "quantile", p: 0.9 }`
 *   (linear between two values) take numbers, and booleans as 1 and 0, so that a mean of booleans is a share.
 * - "first" and "last" are values of any type, "mode" is the most frequent one (the smallest, if several are).
 *
 * Missing values are left out of all but the counts; nothing is left out unseen if you ask for "missing" beside the mean.
 * Without a value the sum is 0 and the others are missing; so is the "sd" of a single value. A missing key is a group of its
 * own. With `by: []` the whole table is one group. O(n) for each aggregate; "median" and "quantile" O(n log n).
 *
 * @param table      n rows
 * @param by         key columns, one or several, or none
 * @param aggregate  what to compute, by the name of the new column
 * @returns          one row a group in order of first appearance: the keys, then the aggregates
 * @throws {EngineError} "unknown-column"; "wrong-type" for numbers asked of text; "out-of-range" for another op or p;
 *   "duplicate-key" when a new column has the name of a key
 * @example
 * const sales = readCsv("city,price\nBogor,10\nMedan,5\nBogor,30\nMedan,\n");
 * const perCity = groupBy({ table: sales, by: "city", aggregate: { n: { op: "count" }, mean: { op: "mean", column: "price" } } });
 * rows(perCity) // => [{ city: "Bogor", n: 2, mean: 20 }, { city: "Medan", n: 2, mean: 5 }]
 * @source  agrees with pandas.DataFrame.groupby(dropna=False).agg (test/conformance)
 */
export function groupBy(options: {
  readonly table: Table;
  readonly by: string | readonly string[];
  readonly aggregate: Readonly<Record<string, Aggregate>>;
}): Table {
  const functionName = "groupBy";
  const { table, by, aggregate } = requireOptions(functionName, options, ["table", "by", "aggregate"]);
  requireTable(functionName, table);
  const keys = requireNames({ functionName, table, names: by, argument: "by", mayBeEmpty: true });
  const wanted = requireEntries({ functionName, argument: "aggregate", entries: aggregate });
  const { codes, firstRows } = codeRows({
    columns: keys.map((name) => columnOf(table, name)),
    rowCount: table.rowCount,
  });
  // The whole of an empty table is still one group, with a count of 0, as in SQL.
  const groupCount = keys.length === 0 ? 1 : firstRows.length;
  const groups = { codes, groupCount, members: gatherRowsByCode({ codes, codeCount: groupCount }) };
  const entries: (readonly [string, Column])[] = keys.map((name) => [
    name,
    gatherColumn(columnOf(table, name), firstRows),
  ]);
  for (const [name, spec] of wanted) entries.push([name, aggregateColumn({ functionName, table, name, spec, groups })]);
  return tableOf({ functionName, rowCount: groupCount, entries });
}
