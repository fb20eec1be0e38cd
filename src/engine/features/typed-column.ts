import type { Cell } from "#engine/data/cell.ts";
import { makeColumn } from "#engine/data/from-columns.ts";
import type { Column } from "#engine/data/table.ts";
import { numberColumn } from "./number-column.ts";

/** Cells as a column of a type that is known, also where all of them are missing and say nothing of their type. */
export function typedColumn(type: Column["type"], cells: readonly Cell[]): Column {
  if (type === "number") return numberColumn(Float64Array.from(cells, (cell) => Number(cell ?? Number.NaN)));
  if (type === "text") return makeColumn({ functionName: "typedColumn", name: "text", values: cells });
  const values = Uint8Array.from(cells, (cell) => (cell === null ? 255 : Number(cell)));
  return { type, values, missing: cells.filter((cell) => cell === null).length };
}
