import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "./refusal.ts";
import { requireTable } from "./require-table.ts";
import { stackColumns } from "./stack-columns.ts";
import type { Column, Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/**
 * Tables one below the other, as when each month comes in a file of its own. Columns are matched by name, not by place.
 *
 * A column that one table lacks is an error, because a renamed column would otherwise turn half of two columns into
 * missing values in silence; `lacking: "missing"` fills it. A column without any value fits every type. O(rows × columns).
 *
 * @param tables   at least one
 * @param lacking  "refuse" (default) or "missing": what a column means that not every table has
 * @returns        all rows in order; columns in the order in which they first come
 * @throws {EngineError} "empty" without a table, "unknown-column" when one lacks a column, "wrong-type" when types differ
 * @example concatTables({ tables: [fromColumns({ x: [1] }), fromColumns({ x: [2, 3] })] }).rowCount // => 3
 */
export function concatTables(options: {
  readonly tables: readonly Table[];
  readonly lacking?: "refuse" | "missing" | undefined;
}): Table {
  const { tables, lacking = "refuse" } = requireOptions(functionName, options, ["tables", "lacking"]);
  requireOneOf({ functionName, name: "lacking", value: lacking, options: ["refuse", "missing"] });
  if (!Array.isArray(tables)) {
    throw refusal({ code: "wrong-type", functionName, need: "a list of tables", got: shown(tables) });
  }
  for (const [k, table] of tables.entries()) requireTable(functionName, table, `tables[${k}]`);
  const first = tables[0];
  if (first === undefined) throw refusal({ code: "empty", functionName, need: "at least one table", got: "none" });
  const names = [...new Set(tables.flatMap((table) => table.names))];
  const entries = names.map((name): [string, Column] => {
    const parts = partsOf({ tables, name, lacking });
    return [name, stackColumns([parts[0] as Column, ...parts.slice(1)])]; // one part a table
  });
  return tableOf({ functionName, rowCount: tables.reduce((sum, { rowCount }) => sum + rowCount, 0), entries });
}

const functionName = "concatTables";

function partsOf({
  tables,
  name,
  lacking,
}: {
  readonly tables: readonly Table[];
  readonly name: string;
  readonly lacking: "refuse" | "missing";
}): readonly Column[] {
  const found = tables.map((table) => (Object.hasOwn(table.columns, name) ? table.columns[name] : undefined));
  const lacks = found.indexOf(undefined);
  if (lacks >= 0 && lacking === "refuse") {
    const need = `the column ${shown(name)} in every table, or lacking: "missing"`;
    throw refusal({ code: "unknown-column", functionName, need, got: `none in tables[${lacks}]`, facts: { name } });
  }
  const filled = found.find((column, k) => column !== undefined && column.missing < (tables[k]?.rowCount ?? 0));
  const type = (filled ?? found.find((column) => column !== undefined))?.type ?? "text";
  return found.map((column, k) => {
    const rowCount = tables[k]?.rowCount ?? 0;
    if (column?.type === type) return column;
    if (column === undefined || column.missing === rowCount) return missingColumn(type, rowCount);
    const need = `one type in ${shown(name)}`;
    const got = `${type} and ${column.type} in tables[${k}]`;
    throw refusal({ code: "wrong-type", functionName, need, got, facts: { name } });
  });
}

function missingColumn(type: Column["type"], rowCount: number): Column {
  if (type === "number") return { type, values: new Float64Array(rowCount).fill(Number.NaN), missing: rowCount };
  if (type === "boolean") return { type, values: new Uint8Array(rowCount).fill(255), missing: rowCount };
  return { type, codes: new Int32Array(rowCount).fill(-1), dictionary: [], missing: rowCount };
}
