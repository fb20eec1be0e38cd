import { log2 } from "#engine/core/log.ts";
import type { BinnedFeatures } from "./histogram-bins.ts";

/**
 * Where each column's bins stand in a histogram: column f has the bins `offsets[f]` to `offsets[f + 1] − 1`, the last for missing values.
 * A bin is two numbers: the sum of the gradients, and the sum of the curvatures, each raised by `lift`.
 */
export type HistogramLayout = {
  readonly offsets: Int32Array;
  /** n × d: where in the histogram the gradient of each cell is added; the curvature goes one further. */
  readonly places: Uint16Array | Int32Array;
};

/** O(n × d). */
export function layOutHistogram({ edges, codes, columnCount }: BinnedFeatures): HistogramLayout {
  const offsets = new Int32Array(edges.length + 1);
  for (const [feature, ofColumn] of edges.entries())
    offsets[feature + 1] = (offsets[feature] ?? 0) + ofColumn.length + 2;
  const isNarrow = 2 * (offsets[columnCount] ?? 0) <= 65_536;
  const places = isNarrow ? new Uint16Array(codes.length) : new Int32Array(codes.length);
  for (let first = 0; first < codes.length; first += columnCount) {
    for (let feature = 0; feature < columnCount; feature++) {
      places[first + feature] = 2 * ((offsets[feature] ?? 0) + (codes[first + feature] ?? 0));
    }
  }
  return { offsets, places };
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
 * Adds the rows in [start, end) to an empty histogram: one pass over their cells, all columns of a row while its gradient is at hand.
 * Two rows go side by side, so that the processor need not wait for one sum before it begins the next; a bin still takes its rows in
 * order. Nearly all the time of boosting is spent here and in `findBoostingSplit`. O(m × d).
 */
export function fillHistogram({
  layout: { offsets, places },
  rows,
  start,
  end,
  pulls,
  lift,
  histogram,
}: {
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
  const columnCount = offsets.length - 1;
  histogram.fill(0);
  let at = start;
  for (; at + 1 < end; at += 2) {
    const row = rows[at] ?? 0;
    const next = rows[at + 1] ?? 0;
    const gradient = pulls[2 * row] ?? 0;
    const curvature = (pulls[2 * row + 1] ?? 0) + lift;
    const nextGradient = pulls[2 * next] ?? 0;
    const nextCurvature = (pulls[2 * next + 1] ?? 0) + lift;
    const behind = (row + 1) * columnCount;
    for (let cell = row * columnCount, nextCell = next * columnCount; cell < behind; cell++, nextCell++) {
      const place = places[cell] ?? 0;
      histogram[place] = (histogram[place] ?? 0) + gradient;
      histogram[place + 1] = (histogram[place + 1] ?? 0) + curvature;
      const nextPlace = places[nextCell] ?? 0;
      histogram[nextPlace] = (histogram[nextPlace] ?? 0) + nextGradient;
      histogram[nextPlace + 1] = (histogram[nextPlace + 1] ?? 0) + nextCurvature;
    }
  }
  if (at === end) return;
  const row = rows[at] ?? 0;
  for (let cell = row * columnCount; cell < (row + 1) * columnCount; cell++) {
    const place = places[cell] ?? 0;
    histogram[place] = (histogram[place] ?? 0) + (pulls[2 * row] ?? 0);
    histogram[place + 1] = (histogram[place + 1] ?? 0) + ((pulls[2 * row + 1] ?? 0) + lift);
  }
}

/** The other child for free: what is in the parent and not in this child. The parent's histogram becomes the other child's. O(bins). */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let place = 0; place < parent.length; place++) parent[place] = (parent[place] ?? 0) - (child[place] ?? 0);
}
