import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";

/**
 * A few quantiles of a long column without sorting it: exactly those that sorting would give.
 *
 * Ten quantiles need twenty values of a million. The range is cut into 65,536 cells, the values are counted by cell,
 * and only the cells in which a wanted rank falls are collected and sorted. O(n), unless nearly all values crowd into
 * one cell, which is then sorted.
 *
 * @param values  finite, length n of at least 1
 * @param shares  each in [0, 1]
 * @returns       one quantile a share, as `quantileOfSorted` defines it
 */
export function quantilesOf({
  values,
  shares,
}: {
  readonly values: Float64Array;
  readonly shares: readonly number[];
}): readonly number[] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number; // i < length
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const cellsPerUnit = CELLS / (high - low);
  if (values.length < 4096 || !(cellsPerUnit > 0 && cellsPerUnit < Number.POSITIVE_INFINITY)) {
    const sorted = sortNumbers(values);
    return shares.map((p) => quantileOfSorted({ sorted, p }));
  }
  const cells: Cells = { low, cellsPerUnit };
  const ends = cellEnds(values, cells);
  const last = values.length - 1;
  const positions = shares.map((p) => p * last);
  const ranks = positions.flatMap((position) => [Math.floor(position), Math.min(Math.floor(position) + 1, last)]);
  const at = valuesAtRanks({ values, cells, ends, ranks });
  return positions.map((position, k) => {
    const below = at[2 * k] as number; // two ranks a share
    const above = at[2 * k + 1] as number; // likewise
    return below + (above - below) * (position - Math.floor(position));
  });
}

const CELLS = 65_536;

type Cells = { readonly low: number; readonly cellsPerUnit: number };

/** Larger values never lie in an earlier cell: subtraction, product and floor keep the order. */
function cellOf(value: number, { low, cellsPerUnit }: Cells): number {
  return Math.min(CELLS - 1, Math.floor((value - low) * cellsPerUnit));
}

/** How many values lie in each cell or before it. */
function cellEnds(values: Float64Array, cells: Cells): Int32Array {
  const ends = new Int32Array(CELLS);
  for (let i = 0; i < values.length; i++) (ends[cellOf(values[i] as number, cells)] as number)++; // i < length
  for (let cell = 1; cell < CELLS; cell++) ends[cell] = (ends[cell] as number) + (ends[cell - 1] as number); // inside
  return ends;
}

function valuesAtRanks({
  values,
  cells,
  ends,
  ranks,
}: {
  readonly values: Float64Array;
  readonly cells: Cells;
  readonly ends: Int32Array;
  readonly ranks: readonly number[];
}): readonly number[] {
  const wanted = ranks.map((rank) => firstAbove(ends, rank));
  const members = new Map(wanted.map((cell) => [cell, [] as number[]]));
  const isWanted = new Uint8Array(CELLS);
  for (const cell of wanted) isWanted[cell] = 1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number; // i < length
    const cell = cellOf(value, cells);
    if (isWanted[cell] === 1) members.get(cell)?.push(value);
  }
  const sorted = new Map([...members].map(([cell, found]) => [cell, sortNumbers(found)]));
  return ranks.map((rank, k) => {
    const cell = wanted[k] as number; // one a rank
    const before = cell === 0 ? 0 : (ends[cell - 1] as number); // cell > 0
    return sorted.get(cell)?.[rank - before] as number; // the rank lies in its cell
  });
}

/** The first cell with more than `rank` values in it or before it. */
function firstAbove(ends: Int32Array, rank: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] as number) <= rank)
      low = middle + 1; // middle < length
    else high = middle;
  }
  return low;
}
