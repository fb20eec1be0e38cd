import type { Rng } from "#engine/core/random.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { isMissingAt } from "./cell.ts";
import { orderRanks } from "./order-ranks.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { codeRows, type RowCodes } from "./row-codes.ts";
import { gatherRowsByCode } from "./rows-by-code.ts";
import { assignGroups } from "./split-groups.ts";
import { shuffleInPlace } from "./split-shuffle.ts";
import { requireShares, splitSizes } from "./split-sizes.ts";
import { assignStrata } from "./split-strata.ts";
import type { Table } from "./table.ts";
import { takeRows } from "./take-rows.ts";

/** One part of a split table: which rows it got, and the rows themselves. */
export type SplitPart = {
  /** Row numbers of the whole table: ascending, by "time" in order of time. */
  readonly rows: Int32Array;
  readonly table: Table;
};

/**
 * How the rows are dealt out:
 *
 * - "random" (default): every row as likely here as there.
 * - "stratified": at random, but each value of `by` (usually the target) gets its share of every part, so that a rare class
 *   is not missing from the test by bad luck.
 * - "grouped": all rows of one value of `by` (a customer, a patient) stay together, so that the model is tested on people
 *   it has never seen. Parts then have their sizes only as nearly as whole groups allow.
 * - "time": the earliest rows first, so that the model is tested on the future, as it will be used. No chance.
 */
export type SplitMethod =
  | { readonly method?: "random"; readonly rng: Rng }
  | { readonly method: "stratified"; readonly by: string | readonly string[]; readonly rng: Rng }
  | { readonly method: "grouped"; readonly by: string | readonly string[]; readonly rng: Rng }
  | { readonly method: "time"; readonly by: string };

/**
 * Splits a table into parts to learn from, to choose by and to test on: 80 / 10 / 10 unless you say otherwise.
 *
 * A model is judged by rows it did not learn from, so every row goes into exactly one part. Choose among models and
 * settings by the validation part, and open the test part once, at the end: a test that was used to choose has become part
 * of the training. Which `method` is honest depends on how the model will be used (see `SplitMethod`); `findLeaks` looks
 * for what went wrong.
 *
 * Sizes are exact (largest remainder, see `splitSizes`), also by strata: there each stratum's part is its share rounded up
 * or down, and the parts as a whole are exact too. By "grouped" no part is off by more than the largest group.
 *
 * @param table   n rows
 * @param shares  share by name of part, in order; default { train: 0.8, validation: 0.1, test: 0.1 }
 * @param method  "random", "stratified", "grouped" or "time"
 * @param by      the column (or columns) of strata, groups or times; times are numbers or ISO text, none missing
 * @param rng     chance; not for "time"
 * @returns       the parts by name. O(n), "time" O(n log n)
 * @throws {EngineError} "too-few-rows" for fewer groups than parts or a part without a row, "unknown-column", "wrong-type",
 *                "out-of-range", "not-finite" for a missing time, "empty"
 * @example splitTable({ table: fromColumns({ x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }), rng: createRng(1) }).train.table.rowCount // => 8
 * @example Array.from(splitTable({ table: fromColumns({ day: [3, 1, 4, 2] }), shares: { past: 1, future: 1 }, method: "time", by: "day" }).future.rows) // => [0, 2]
 */
export function splitTable<Name extends string = "train" | "validation" | "test">(
  options: {
    readonly table: Table;
    readonly shares?: Readonly<Record<Name, number>>;
  } & SplitMethod,
): Record<Name, SplitPart> {
  const {
    table,
    shares = defaultShares as unknown as Record<Name, number>, // Name is its default when shares are left out
    ...how
  } = requireOptions(functionName, options, ["table", "shares", "method", "rng", "by"]);
  requireTable(functionName, table);
  const wanted = requireShares({ functionName, shares }).filter(([, share]) => share > 0);
  const names = wanted.map(([name]) => name);
  const sized = splitSizes({ rowCount: table.rowCount, shares: Object.fromEntries(wanted) });
  const sizes = names.map((name) => sized[name] ?? 0);
  const empty = sizes.indexOf(0);
  if (empty >= 0) {
    const need = `rows enough for a part ${shown(names[empty])} with a share of ${wanted[empty]?.[1]}`;
    throw refusal({ code: "too-few-rows", functionName, need, got: `${table.rowCount} rows` });
  }
  const parts = dealRows({ table, sizes, how });
  return Object.fromEntries(
    names.map((name, at) => {
      const rows = parts[at] as Int32Array; // a list a size
      return [name, { rows, table: takeRows({ table, rows }) }];
    }),
  ) as Record<Name, SplitPart>; // names are the keys of shares
}

const functionName = "splitTable";
const defaultShares = { train: 0.8, validation: 0.1, test: 0.1 };

function dealRows({
  table,
  sizes,
  how,
}: {
  readonly table: Table;
  readonly sizes: readonly number[];
  readonly how: SplitMethod;
}): readonly Int32Array[] {
  switch (how.method) {
    case "time":
      return cutInOrder({ rows: rowsInTime(table, how.by), sizes });
    case "stratified": {
      const partOfRow = assignStrata({
        ...groupsOf(table, how.by),
        sizes,
        rng: requireRng({ functionName, rng: how.rng }),
      });
      return rowsOfParts({ partOfRow, count: sizes.length });
    }
    case "grouped": {
      const groups = groupsOf(table, how.by);
      if (groups.firstRows.length < sizes.length) {
        const need = `at least ${sizes.length} groups, one for each part`;
        throw refusal({ code: "too-few-rows", functionName, need, got: String(groups.firstRows.length) });
      }
      return rowsOfParts({
        partOfRow: assignGroups({ ...groups, sizes, rng: requireRng({ functionName, rng: how.rng }) }),
        count: sizes.length,
      });
    }
    case "random":
    case undefined: {
      const rows = shuffledRows(table.rowCount, requireRng({ functionName, rng: how.rng }));
      return cutInOrder({ rows, sizes }).map((part) => part.sort());
    }
    default: {
      const got = shown(Reflect.get(how, "method"));
      throw refusal({
        code: "out-of-range",
        functionName,
        need: "the method random, stratified, grouped or time",
        got,
      });
    }
  }
}

function groupsOf(table: Table, by: string | readonly string[]): RowCodes {
  const names = requireNames({ functionName, table, names: by, argument: "by" });
  return codeRows({ columns: names.map((name) => columnOf(table, name)), rowCount: table.rowCount });
}

/** Rows by time, equal times in the order of the table. */
function rowsInTime(table: Table, by: string): Int32Array {
  requireNames({ functionName, table, names: [by], argument: "by" });
  const times = columnOf(table, by);
  if (times.missing > 0) {
    let row = 0;
    while (!isMissingAt(times, row)) row++;
    const got = `${times.missing} missing, the first at row ${row}`;
    throw refusal({ code: "not-finite", functionName, need: `a time in every row of ${shown(by)}`, got });
  }
  const { ranks, rankCount } = orderRanks(times);
  return gatherRowsByCode({ codes: ranks, codeCount: rankCount }).rows;
}

function cutInOrder({ rows, sizes }: { readonly rows: Int32Array; readonly sizes: readonly number[] }): Int32Array[] {
  let from = 0;
  return sizes.map((size) => {
    from += size;
    return rows.slice(from - size, from);
  });
}

function rowsOfParts({ partOfRow, count }: { readonly partOfRow: Int32Array; readonly count: number }): Int32Array[] {
  const { starts, rows } = gatherRowsByCode({ codes: partOfRow, codeCount: count });
  return Array.from({ length: count }, (_, part) => rows.slice(starts[part], starts[part + 1]));
}

function shuffledRows(rowCount: number, rng: Rng): Int32Array {
  const rows = Int32Array.from({ length: rowCount }, (_, row) => row);
  shuffleInPlace(rows, rng);
  return rows;
}
