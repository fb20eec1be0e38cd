import type { Matrix } from "#engine/core/matrix.ts";
import { lineHeights } from "./line-heights.ts";

/** Rows that are looked at together. */
const blockRows = 256;

/** Where every row stands between the centers, kept from one iteration to the next. */
export type Assignment = {
  /** The nearest center of each row. */
  readonly nearest: Int32Array;
  /** At least the distance to it. */
  readonly upper: Float64Array;
  /** At most the distance to the second nearest. */
  readonly lower: Float64Array;
};

/** The rows, and how far each lies from their middle: what distances to many centers at once are computed from. */
export type Cloud = {
  readonly values: Float64Array;
  readonly d: number;
  /** The mean of the rows, length d. */
  readonly middle: Float64Array;
  /** Squared distance of each row from it, length n. */
  readonly squares: Float64Array;
};

/** O(n × d). */
export function cloudOf({ rowCount, columnCount: d, values }: Matrix): Cloud {
  const middle = new Float64Array(d);
  for (let row = 0, at = 0; row < rowCount; row++) {
    for (let column = 0; column < d; column++, at++) middle[column] = (middle[column] ?? 0) + (values[at] ?? 0);
  }
  for (let column = 0; column < d; column++) middle[column] = (middle[column] ?? 0) / rowCount;
  const squares = new Float64Array(rowCount);
  for (let row = 0, at = 0; row < rowCount; row++, at += d) squares[row] = squareBetween(values, at, middle, 0, d);
  return { values, d, middle, squares };
}

/**
 * Finds the nearest center of the rows from `from` to `to`, and looks only at rows for which it may have changed.
 *
 * A center that moved by m cannot have come nearer to a row by more than m. So each row keeps an upper bound of the distance to
 * its own center and a lower one to all others; as long as the first is below the second, or below half of the way from its
 * center to the next, nothing can have changed and no distance is computed. The result is that of Lloyd's method, which computes
 * all of them. O(rows looked at × d × k).
 *
 * @param halfGaps  half of the distance from each center to the nearest other one, length k
 * @returns         how many rows changed their center
 * @source  Hamerly 2010, Making k-means even faster
 */
export function assignRows({
  cloud,
  centers,
  halfGaps,
  assignment,
  from,
  to,
}: {
  readonly cloud: Cloud;
  readonly centers: Float64Array;
  readonly halfGaps: Float64Array;
  readonly assignment: Assignment;
  readonly from: number;
  readonly to: number;
}): number {
  const { nearest, upper, lower } = assignment;
  const lines = linesOf({ cloud, centers });
  const doubtful = new Int32Array(blockRows);
  let changes = 0;
  for (let start = from; start < to; start += blockRows) {
    const count = Math.min(blockRows, to - start);
    let doubts = 0;
    for (let row = start; row < start + count; row++) {
      const safe = Math.max(halfGaps[nearest[row] ?? 0] ?? 0, lower[row] ?? 0);
      if ((upper[row] ?? 0) > safe) doubtful[doubts++] = row;
    }
    const rows = doubtful.subarray(0, doubts);
    if (3 * doubts > count) changes += assignMany({ cloud, centers, lines, assignment, rows });
    else for (const row of rows) changes += assignRow({ cloud, centers, halfGaps, assignment, row });
  }
  return changes;
}

/** One row by differences, exactly. Returns 1 when its center changed. */
function assignRow({
  cloud: { values, d },
  centers,
  halfGaps,
  assignment: { nearest, upper, lower },
  row,
}: {
  readonly cloud: Cloud;
  readonly centers: Float64Array;
  readonly halfGaps?: Float64Array;
  readonly assignment: Assignment;
  readonly row: number;
}): number {
  const own = nearest[row] ?? 0;
  const square = squareBetween(values, row * d, centers, own * d, d);
  if (halfGaps !== undefined) {
    upper[row] = Math.sqrt(square);
    if ((upper[row] ?? 0) <= Math.max(halfGaps[own] ?? 0, lower[row] ?? 0)) return 0;
  }
  let best = own;
  let first = square;
  let second = Number.POSITIVE_INFINITY;
  for (let k = 0; k * d < centers.length; k++) {
    if (k === own) continue;
    const other = squareBetween(values, row * d, centers, k * d, d);
    if (other < first || (other === first && k < best)) {
      second = first;
      first = other;
      best = k;
    } else if (other < second) second = other;
  }
  nearest[row] = best;
  upper[row] = Math.sqrt(first);
  lower[row] = Math.sqrt(second);
  return best === own ? 0 : 1;
}

/** For each center the line whose height at a row is (|x − middle|² − |x − center|²) / 2: the highest line is the nearest center. */
type Lines = {
  readonly slopes: Float64Array;
  readonly levels: Float64Array;
  /** The longest slope, and the length of the middle: what rounding grows with. */
  readonly longest: number;
  readonly reach: number;
  /** Room for the heights of a block, k × blockRows. */
  readonly heights: Float64Array;
};

function linesOf({ cloud: { d, middle }, centers }: { readonly cloud: Cloud; readonly centers: Float64Array }): Lines {
  const slopes = centers.map((value, at) => value - (middle[at % d] ?? 0));
  const levels = new Float64Array(centers.length / d);
  let longest = 0;
  let reach = 0;
  for (let column = 0; column < d; column++) reach += (middle[column] ?? 0) ** 2;
  for (let k = 0; k < levels.length; k++) {
    let square = 0;
    let level = 0;
    for (let column = 0; column < d; column++) {
      const slope = slopes[k * d + column] ?? 0;
      square += slope * slope;
      level -= slope * (middle[column] ?? 0);
    }
    levels[k] = level - square / 2;
    longest = Math.max(longest, square);
  }
  const heights = new Float64Array(levels.length * blockRows);
  return { slopes, levels, longest: Math.sqrt(longest), reach: Math.sqrt(reach), heights };
}

/**
 * Many rows in doubt: the lines of all centers at once cost a fraction of the differences. Where rounding might hide which of two is
 * higher, the differences decide.
 */
function assignMany({
  cloud,
  centers,
  lines: { slopes, levels, longest, reach, heights },
  assignment,
  rows,
}: {
  readonly cloud: Cloud;
  readonly centers: Float64Array;
  readonly lines: Lines;
  readonly assignment: Assignment;
  readonly rows: Int32Array;
}): number {
  const { nearest, upper, lower } = assignment;
  const { values, d, squares } = cloud;
  lineHeights({ values, d, rows, slopes, levels, heights, stride: blockRows });
  let changes = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    let highest = Number.NEGATIVE_INFINITY;
    let next = Number.NEGATIVE_INFINITY;
    let best = 0;
    for (let k = 0, at = i; k < levels.length; k++, at += blockRows) {
      const height = heights[at] ?? 0;
      if (height > highest) {
        next = highest;
        highest = height;
        best = k;
      } else if (height > next) next = height;
    }
    const square = squares[row] ?? 0;
    const rounding = 1e-13 * (square + (reach + Math.sqrt(square) + longest) * longest);
    if (!(highest - next > rounding)) {
      changes += assignRow({ cloud, centers, assignment, row });
      continue;
    }
    if (nearest[row] !== best) changes++;
    nearest[row] = best;
    upper[row] = Math.sqrt(Math.max(0, square - 2 * highest) + rounding);
    lower[row] = Math.sqrt(Math.max(0, square - 2 * next - rounding));
  }
  return changes;
}

function squareBetween(a: Float64Array, atA: number, b: Float64Array, atB: number, d: number): number {
  let square = 0;
  for (let column = 0; column < d; column++) {
    const distance = (a[atA + column] ?? 0) - (b[atB + column] ?? 0);
    square += distance * distance;
  }
  return square;
}

/** Half of the distance from each center to the nearest other one. O(d × k²). */
export function halfGapsOf({ centers, d }: { readonly centers: Float64Array; readonly d: number }): Float64Array {
  const clusters = centers.length / d;
  const gaps = new Float64Array(clusters).fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < clusters; a++) {
    for (let b = 0; b < a; b++) {
      const half = Math.sqrt(squareBetween(centers, a * d, centers, b * d, d)) / 2;
      gaps[a] = Math.min(gaps[a] ?? 0, half);
      gaps[b] = Math.min(gaps[b] ?? 0, half);
    }
  }
  return gaps;
}

/** Widens the bounds by how far each center moved. O(n). */
export function widenBounds({
  assignment: { nearest, upper, lower },
  moves,
}: {
  readonly assignment: Assignment;
  readonly moves: Float64Array;
}): void {
  let farthest = 0;
  let most = 0;
  let secondMost = 0;
  for (const [k, move] of moves.entries()) {
    if (move > most) {
      secondMost = most;
      most = move;
      farthest = k;
    } else if (move > secondMost) secondMost = move;
  }
  for (let row = 0; row < nearest.length; row++) {
    const own = nearest[row] ?? 0;
    upper[row] = (upper[row] ?? 0) + (moves[own] ?? 0);
    lower[row] = (lower[row] ?? 0) - (own === farthest ? secondMost : most);
  }
}
