import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { gatherColumn } from "./gather-column.ts";
import { type JoinHow, joinRows } from "./join-rows.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { codeRows } from "./row-codes.ts";
import { stackColumns } from "./stack-columns.ts";
import type { Column, Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/** The columns that must agree: one name or a list, or other names on the other side, paired by place. */
export type JoinKeys =
  | string
  | readonly string[]
  | { readonly left: string | readonly string[]; readonly right: string | readonly string[] };

/**
 * Joins two tables: each row of the left one beside the rows of the right one that have the same key.
 *
 * - "inner" (default) keeps rows that found a partner, "left" all left rows, "right" all right rows, "full" all of both.
 * - "semi" keeps the left rows that have a partner, once each and without the right's columns; "anti" those without one.
 *
 * A row with several partners comes several times. That is how a join makes rows out of nothing: sum a price after joining
 * orders with a customer list that holds a customer twice, and the money doubles. Say `unique: "right"` when each key must
 * stand there once, and the join refuses instead.
 *
 * A missing key matches nothing, not even another missing key: two unknown customers are not the same customer.
 * Key columns come once, under the left's name. Other columns of the right that have a name of the left get `suffix`.
 * Rows are in the order of the left (of the right in a "right" join), partners in their own order; unmatched rows of
 * the right come last in a "full" join. O(n + m + rows of the result) on average.
 *
 * @param left    n rows
 * @param right   m rows
 * @param on      key columns; of the same types on both sides
 * @param how     default "inner"
 * @param suffix  default "_right"
 * @param unique  "left", "right" or "both": on which side a key may stand only once; default: anywhere, any number of times
 * @returns       a fresh table; cells without a partner are missing
 * @throws {EngineError} "unknown-column"; "wrong-type" when key types differ; "length-mismatch" when the sides name
 *   different numbers of keys; "duplicate-key" when `unique` is broken or two columns would have one name; "out-of-range"
 *   for another `how` or a result of more than 100 million rows
 * @example
 * const orders = fromColumns({ customer: ["a", "b", "a"], price: [10, 20, 30] });
 * const customers = fromColumns({ customer: ["a", "c"], city: ["Bogor", "Medan"] });
 * rows(joinTables({ left: orders, right: customers, on: "customer" })) // => [{ customer: "a", price: 10, city: "Bogor" }, { customer: "a", price: 30, city: "Bogor" }]
 * joinTables({ left: orders, right: customers, on: "customer", how: "full" }).rowCount // => 4
 * @source  Codd 1970, A relational model of data for large shared data banks; agrees with pandas.merge (test/conformance),
 *   which differs in that it lets missing keys match
 */
export function joinTables(options: {
  readonly left: Table;
  readonly right: Table;
  readonly on: JoinKeys;
  readonly how?: JoinHow | undefined;
  readonly suffix?: string | undefined;
  readonly unique?: "left" | "right" | "both" | undefined;
}): Table {
  const {
    left,
    right,
    on,
    how = "inner",
    suffix = "_right",
    unique,
  } = requireOptions(functionName, options, ["left", "right", "on", "how", "suffix", "unique"]);
  requireTable(functionName, left, "left");
  requireTable(functionName, right, "right");
  requireOneOf({
    functionName,
    name: "how",
    value: how,
    options: ["inner", "left", "right", "full", "semi", "anti"],
  });
  const keys = requireKeys({ left, right, on });
  const { leftCodes, rightCodes, codeCount } = codeKeys({ left, right, keys });
  if (unique !== undefined) {
    requireOneOf({ functionName, name: "unique", value: unique, options: ["left", "right", "both"] });
    if (unique !== "right") requireUnique({ codes: leftCodes, codeCount, side: "left" });
    if (unique !== "left") requireUnique({ codes: rightCodes, codeCount, side: "right" });
  }
  const { leftRows, rightRows } = joinRows({ leftCodes, rightCodes, codeCount, how });
  const isOneSided = how === "semi" || how === "anti";
  const fillsKeys = how === "right" || how === "full";
  const entries = left.names.map((name): [string, Column] => {
    const key = fillsKeys ? keys.left.indexOf(name) : -1;
    if (key < 0) return [name, gatherColumn(columnOf(left, name), leftRows)];
    const both = stackColumns([columnOf(left, name), columnOf(right, keys.right[key] as string)]); // keys are paired
    return [name, gatherColumn(both, eitherRow({ leftRows, rightRows, leftCount: left.rowCount }))];
  });
  if (!isOneSided) {
    for (const name of right.names) {
      if (keys.right.includes(name)) continue;
      const newName = left.names.includes(name) ? `${name}${suffix}` : name;
      entries.push([newName, gatherColumn(columnOf(right, name), rightRows)]);
    }
  }
  return tableOf({ functionName, rowCount: leftRows.length, entries });
}

const functionName = "joinTables";

type PairedKeys = { readonly left: readonly string[]; readonly right: readonly string[] };

function requireKeys({
  left,
  right,
  on,
}: {
  readonly left: Table;
  readonly right: Table;
  readonly on: JoinKeys;
}): PairedKeys {
  const isPair = typeof on === "object" && on !== null && "left" in on && "right" in on;
  const [onLeft, onRight] = isPair ? [on.left, on.right] : [on, on];
  const keys = {
    left: requireNames({ functionName, table: left, names: onLeft as string | readonly string[], argument: "on" }), // checked there
    right: requireNames({ functionName, table: right, names: onRight as string | readonly string[], argument: "on" }), // checked there
  };
  if (keys.left.length !== keys.right.length) {
    const got = `${keys.left.length} and ${keys.right.length}`;
    throw refusal({ code: "length-mismatch", functionName, need: "as many keys left as right", got });
  }
  for (const [k, name] of keys.left.entries()) {
    const other = keys.right[k] as string; // of equal length
    const types = [columnOf(left, name).type, columnOf(right, other).type];
    if (types[0] === types[1]) continue;
    const need = `keys of one type in ${shown(name)} and ${shown(other)}`;
    throw refusal({ code: "wrong-type", functionName, need, got: types.join(" and "), facts: { name } });
  }
  return keys;
}

/** The keys of both tables numbered together; −1 where a part of the key is missing. */
function codeKeys({ left, right, keys }: { readonly left: Table; readonly right: Table; readonly keys: PairedKeys }): {
  readonly leftCodes: Int32Array;
  readonly rightCodes: Int32Array;
  readonly codeCount: number;
} {
  const stacked = keys.left.map((name, k) =>
    stackColumns([columnOf(left, name), columnOf(right, keys.right[k] as string)]),
  ); // of equal length
  const { codes, firstRows } = codeRows({ columns: stacked, rowCount: left.rowCount + right.rowCount });
  for (const column of stacked) {
    if (column.missing === 0) continue;
    const stored = column.type === "text" ? column.codes : column.values;
    const isMissing = missingTest[column.type];
    for (let row = 0; row < stored.length; row++) if (isMissing(stored[row] as number)) codes[row] = -1; // row < length
  }
  return {
    leftCodes: codes.subarray(0, left.rowCount),
    rightCodes: codes.subarray(left.rowCount),
    codeCount: firstRows.length,
  };
}

const missingTest = {
  number: Number.isNaN,
  text: (code: number): boolean => code < 0,
  boolean: (value: number): boolean => value === 255,
};

function requireUnique({
  codes,
  codeCount,
  side,
}: {
  readonly codes: Int32Array;
  readonly codeCount: number;
  readonly side: "left" | "right";
}): void {
  const firstRow = new Int32Array(codeCount).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number; // row < n
    if (code < 0) continue;
    const first = firstRow[code] as number; // code < codeCount
    if (first >= 0) {
      const got = `the same key in its rows ${first} and ${row}`;
      const need = `each key once in the ${side} table`;
      throw refusal({ code: "duplicate-key", functionName, need, got, facts: { side, row } });
    }
    firstRow[code] = row;
  }
}

/** A row of the two tables stacked: of the left one where there is one, otherwise of the right one. */
function eitherRow({
  leftRows,
  rightRows,
  leftCount,
}: {
  readonly leftRows: Int32Array;
  readonly rightRows: Int32Array;
  readonly leftCount: number;
}): Int32Array {
  return leftRows.map((row, k) => (row >= 0 ? row : leftCount + (rightRows[k] as number))); // paired; one of them is there
}
