import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireEntries, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import type { Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/**
 * The table with other column names; the cells are shared, not copied. All names change at once, so two may be swapped.
 *
 * @param table  any table
 * @param names  new name by old name; columns that are not named keep theirs
 * @returns      the same columns in the same order
 * @throws {EngineError} "unknown-column" for an old name that is not there, "duplicate-key" when two columns would have one
 *   name, "wrong-type" for a new name that is no text
 * @example renameColumns({ table: readCsv("kg,sex\n4,male\n"), names: { kg: "mass" } }).names // => ["mass", "sex"]
 */
export function renameColumns(options: {
  readonly table: Table;
  readonly names: Readonly<Record<string, string>>;
}): Table {
  const { table, names } = requireOptions(functionName, options, ["table", "names"]);
  requireTable(functionName, table);
  const newNames = new Map(requireEntries({ functionName, argument: "names", entries: names }));
  requireNames({ functionName, table, names: [...newNames.keys()], argument: "names", mayBeEmpty: true });
  const entries = table.names.map((name) => {
    const newName = newNames.get(name) ?? name;
    if (typeof newName === "string") return [newName, columnOf(table, name)] as const;
    const need = `a new name for ${shown(name)}`;
    throw refusal({ code: "wrong-type", functionName, need, got: shown(newName), facts: { name } });
  });
  return tableOf({ functionName, rowCount: table.rowCount, entries });
}

const functionName = "renameColumns";
