import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { isMissingAt } from "./cell.ts";
import { dropColumns } from "./drop-columns.ts";
import { filterRows } from "./filter-rows.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import type { Table } from "./table.ts";

/**
 * Drops what has too many holes: first columns, then rows.
 *
 * A column that is missing in more than `columnShare` of the rows goes. Then rows go in which "any" (default) or "all" of the
 * remaining columns are missing. Dropping columns first matters: one column that is nearly empty would take nearly all rows
 * with it. Rows that lack a value are seldom like the others, so count what is left.
 *
 * @param table        n rows
 * @param columns      the columns to look at; default all. Others are kept whatever they lack
 * @param rows         "any" (default), "all", or "keep": no row goes
 * @param columnShare  in [0, 1]; default 1: no column goes
 * @returns            the rest. O(n × columns)
 * @throws {EngineError} "unknown-column", "out-of-range"
 * @example rows(dropMissing({ table: readCsv("a,b,c\n1,,\n2,5,\n3,,7\n"), columnShare: 0.5 })) // => [{ a: 1 }, { a: 2 }, { a: 3 }]
 * @example dropMissing({ table: readCsv("a,b\n1,\n,\n3,4\n"), rows: "all" }).rowCount // => 2
 * @source  agrees with pandas.DataFrame.dropna (test/conformance)
 */
export function dropMissing(options: {
  readonly table: Table;
  readonly columns?: string | readonly string[] | undefined;
  readonly rows?: "any" | "all" | "keep" | undefined;
  readonly columnShare?: number | undefined;
}): Table {
  const functionName = "dropMissing";
  const {
    table,
    columns,
    rows = "any",
    columnShare = 1,
  } = requireOptions(functionName, options, ["table", "columns", "rows", "columnShare"]);
  const { rowCount } = requireTable(functionName, table);
  requireOneOf({ functionName, name: "rows", value: rows, options: ["any", "all", "keep"] });
  requireNumber({ functionName, name: "columnShare", value: columnShare, least: 0, most: 1 });
  const names = requireNames({
    functionName,
    table,
    names: columns ?? table.names,
    argument: "columns",
    mayBeEmpty: columns === undefined,
  });
  const sparse = names.filter((name) => columnOf(table, name).missing > columnShare * rowCount);
  const dense = dropColumns({ table, columns: sparse });
  const looked = names.filter((name) => !sparse.includes(name)).map((name) => columnOf(table, name));
  if (rows === "keep" || looked.length === 0) return dense;
  if (rows === "any")
    return filterRows({ table: dense, where: (row) => !looked.some((column) => isMissingAt(column, row)) });
  return filterRows({ table: dense, where: (row) => !looked.every((column) => isMissingAt(column, row)) });
}
