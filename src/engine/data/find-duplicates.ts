import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { codeRows } from "./row-codes.ts";
import { gatherRowsByCode } from "./rows-by-code.ts";
import type { Table } from "./table.ts";
import { takeRows } from "./take-rows.ts";

/** Rows that say the same. */
export type Duplicates = {
  /** Each set of two or more equal rows, by row number ascending; sets in order of their first row. */
  readonly groups: readonly (readonly number[])[];
  /** How many rows would go if one of each set stayed. */
  readonly surplus: number;
};

/**
 * Rows that are equal in all columns, or in those named: the same patient entered twice, a file loaded twice.
 *
 * Look before you drop. Rows of equal measurements may be two real things; rows of an equal identifier with different
 * measurements are a conflict that dropping hides. Missing equals missing here. O(n × columns) on average.
 *
 * @param table    n rows
 * @param columns  one name or several that must agree; default all
 * @throws {EngineError} "unknown-column", "duplicate-key" for a name given twice
 * @example findDuplicates({ table: readCsv("id,mass\n7,4\n8,5\n7,4\n") }) // => { groups: [[0, 2]], surplus: 1 }
 * @example findDuplicates({ table: readCsv("id,mass\n7,4\n8,5\n7,9\n"), columns: "id" }).surplus // => 1
 */
export function findDuplicates(options: {
  readonly table: Table;
  readonly columns?: string | readonly string[] | undefined;
}): Duplicates {
  const { table, columns } = requireOptions("findDuplicates", options, ["table", "columns"]);
  const { codes, firstRows } = codesOf("findDuplicates", table, columns);
  const { starts, rows } = gatherRowsByCode({ codes, codeCount: firstRows.length });
  const groups: number[][] = [];
  for (let code = 0; code < firstRows.length; code++) {
    const from = starts[code] as number; // code < codeCount
    const to = starts[code + 1] as number; // code < codeCount
    if (to - from > 1) groups.push([...rows.subarray(from, to)]);
  }
  return { groups, surplus: table.rowCount - firstRows.length };
}

/**
 * The table without repeated rows.
 *
 * @param table    n rows
 * @param columns  one name or several that must agree; default all
 * @param keep     which of the equal rows stays: the "first" (default), the "last" (in a log, the newest), or "none", where
 *   two that disagree are both in doubt
 * @returns        the rows that stay, in order. O(n × columns) on average
 * @throws {EngineError} "unknown-column", "duplicate-key" for a name given twice, "out-of-range" for another `keep`
 * @example rows(dropDuplicates({ table: readCsv("id,mass\n7,4\n8,5\n7,9\n"), columns: "id", keep: "last" })) // => [{ id: 8, mass: 5 }, { id: 7, mass: 9 }]
 * @source  agrees with pandas.DataFrame.drop_duplicates (test/conformance)
 */
export function dropDuplicates(options: {
  readonly table: Table;
  readonly columns?: string | readonly string[] | undefined;
  readonly keep?: "first" | "last" | "none" | undefined;
}): Table {
  const functionName = "dropDuplicates";
  const { table, columns, keep = "first" } = requireOptions(functionName, options, ["table", "columns", "keep"]);
  requireOneOf({ functionName, name: "keep", value: keep, options: ["first", "last", "none"] });
  const { codes, firstRows } = codesOf(functionName, table, columns);
  if (keep === "first") return takeRows({ table, rows: firstRows });
  const lastRows = new Int32Array(firstRows.length);
  for (let row = 0; row < codes.length; row++) lastRows[codes[row] as number] = row; // one code a row
  if (keep === "last") return takeRows({ table, rows: lastRows.sort() });
  return takeRows({ table, rows: firstRows.filter((row, code) => lastRows[code] === row) });
}

function codesOf(functionName: string, table: Table, columns: string | readonly string[] | undefined) {
  requireTable(functionName, table);
  const names = requireNames({
    functionName,
    table,
    names: columns ?? table.names,
    argument: "columns",
    mayBeEmpty: columns === undefined,
  });
  return codeRows({ columns: names.map((name) => columnOf(table, name)), rowCount: table.rowCount });
}
