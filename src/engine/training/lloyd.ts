import type { Matrix } from "#engine/core/matrix.ts";
import { type Assignment, assignRows, cloudOf, halfGapsOf, widenBounds } from "./nearest-centers.ts";

/** Rows between two reports of progress: about 10 ms at 20 columns and 8 clusters. */
const sliceRows = 50_000;

/** `changed` rows have moved to another cluster since the last iteration. */
export type LloydProgress = { readonly iterations: number; readonly changed: number };

export type LloydResult = {
  readonly iterations: number;
  readonly inertia: number;
  readonly converged: boolean;
};

/**
 * Lloyd's method from given centers until nothing changes. `centers` (k × d) is changed into the answer.
 *
 * A cluster that loses its last row takes the row that lies farthest from its center.
 */
export function* lloydSteps({
  matrix,
  weights,
  centers,
  shiftLimit,
  maxIterations,
}: {
  readonly matrix: Matrix;
  readonly weights: Float64Array;
  readonly centers: Float64Array;
  readonly shiftLimit: number;
  readonly maxIterations: number;
}): Generator<LloydProgress, LloydResult, void> {
  const { rowCount, columnCount: d } = matrix;
  const cloud = cloudOf(matrix);
  const assignment: Assignment = {
    nearest: new Int32Array(rowCount),
    upper: new Float64Array(rowCount).fill(Number.POSITIVE_INFINITY),
    lower: new Float64Array(rowCount),
  };
  const clusters = centers.length / d;
  const totals: Totals = {
    counted: new Int32Array(rowCount).fill(-1),
    sums: new Float64Array(centers.length),
    weights: new Float64Array(clusters),
  };
  let iterations = 0;
  let converged = false;
  for (;;) {
    let changed = 0;
    const halfGaps = halfGapsOf({ centers, d });
    for (let from = 0; from < rowCount; from += sliceRows) {
      const to = Math.min(rowCount, from + sliceRows);
      changed += assignRows({ cloud, centers, halfGaps, assignment, from, to });
      yield { iterations, changed };
    }
    if (converged || iterations === maxIterations) break;
    iterations++;
    const { moves, isRefilled } = moveCenters({ matrix, weights, centers, assignment, totals });
    widenBounds({ assignment, moves });
    let shift = 0;
    for (const move of moves) shift += move * move;
    converged = !isRefilled && ((changed === 0 && iterations > 1) || shift <= shiftLimit);
  }
  return { iterations, converged, inertia: inertiaOf({ matrix, weights, centers, nearest: assignment.nearest }) };
}

/** What the means of the clusters are made of. Only rows that went elsewhere change it. */
type Totals = {
  /** The cluster in which each row is counted; -1 for none yet. */
  readonly counted: Int32Array;
  /** Σ weight × row of each cluster, k × d. */
  readonly sums: Float64Array;
  readonly weights: Float64Array;
};

function countRows({
  matrix: { rowCount, columnCount: d, values },
  weights,
  nearest,
  totals,
}: {
  readonly matrix: Matrix;
  readonly weights: Float64Array;
  readonly nearest: Int32Array;
  readonly totals: Totals;
}): void {
  const { counted, sums } = totals;
  for (let row = 0; row < rowCount; row++) {
    const now = nearest[row] ?? 0;
    const before = counted[row] ?? 0;
    if (now === before) continue;
    counted[row] = now;
    const weight = weights[row] ?? 0;
    totals.weights[now] = (totals.weights[now] ?? 0) + weight;
    const at = row * d;
    for (let column = 0, c = now * d; column < d; column++, c++) {
      sums[c] = (sums[c] ?? 0) + weight * (values[at + column] ?? 0);
    }
    if (before < 0) continue;
    totals.weights[before] = (totals.weights[before] ?? 0) - weight;
    for (let column = 0, c = before * d; column < d; column++, c++) {
      sums[c] = (sums[c] ?? 0) - weight * (values[at + column] ?? 0);
    }
  }
}

/** Each center goes to the mean of its rows; returns how far. */
function moveCenters({
  matrix,
  weights,
  centers,
  assignment: { nearest, upper },
  totals,
}: {
  readonly matrix: Matrix;
  readonly weights: Float64Array;
  readonly centers: Float64Array;
  readonly assignment: Assignment;
  readonly totals: Totals;
}): { readonly moves: Float64Array; readonly isRefilled: boolean } {
  const { columnCount: d, values } = matrix;
  const clusters = centers.length / d;
  countRows({ matrix, weights, nearest, totals });
  const heaviest = totals.weights.reduce((most, weight) => Math.max(most, weight), 0);
  const moves = new Float64Array(clusters);
  const takenRows = new Set<number>();
  for (let k = 0; k < clusters; k++) {
    // What rounding leaves of an emptied cluster's weight is none.
    const total = totals.weights[k] ?? 0;
    const taken = total > 1e-12 * heaviest ? undefined : takeFarthest({ weights, upper, takenRows });
    let square = 0;
    for (let column = 0; column < d; column++) {
      const at = k * d + column;
      const next = taken === undefined ? (totals.sums[at] ?? 0) / total : (values[taken * d + column] ?? 0);
      square += (next - (centers[at] ?? 0)) ** 2;
      centers[at] = next;
    }
    moves[k] = Math.sqrt(square);
  }
  return { moves, isRefilled: takenRows.size > 0 };
}

/** The row with the largest distance (as far as known) that no other empty cluster has taken. */
function takeFarthest({
  weights,
  upper,
  takenRows,
}: {
  readonly weights: Float64Array;
  readonly upper: Float64Array;
  readonly takenRows: Set<number>;
}): number {
  let best = 0;
  let farthest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < upper.length; row++) {
    if ((weights[row] ?? 0) > 0 && (upper[row] ?? 0) > farthest && !takenRows.has(row)) {
      farthest = upper[row] ?? 0;
      best = row;
    }
  }
  takenRows.add(best);
  return best;
}

function inertiaOf({
  matrix: { rowCount, columnCount: d, values },
  weights,
  centers,
  nearest,
}: {
  readonly matrix: Matrix;
  readonly weights: Float64Array;
  readonly centers: Float64Array;
  readonly nearest: Int32Array;
}): number {
  let inertia = 0;
  for (let row = 0, at = 0; row < rowCount; row++, at += d) {
    let square = 0;
    for (let column = 0, c = (nearest[row] ?? 0) * d; column < d; column++, c++) {
      const distance = (values[at + column] ?? 0) - (centers[c] ?? 0);
      square += distance * distance;
    }
    inertia += (weights[row] ?? 0) * square;
  }
  return inertia;
}
