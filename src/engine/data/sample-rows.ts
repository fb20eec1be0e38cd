import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireTable } from "./require-table.ts";
import type { Table } from "./table.ts";
import { takeRows } from "./take-rows.ts";

/**
 * Rows drawn at random, each equally likely: a small table to try things on, or a bootstrap sample with `replace`.
 *
 * Without replacement the rows are shuffled only as far as they are drawn (Fisher–Yates), so a row comes once at most.
 *
 * @param table    n rows
 * @param count    how many rows, at most n unless they are replaced
 * @param rng      the source of chance; equal seeds give equal samples
 * @param replace  whether a drawn row may be drawn again; default false
 * @returns        `count` rows in the order of the draw. O(n + count)
 * @throws {EngineError} "out-of-range" for a count that is no whole number from 0 to n, or above 0 out of no rows
 * @example sampleRows({ table: fromColumns({ x: [1, 2, 3] }), count: 2, rng: createRng(7) }).rowCount // => 2
 * @source  Fisher & Yates 1938; Durstenfeld 1964, Algorithm 235
 */
export function sampleRows(options: {
  readonly table: Table;
  readonly count: number;
  readonly rng: Rng;
  readonly replace?: boolean | undefined;
}): Table {
  const functionName = "sampleRows";
  const {
    table,
    count,
    rng,
    replace = false,
  } = requireOptions(functionName, options, ["table", "count", "rng", "replace"]);
  const { rowCount } = requireTable(functionName, table);
  const most = replace && rowCount > 0 ? 100_000_000 : rowCount;
  requireNumber({ functionName, name: "count", value: count, least: 0, most, whole: true });
  if (replace) {
    return takeRows({ table, rows: Int32Array.from({ length: count }, () => rng.integer(rowCount)) });
  }
  const order = new Int32Array(rowCount).map((_, row) => row);
  for (let place = 0; place < count; place++) {
    const drawn = place + rng.integer(rowCount - place);
    const row = order[drawn] as number; // drawn < n
    order[drawn] = order[place] as number; // place < count ≤ n
    order[place] = row;
  }
  return takeRows({ table, rows: order.subarray(0, count) });
}
