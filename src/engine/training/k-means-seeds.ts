import { EngineError } from "#engine/core/errors.ts";
import { log } from "#engine/core/log.ts";
import type { Matrix } from "#engine/core/matrix.ts";
import type { Rng } from "#engine/core/random.ts";

/**
 * k-means++: rows to begin with, far from each other. O(n × d × k × log k).
 *
 * The first is drawn by weight; each further one by weight × squared distance to the nearest so far, so that dense places are
 * likely and places already taken are not. Of 2 + log k draws the one that lowers the inertia most is kept (greedy).
 *
 * @returns  k × d
 * @throws {EngineError} "too-few-rows" when fewer than k rows differ
 * @source   Arthur & Vassilvitskii 2007
 */
export function seedCenters({
  functionName,
  matrix,
  weights,
  clusters,
  rng,
}: {
  readonly functionName: string;
  readonly matrix: Matrix;
  readonly weights: Float64Array;
  readonly clusters: number;
  readonly rng: Rng;
}): Float64Array {
  const { rowCount, columnCount: d, values } = matrix;
  const centers = new Float64Array(clusters * d);
  const first = drawRow({ shares: weights, rng });
  centers.set(values.subarray(first * d, (first + 1) * d));
  let squares = new Float64Array(rowCount).fill(Number.POSITIVE_INFINITY);
  let shares = new Float64Array(rowCount);
  squares = lowered({ matrix, squares, row: first });
  shares = products(squares, weights);
  const trials = 2 + Math.floor(log(clusters));
  for (let cluster = 1; cluster < clusters; cluster++) {
    if (!(sumOf(shares) > 0)) {
      const text = `${functionName} requires at least ${clusters} different rows for as many clusters, got ${cluster}`;
      throw new EngineError("too-few-rows", text, { function: functionName, needed: clusters, got: cluster });
    }
    let best: { row: number; squares: Float64Array<ArrayBuffer>; inertia: number } | undefined;
    for (let trial = 0; trial < trials; trial++) {
      const row = drawRow({ shares, rng });
      const tried = lowered({ matrix, squares, row });
      const inertia = sumOf(products(tried, weights));
      if (best === undefined || inertia < best.inertia) best = { row, squares: tried, inertia };
    }
    if (best === undefined) break;
    centers.set(values.subarray(best.row * d, (best.row + 1) * d), cluster * d);
    squares = best.squares;
    shares = products(squares, weights);
  }
  return centers;
}

/** A row, each as likely as its share. */
function drawRow({ shares, rng }: { readonly shares: Float64Array; readonly rng: Rng }): number {
  let rest = rng.uniform() * sumOf(shares);
  let last = 0;
  for (let row = 0; row < shares.length; row++) {
    const share = shares[row] ?? 0;
    if (!(share > 0)) continue;
    last = row;
    rest -= share;
    if (rest < 0) return row;
  }
  return last;
}

/** The squared distance of each row to the nearest center, once `row` is one of them. */
function lowered({
  matrix: { rowCount, columnCount: d, values },
  squares,
  row,
}: {
  readonly matrix: Matrix;
  readonly squares: Float64Array;
  readonly row: number;
}): Float64Array<ArrayBuffer> {
  const result = new Float64Array(rowCount);
  const center = values.slice(row * d, (row + 1) * d);
  for (let other = 0, at = 0; other < rowCount; other++, at += d) {
    let square = 0;
    for (let column = 0; column < d; column++) {
      const distance = (values[at + column] ?? 0) - (center[column] ?? 0);
      square += distance * distance;
    }
    result[other] = Math.min(square, squares[other] ?? 0);
  }
  return result;
}

function products(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = (a[i] ?? 0) * (b[i] ?? 0);
  return result;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum;
}
