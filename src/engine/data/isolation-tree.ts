import { log, log2 } from "#engine/core/log.ts";
import type { Matrix } from "#engine/core/matrix.ts";
import type { Rng } from "#engine/core/random.ts";

/**
 * A tree of cuts in plain lists, one entry a node; node 0 is the root. A node with column −1 is a leaf; elsewhere rows go left
 * when their value is at most the threshold.
 */
export type IsolationTree = {
  readonly columns: readonly number[];
  readonly thresholds: readonly number[];
  readonly lefts: readonly number[];
  readonly rights: readonly number[];
  /** Cuts down to a leaf, plus those that the rows left in it would need on average; 0 at inner nodes. */
  readonly depths: readonly number[];
};

/** Cuts the rows apart at random until each is alone, no column varies, or the tree is as deep as an average one is. */
export function growIsolationTree({
  matrix,
  rows,
  rng,
}: {
  readonly matrix: Matrix;
  readonly rows: Int32Array;
  readonly rng: Rng;
}): IsolationTree {
  const mostDepth = Math.ceil(log2(Math.max(2, rows.length)));
  const tree = {
    columns: [] as number[],
    thresholds: [] as number[],
    lefts: [] as number[],
    rights: [] as number[],
    depths: [] as number[],
  };
  const order = Int32Array.from({ length: matrix.columnCount }, (_, column) => column);
  const grow = (from: number, to: number, depth: number): number => {
    const node = tree.columns.length;
    const cut =
      depth < mostDepth && to - from > 1 ? drawCut({ matrix, rows: rows.subarray(from, to), order, rng }) : undefined;
    tree.columns.push(cut?.column ?? -1);
    tree.thresholds.push(cut?.threshold ?? 0);
    tree.lefts.push(-1);
    tree.rights.push(-1);
    tree.depths.push(cut === undefined ? depth + averagePathLength(to - from) : 0);
    if (cut === undefined) return node;
    const middle = from + partition({ matrix, rows: rows.subarray(from, to), ...cut });
    tree.lefts[node] = grow(from, middle, depth + 1);
    tree.rights[node] = grow(middle, to, depth + 1);
    return node;
  };
  grow(0, rows.length, 0);
  return tree;
}

/**
 * Cuts that an unsuccessful search in a random binary tree of n rows makes on average: 2 H(n − 1) − 2 (n − 1) / n, where the
 * harmonic number H(i) is ln(i) + 0.5772156649 (Euler's constant).
 */
export function averagePathLength(rowCount: number): number {
  if (rowCount <= 1) return 0;
  if (rowCount === 2) return 1;
  return 2 * (log(rowCount - 1) + 0.5772156649015329) - (2 * (rowCount - 1)) / rowCount;
}

type Cut = { readonly column: number; readonly threshold: number };

/** A random column among those that vary, and a random value in its range; undefined when none varies. */
function drawCut({
  matrix,
  rows,
  order,
  rng,
}: {
  readonly matrix: Matrix;
  readonly rows: Int32Array;
  readonly order: Int32Array;
  readonly rng: Rng;
}): Cut | undefined {
  for (let place = 0; place < order.length; place++) {
    const drawn = place + rng.integer(order.length - place);
    const column = order[drawn] as number; // a place
    order[drawn] = order[place] as number; // a place
    order[place] = column;
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < rows.length; k++) {
      const value = matrix.values[(rows[k] as number) * matrix.columnCount + column] as number; // a cell
      if (value < min) min = value;
      if (value > max) max = value;
    }
    // Rounding may put the cut on the largest value, and nothing would go right.
    if (min < max) {
      const share = rng.uniform();
      const threshold = min * (1 - share) + max * share;
      return { column, threshold: threshold < max && threshold >= min ? threshold : min };
    }
  }
  return undefined;
}

/** Puts the rows that go left before those that go right; returns how many go left. */
function partition({
  matrix,
  rows,
  column,
  threshold,
}: Cut & { readonly matrix: Matrix; readonly rows: Int32Array }): number {
  let left = 0;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] as number; // k < length
    if ((matrix.values[row * matrix.columnCount + column] as number) > threshold) continue; // a cell
    rows[k] = rows[left] as number; // left ≤ k
    rows[left++] = row;
  }
  return left;
}
