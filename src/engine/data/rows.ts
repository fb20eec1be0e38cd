import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireTable } from "./require-table.ts";
import { type Row, rowAt } from "./row.ts";
import type { Table } from "./table.ts";

/**
 * A run of rows as objects. Fine for looking; to compute over many rows take whole columns, which is far faster.
 *
 * @param table  n rows
 * @param range  `from` (default 0) up to but not including `to` (default n); both from 0 to n
 * @throws {EngineError} "out-of-range" when `from` or `to` is no row boundary, or `from` lies after `to`; "wrong-type" for what is no table
 * @example rows(readCsv("x\n1\n2\n3\n"), { from: 1 }) // => [{ x: 2 }, { x: 3 }]
 */
export function rows(table: Table, range: { readonly from?: number; readonly to?: number } = {}): Row[] {
  requireTable("rows", table);
  const { from = 0, to = table.rowCount } = requireOptions("rows", range, ["from", "to"]);
  const isBoundary = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= table.rowCount;
  if (!isBoundary(from) || !isBoundary(to) || from > to) {
    const message = `rows requires 0 ≤ from ≤ to ≤ ${table.rowCount}, got from ${from} and to ${to}`;
    throw new EngineError("out-of-range", message, { function: "rows", from, to, rowCount: table.rowCount });
  }
  return Array.from({ length: to - from }, (_, k) => rowAt(table, from + k));
}
