import type { Cell } from "./cell.ts";
import { requireColumn } from "./column.ts";
import type { Column, Table } from "./table.ts";

/** How often a value occurs; `value` null stands for missing. */
export type ValueCount = { readonly value: Cell; readonly count: number };

/**
 * How often each value of a column occurs: the first look at a target, for it shows how unbalanced the classes are.
 *
 * @param table  n rows
 * @param name   a column of any type
 * @returns      values that occur, the most frequent first and equal counts in order of first appearance; missing last
 *   as null; the counts sum to n
 * @throws {EngineError} "unknown-column"
 * @example countBy(readCsv("type\nham\nspam\nham\n"), "type") // => [{ value: "ham", count: 2 }, { value: "spam", count: 1 }]
 */
export function countBy(table: Table, name: string): ValueCount[] {
  const found = requireColumn(table, name, "countBy");
  const counted: ValueCount[] = countValues(found);
  return found.missing > 0 ? [...counted, { value: null, count: found.missing }] : counted;
}

/** Values that are there with their counts, the most frequent first. */
export function countValues(column: Column): { readonly value: string | number | boolean; readonly count: number }[] {
  const counts = new Map<number, number>();
  const stored = column.type === "text" ? column.codes : column.values;
  for (let i = 0; i < stored.length; i++) {
    const value = stored[i] as number; // i < length
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  counts.delete(column.type === "number" ? Number.NaN : column.type === "text" ? -1 : 255);
  return [...counts]
    .map(([value, count]) => ({ value: shownValue(column, value), count }))
    .sort((a, b) => b.count - a.count);
}

function shownValue(column: Column, stored: number): string | number | boolean {
  if (column.type === "number") return stored;
  return column.type === "text" ? (column.dictionary[stored] as string) : stored === 1; // a code is an index
}
