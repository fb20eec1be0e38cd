import { exp } from "#engine/core/exp.ts";
/**
 * What a Gaussian process believes before it has seen anything: how alike the values at two places are, by their distance.
 *
 * Matérn's kernel of order 5/2: signal × (1 + √5 r + 5/3 r²) × e^(−√5 r), r² = Σ ((x − y) / length)². Functions of this kind are
 * smooth (twice differentiable) without the infinite smoothness of the Gaussian kernel, which real losses do not have.
 */
export type MaternKernel = {
  /** Variance of the values around their mean. */
  readonly signal: number;
  /** One length for each column: over that distance, values become unlike. Large = the column hardly matters. */
  readonly lengths: readonly number[];
};

const root5 = Math.sqrt(5);

/** The kernel as a function of the squared scaled distance, for signal 1. */
function matern52(squaredDistance: number): number {
  const r = root5 * Math.sqrt(squaredDistance);
  return (1 + r + (r * r) / 3) * exp(-r);
}

/** The kernel between one point and each row of a matrix. O(n × d). */
export function kernelColumn({
  kernel,
  rows,
  rowCount,
  point,
  into,
}: {
  readonly kernel: MaternKernel;
  /** n × d, row after row. */
  readonly rows: Float64Array;
  readonly rowCount: number;
  readonly point: ArrayLike<number>;
  readonly into: Float64Array;
}): void {
  const { lengths, signal } = kernel;
  const width = lengths.length;
  for (let row = 0; row < rowCount; row++) {
    let squared = 0;
    for (let column = 0; column < width; column++) {
      const difference = ((rows[row * width + column] ?? 0) - (point[column] ?? 0)) / (lengths[column] ?? 1);
      squared += difference * difference;
    }
    into[row] = signal * matern52(squared);
  }
}
