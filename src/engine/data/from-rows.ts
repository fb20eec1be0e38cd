import { EngineError } from "#engine/core/errors.ts";
import { requireList } from "#engine/core/require-list.ts";
import { type CellInput, fromColumns } from "./from-columns.ts";
import type { Table } from "./table.ts";

/**
 * Makes a table out of row objects. The columns are all names that occur, in order of first appearance; where a row
 * lacks a name, its cell is missing.
 *
 * @param rows  n objects of numbers, texts, booleans, null or undefined
 * @returns     n rows
 * @throws {EngineError} "wrong-type" when rows are no list, a row is no object or a column mixes types
 * @example fromRows([{ mass: 3750 }, { mass: 3800, sex: "female" }]).names // => ["mass", "sex"]
 */
export function fromRows(rows: readonly Readonly<Record<string, CellInput>>[]): Table {
  requireList({ functionName: "fromRows", name: "rows", value: rows });
  const columns = new Map<string, CellInput[]>();
  for (const [i, one] of rows.entries()) {
    if (typeof one !== "object" || one === null) {
      const message = `fromRows requires an object for every row, got ${one === null ? "null" : typeof one} at row ${i}`;
      throw new EngineError("wrong-type", message, { function: "fromRows", row: i });
    }
    for (const [name, value] of Object.entries(one)) {
      let cells = columns.get(name);
      if (cells === undefined) {
        cells = new Array<CellInput>(rows.length).fill(null);
        columns.set(name, cells);
      }
      cells[i] = value;
    }
  }
  return fromColumns(Object.fromEntries(columns));
}
