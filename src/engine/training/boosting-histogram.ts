import { log2 } from "#engine/core/log.ts";
import type { BinnedFeatures } from "./histogram-bins.ts";

/**
 * Where each column's bins stand in a histogram: column f has the places `offsets[f]` to `offsets[f + 1] − 1`, the last for missing values.
 * A place is two numbers: the sum of the gradients, and the sum of the curvatures, each raised by `lift`.
 */
export type HistogramLayout = { readonly offsets: Int32Array };

export function layOutHistogram({ edges }: BinnedFeatures): HistogramLayout {
  const offsets = new Int32Array(edges.length + 1);
  for (const [feature, ofColumn] of edges.entries())
    offsets[feature + 1] = (offsets[feature] ?? 0) + ofColumn.length + 2;
  return { offsets };
}

/**
 * A number that tells rows from curvature in one sum: a power of two at least four times as large as all curvatures together.
 *
 * A split must know how many rows fall on each side. A third sum would cost a third of the time, so every row adds `lift` to its curvature:
 * a sum divided by `lift` and rounded is the number of rows, and what is left over is the curvature.
 */
export function liftAbove(curvatureSum: number): number {
  return 2 ** Math.ceil(log2(4 * curvatureSum + Number.MIN_VALUE * 4) + 1e-9);
}

/**
 * Adds the rows in [start, end) to an empty histogram: one pass over their codes, all columns of a row while its gradient is at hand.
 * Nearly all the time of boosting is spent here. O(m × d).
 */
export function fillHistogram({
  binned: { codes, columnCount },
  layout: { offsets },
  rows,
  start,
  end,
  pulls,
  lift,
  histogram,
}: {
  readonly binned: BinnedFeatures;
  readonly layout: HistogramLayout;
  /** Row numbers; the node owns [start, end). */
  readonly rows: Int32Array;
  readonly start: number;
  readonly end: number;
  /** Gradient and curvature of each row, side by side. */
  readonly pulls: Float64Array;
  readonly lift: number;
  readonly histogram: Float64Array;
}): void {
  histogram.fill(0);
  for (let at = start; at < end; at++) {
    const row = rows[at] ?? 0;
    const gradient = pulls[2 * row] ?? 0;
    const curvature = (pulls[2 * row + 1] ?? 0) + lift;
    let cell = row * columnCount;
    for (let feature = 0; feature < columnCount; feature++, cell++) {
      const place = ((offsets[feature] ?? 0) + (codes[cell] ?? 0)) << 1;
      histogram[place] = (histogram[place] ?? 0) + gradient;
      histogram[place + 1] = (histogram[place + 1] ?? 0) + curvature;
    }
  }
}

/** The other child for free: what is in the parent and not in this child. The parent's histogram becomes the other child's. O(bins). */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let place = 0; place < parent.length; place++) parent[place] = (parent[place] ?? 0) - (child[place] ?? 0);
}
