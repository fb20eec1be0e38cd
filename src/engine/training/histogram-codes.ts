import type { Matrix } from "#engine/core/matrix.ts";

/** A way to find a value's bin in about one step: a grid of equal cells over the borders, each knowing which borders lie in it. */
export type EdgeGrid = {
  /** Ascending thresholds. */
  readonly edges: Float64Array;
  readonly lowest: number;
  /** Cells for each unit of value; 0 where a grid is of no use. */
  readonly scale: number;
  /** How many borders lie in the cells before each cell; one entry more than cells. */
  readonly before: Int32Array;
};

/** Cells a grid; more than borders, so that most cells hold one border or none. */
const cellCount = 1024;

export function gridOver(edges: Float64Array): EdgeGrid {
  const lowest = edges[0] ?? 0;
  const width = (edges.at(-1) ?? 0) - lowest;
  const scale = cellCount / width;
  const isUseful = edges.length > 8 && Number.isFinite(scale) && scale > 0;
  const grid = { edges, lowest, scale: isUseful ? scale : 0, before: new Int32Array(cellCount + 1) };
  for (let i = 0; i < edges.length; i++) {
    const cell = cellOf(grid, edges[i] ?? 0);
    grid.before[cell + 1] = (grid.before[cell + 1] ?? 0) + 1;
  }
  for (let cell = 0; cell < cellCount; cell++) {
    grid.before[cell + 1] = (grid.before[cell + 1] ?? 0) + (grid.before[cell] ?? 0);
  }
  return grid;
}

/** Never smaller for a larger value, whatever the rounding: that is all the search relies on. */
function cellOf({ lowest, scale }: EdgeGrid, value: number): number {
  const at = (value - lowest) * scale;
  if (!(at > 0)) return 0;
  return at < cellCount ? Math.trunc(at) : cellCount - 1;
}

/**
 * The codes of one column: how many borders lie below each value; `missingCode` for a missing one.
 *
 * Borders in cells before the value's own lie below it and borders in later cells do not, so only those within the cell are
 * compared: one or two where values are spread evenly, by halving where a few outliers push all others into one cell. O(m).
 *
 * @returns  how many values are missing
 */
export function codeColumn({
  matrix: { values, columnCount },
  grid,
  feature,
  fromRow,
  toRow,
  codes,
  firstCode,
  codesPerRow,
  missingCode,
}: {
  readonly matrix: Matrix;
  readonly grid: EdgeGrid;
  readonly feature: number;
  readonly fromRow: number;
  readonly toRow: number;
  readonly codes: Uint8Array | Uint16Array;
  /** Where the code of `fromRow` goes. */
  readonly firstCode: number;
  /** How far the codes of one row and the next are apart. */
  readonly codesPerRow: number;
  readonly missingCode: number;
}): number {
  const { edges, lowest, scale, before } = grid;
  let to = firstCode;
  let missing = 0;
  for (let row = fromRow; row < toRow; row++, to += codesPerRow) {
    const value = values[row * columnCount + feature] ?? 0;
    if (Number.isNaN(value)) {
      codes[to] = missingCode;
      missing++;
      continue;
    }
    const at = (value - lowest) * scale;
    const cell = at > 0 ? (at < cellCount ? Math.trunc(at) : cellCount - 1) : 0;
    let low = before[cell] ?? 0;
    let high = before[cell + 1] ?? 0;
    while (high - low > 4) {
      const middle = (low + high) >>> 1;
      if ((edges[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    while (low < high && (edges[low] ?? 0) < value) low++;
    codes[to] = low;
  }
  return missing;
}
