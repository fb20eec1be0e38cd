import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type OrderRanks, orderRanks } from "./order-ranks.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { gatherRowsByCode } from "./rows-by-code.ts";
import type { Table } from "./table.ts";
import { takeRows } from "./take-rows.ts";

/** A column to sort by; a bare name ascends. */
export type SortKey = string | { readonly column: string; readonly order: "ascending" | "descending" };

/**
 * The rows in order of one column, or of several: the second decides where the first ties, and so on.
 *
 * Rows that tie in all of them keep their order (the sort is stable). Missing values come last, whether ascending or
 * descending. Texts stand in the order of their UTF-16 code units, "Z" before "a": no locale decides, so the order is the
 * same on every machine.
 *
 * Each column is turned into ranks once; then the rows are dealt into one pile a rank, by the last key first, so that the
 * first key has the last word. O(n) for each key, and O(k log k) to rank k different texts.
 *
 * @param table  n rows
 * @param by     one key or several, the most important first
 * @returns      n rows
 * @throws {EngineError} "unknown-column", "duplicate-key" for a column given twice, "out-of-range" for another order
 * @example rows(sortRows({ table: readCsv("x\n2\n\n10\n1\n"), by: { column: "x", order: "descending" } })) // => [{ x: 10 }, { x: 2 }, { x: 1 }, { x: null }]
 * @source  Knuth, The Art of Computer Programming, volume 3, section 5.2.5 (sorting by distribution)
 */
export function sortRows(options: { readonly table: Table; readonly by: SortKey | readonly SortKey[] }): Table {
  const { table, by } = requireOptions(functionName, options, ["table", "by"]);
  requireTable(functionName, table);
  const keys = (Array.isArray(by) ? by : [by]) as readonly SortKey[]; // one key or a list of them
  const names = keys.map((key) => (typeof key === "object" && key !== null ? key.column : key));
  requireNames({ functionName, table, names, argument: "by" });
  let order: Int32Array = new Int32Array(table.rowCount).map((_, row) => row);
  for (const [k, key] of [...keys.entries()].reverse()) {
    const direction = typeof key === "string" ? "ascending" : key.order;
    requireOneOf({ functionName, name: "order", value: direction, options: ["ascending", "descending"] });
    const { ranks, rankCount } = orderRanks(columnOf(table, names[k] as string)); // one name a key
    const codes = direction === "descending" ? turned({ ranks, rankCount }) : ranks;
    const dealt = gatherRowsByCode({ codes: order.map((row) => codes[row] as number), codeCount: rankCount }); // a row of the table
    order = dealt.rows.map((place) => order[place] as number); // a place in the order
  }
  return takeRows({ table, rows: order });
}

const functionName = "sortRows";

/** Descending: the highest value first, missing still last. */
function turned({ ranks, rankCount }: OrderRanks): Int32Array {
  const last = rankCount - 1;
  return ranks.map((rank) => (rank === last ? last : last - 1 - rank));
}
