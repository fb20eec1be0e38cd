import { requireOptions } from "#engine/core/require-options.ts";
import { type CellInput, makeColumn } from "./from-columns.ts";
import { refusal, shown } from "./refusal.ts";
import { requireEntries } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { createRowReader, type RowReader } from "./row-reader.ts";
import type { Column, Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/** A new column: a function of each row, or the values themselves, one a row. */
export type DerivedColumn = ((row: RowReader) => CellInput) | ArrayLike<CellInput>;

/**
 * Adds columns that are computed from others, or puts new values in place of old ones.
 *
 * A function is called once for each row, from the first to the last, with a reader: `row.number("mass")` is the number,
 * NaN where it is missing, so that arithmetic with a missing value stays missing. `row.text(…)` and `row.boolean(…)` give
 * null for missing, `row.index` is the row's number. All functions see the table as it was before.
 * The type of a column follows from its values, as in `fromColumns`. O(n) calls a column.
 *
 * @param table    n rows
 * @param columns  function or values by column name; a name that exists is replaced in its place, others come last
 * @returns        n rows
 * @throws {EngineError} "length-mismatch" when values are not n; "wrong-type" for a column of mixed types or a reader of
 *   the wrong type; "unknown-column" when a function reads a column that is not there
 * @example rows(derive({ table: readCsv("g,cm\n3750,40\n,38\n"), columns: { kg: (row) => row.number("g") / 1000 } })) // => [{ g: 3750, cm: 40, kg: 3.75 }, { g: null, cm: 38, kg: null }]
 * @example derive({ table: readCsv("x\n1\n2\n"), columns: { y: ["a", "b"] } }).columns.y.type // => "text"
 */
export function derive(options: {
  readonly table: Table;
  readonly columns: Readonly<Record<string, DerivedColumn>>;
}): Table {
  const { table, columns } = requireOptions(functionName, options, ["table", "columns"]);
  requireTable(functionName, table);
  const made = requireEntries({ functionName, argument: "columns", entries: columns }).map(
    ([name, source]) => [name, makeDerived({ table, name, source })] as const,
  );
  const all = new Map<string, Column>([...table.names.map((name) => [name, table.columns[name] as Column] as const)]); // names name the columns
  for (const [name, column] of made) all.set(name, column);
  return tableOf({ functionName, rowCount: table.rowCount, entries: [...all] });
}

const functionName = "derive";

function makeDerived({
  table,
  name,
  source,
}: {
  readonly table: Table;
  readonly name: string;
  readonly source: DerivedColumn;
}): Column {
  if (typeof source !== "function") {
    const column = makeColumn({ functionName, name, values: source });
    if (source.length === table.rowCount) return column;
    const need = `${table.rowCount} values for ${shown(name)}, one a row`;
    throw refusal({ code: "length-mismatch", functionName, need, got: String(source.length), facts: { name } });
  }
  const { reader, moveTo } = createRowReader({ functionName, table });
  const values = new Array<CellInput>(table.rowCount);
  for (let row = 0; row < values.length; row++) {
    moveTo(row);
    values[row] = source(reader);
  }
  return makeColumn({ functionName, name, values });
}
