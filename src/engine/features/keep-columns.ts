import { requireOptions } from "#engine/core/require-options.ts";
import type { Table } from "#engine/data/table.ts";
import { tableOf } from "#engine/data/table-of.ts";
import { inputColumn, inputColumns } from "./input-columns.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** A choice of columns as plain data. */
export type ColumnSelection = ColumnTransformer & {
  readonly kind: "keep-columns";
  readonly columns: readonly { readonly name: string }[];
};

/**
 * Keeps the named columns, in this order, and drops all others: the usual last step of a pipeline, after which the table
 * holds what the model shall see and nothing else, neither identifier nor target.
 *
 * The names may come from a selection, e.g. from `selectBest`. Nothing is copied. O(columns).
 *
 * @param table    rows to check the names on
 * @param columns  names in the order that the result shall have
 * @throws {EngineError} "unknown-column", "empty", "duplicate-key"
 * @example
 * const table = fromColumns({ id: [7, 8], mass: [1, 2] });
 * transform({ transformer: keepColumns({ table, columns: ["mass"] }), table }).names // => ["mass"]
 */
export function keepColumns(options: { readonly table: Table; readonly columns: readonly string[] }): ColumnSelection {
  const { table, columns } = requireOptions("keepColumns", options, ["table", "columns"]);
  inputColumns({ functionName: "keepColumns", table, columns });
  return { kind: "keep-columns", version: 1, columns: columns.map((name) => ({ name })), keepsInputs: true };
}

export function applyKeepColumns({
  transformer,
  table,
}: {
  readonly transformer: ColumnSelection;
  readonly table: Table;
}): Table {
  const functionName = "transform";
  const entries = transformer.columns.map(({ name }) => [name, inputColumn({ functionName, table, name })] as const);
  return tableOf({ functionName, rowCount: table.rowCount, entries });
}
