import type { Matrix } from "#engine/core/matrix.ts";
import { sortPairs } from "#engine/core/sort-pairs.ts";

/** Features column after column, and for each column its rows in the order of their values, missing ones last. */
export type TreeColumns = {
  readonly rowCount: number;
  readonly columnCount: number;
  /** d × n. */
  readonly values: Float64Array;
  /** d × n row numbers. While a tree grows, each node owns the same stretch of every column's order. */
  readonly order: Int32Array;
  /** Whether a column has missing values. */
  readonly hasMissing: Uint8Array;
};

/** Sorts every column once; a tree that splits the sorted rows stably never has to sort again. O(n × d). */
export function sortTreeColumns({ rowCount, columnCount, values: cells }: Matrix): TreeColumns {
  const values = new Float64Array(rowCount * columnCount);
  const order = new Int32Array(rowCount * columnCount);
  const hasMissing = new Uint8Array(columnCount);
  const pairs = new Float64Array(2 * rowCount);
  for (let column = 0; column < columnCount; column++) {
    const start = column * rowCount;
    let known = 0;
    let end = start + rowCount;
    for (let row = rowCount - 1; row >= 0; row--) {
      const value = cells[row * columnCount + column] ?? 0;
      values[start + row] = value;
      if (Number.isNaN(value)) order[--end] = row;
    }
    for (let row = 0; row < rowCount; row++) {
      const value = values[start + row] ?? 0;
      if (Number.isNaN(value)) continue;
      pairs[2 * known] = value;
      pairs[2 * known + 1] = row;
      known++;
    }
    const sorted = pairs.subarray(0, 2 * known);
    sortPairs(sorted);
    for (let at = 0; at < known; at++) order[start + at] = sorted[2 * at + 1] ?? 0;
    hasMissing[column] = known < rowCount ? 1 : 0;
  }
  return { rowCount, columnCount, values, order, hasMissing };
}

/** Where a column's missing rows begin in the stretch [start, end) of its order. */
export function missingFrom(columns: TreeColumns, column: number, start: number, end: number): number {
  if (columns.hasMissing[column] === 0) return end;
  const base = column * columns.rowCount;
  let at = end;
  while (at > start && Number.isNaN(columns.values[base + (columns.order[base + at - 1] ?? 0)])) at--;
  return at;
}

/**
 * Deals the stretch [start, end) of every column's order into rows that go left, then rows that go right, each side in its
 * old order, so that every column stays sorted within both. O(m × d).
 */
export function dealRows({
  columns: { rowCount, columnCount, order },
  goesLeft,
  start,
  end,
  spare,
}: {
  readonly columns: TreeColumns;
  readonly goesLeft: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly spare: Int32Array;
}): void {
  for (let column = 0; column < columnCount; column++) {
    const base = column * rowCount;
    let to = base + start;
    let aside = 0;
    for (let at = base + start; at < base + end; at++) {
      const row = order[at] ?? 0;
      const isLeft = goesLeft[row] ?? 0;
      // Both places are written and one of them counts: cheaper than a branch that is wrong half of the time.
      order[to] = row;
      spare[aside] = row;
      to += isLeft;
      aside += 1 - isLeft;
    }
    order.set(spare.subarray(0, aside), to);
  }
}
