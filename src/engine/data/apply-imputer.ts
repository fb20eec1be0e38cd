import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { cellAt, isMissingAt } from "./cell.ts";
import { requireColumn } from "./column.ts";
import type { ImputedColumn, Imputer } from "./fit-imputer.ts";
import { makeColumn } from "./from-columns.ts";
import { refusal, shown } from "./refusal.ts";
import { requireTable } from "./require-table.ts";
import { codeRows } from "./row-codes.ts";
import { stackColumns } from "./stack-columns.ts";
import type { Column, Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/**
 * Fills the holes of a table with what an imputer learned, perhaps from another table: the test rows with the mean of the
 * training rows. Values that are there stay as they are.
 *
 * @param table    n rows, with the columns that the imputer knows
 * @param imputer  from `fitImputer`
 * @returns        n rows without a missing value in those columns. O(n)
 * @throws {EngineError} "unknown-column"; "wrong-type" for another kind of fitted thing or a column of another type;
 *   "unsupported-version"
 * @example
 * const imputer = fitImputer({ table: readCsv("mass\n3\n5\n"), columns: { mass: "mean" } });
 * rows(applyImputer({ table: readCsv("mass\n\n100\n"), imputer })) // => [{ mass: 4 }, { mass: 100 }]
 */
export function applyImputer(options: { readonly table: Table; readonly imputer: Imputer }): Table {
  const functionName = "applyImputer";
  const { table, imputer } = requireOptions(functionName, options, ["table", "imputer"]);
  requireTable(functionName, table);
  requireFitted({ functionName, fitted: imputer, kinds: { "table-imputer": 1 } });
  return fillColumns({ functionName, table, columns: imputer.columns });
}

/** The table with the holes of some columns filled; groups are always looked up in the table as it was. */
export function fillColumns({
  functionName,
  table,
  columns,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly columns: readonly ImputedColumn[];
}): Table {
  const filled = new Map(columns.map((imputed) => [imputed.name, fillColumn({ functionName, table, imputed })]));
  const entries = table.names.map((name) => [name, filled.get(name) ?? (table.columns[name] as Column)] as const); // names name the columns
  return tableOf({ functionName, rowCount: table.rowCount, entries });
}

function fillColumn({
  functionName,
  table,
  imputed,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly imputed: ImputedColumn;
}): Column {
  const { name, type, value, by, groups } = imputed;
  const column = requireColumn(table, name, functionName);
  const isEmptyText = column.type === "text" && column.missing === table.rowCount;
  if (column.type !== type && !isEmptyText) {
    const need = `a column ${shown(name)} of type ${type}`;
    throw refusal({ code: "wrong-type", functionName, need, got: column.type, facts: { name } });
  }
  if (column.missing === 0) return column;
  // The values to fill in stand below the column: row n is the overall one, row n + 1 + g that of group g.
  const fills = makeColumn({ functionName, name, values: [value, ...groups.map((group) => group.value)] });
  const groupOf = by.length === 0 ? undefined : groupRows({ functionName, table, by, groups });
  const base = column.type === type ? column : { ...fills, ...emptyLike(fills, table.rowCount) };
  return filledFrom({ column: base, fills, groupOf, rowCount: table.rowCount });
}

function emptyLike(fills: Column, rowCount: number): Column {
  if (fills.type === "number")
    return { ...fills, values: new Float64Array(rowCount).fill(Number.NaN), missing: rowCount };
  if (fills.type === "boolean") return { ...fills, values: new Uint8Array(rowCount).fill(255), missing: rowCount };
  return { ...fills, codes: new Int32Array(rowCount).fill(-1), missing: rowCount };
}

function filledFrom({
  column,
  fills,
  groupOf,
  rowCount,
}: {
  readonly column: Column;
  readonly fills: Column;
  readonly groupOf: Int32Array | undefined;
  readonly rowCount: number;
}): Column {
  const stacked = stackColumns([column, fills]);
  const stored = stacked.type === "text" ? stacked.codes : stacked.values;
  const filled = stored.slice(0, rowCount);
  for (let row = 0; row < rowCount; row++) {
    if (!isMissingAt(stacked, row)) continue;
    filled[row] = stored[rowCount + 1 + (groupOf?.[row] ?? -1)] as number; // a fill below the column
  }
  if (stacked.type === "text") return { ...stacked, codes: filled as Int32Array, missing: 0 }; // a slice of the codes
  if (stacked.type === "number") return { ...stacked, values: filled as Float64Array, missing: 0 }; // a slice of the values
  return { ...stacked, values: filled as Uint8Array, missing: 0 }; // a slice of the values
}

/** For each row the number of its group among `groups`; −1 where the imputer does not know it. */
function groupRows({
  functionName,
  table,
  by,
  groups,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly by: readonly string[];
  readonly groups: ImputedColumn["groups"];
}): Int32Array {
  const known = new Map(groups.map(({ key }, group) => [JSON.stringify(key), group]));
  const keys = by.map((name) => requireColumn(table, name, functionName));
  const { codes, firstRows } = codeRows({ columns: keys, rowCount: table.rowCount });
  const groupOfCode = Int32Array.from(
    firstRows,
    (row) => known.get(JSON.stringify(keys.map((key) => cellAt(key, row)))) ?? -1,
  );
  return codes.map((code) => groupOfCode[code] as number); // one code a row
}
