import type { Matrix } from "#engine/core/matrix.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import { thresholdBetween } from "./tree-nodes.ts";

/** The most bins of one column; one more code says "missing", so that a code is a byte. */
export const mostBins = 255;

/** So many rows show the distribution of a column well enough. */
const rowsToLookAt = 200_000;

/**
 * The borders between the bins of each column: thresholds, ascending; a value belongs to the bin of the first border that it
 * does not exceed.
 *
 * Up to `bins` distinct values get a bin each and borders halfway between them, and nothing is lost. Beyond that, borders are
 * quantiles, so that each bin holds about as many rows: fine where there are many values, coarse where there are few. Only every
 * k-th row is looked at where there are more than 200,000. O(d × n log n).
 */
export function findBinEdges({ rowCount, columnCount, values }: Matrix, bins: number = mostBins): Float64Array[] {
  const stride = Math.ceil(rowCount / rowsToLookAt);
  const column = new Float64Array(Math.ceil(rowCount / stride));
  const edges: Float64Array[] = [];
  for (let feature = 0; feature < columnCount; feature++) {
    const known = readKnown({ values, from: feature, step: stride * columnCount, column });
    edges.push(edgesOfSorted(sortNumbers(column.subarray(0, known)), bins));
  }
  return edges;
}

/** Every `step`-th value into `column`, but for missing ones; returns how many they are. */
function readKnown({
  values,
  from,
  step,
  column,
}: {
  readonly values: Float64Array;
  readonly from: number;
  readonly step: number;
  readonly column: Float64Array;
}): number {
  let known = 0;
  for (let at = from; at < values.length; at += step) {
    const value = values[at] ?? 0;
    if (!Number.isNaN(value)) column[known++] = value;
  }
  return known;
}

function edgesOfSorted(sorted: Float64Array, bins: number): Float64Array {
  const distinct: number[] = [];
  for (let at = 0; at < sorted.length && distinct.length <= bins; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) distinct.push(sorted[at] ?? 0);
  }
  if (distinct.length <= bins) {
    return Float64Array.from({ length: Math.max(0, distinct.length - 1) }, (_, i) => {
      return thresholdBetween(distinct[i] ?? 0, distinct[i + 1] ?? 0);
    });
  }
  const edges: number[] = [];
  for (let bin = 1; bin < bins; bin++) {
    const below = Math.floor((bin * (sorted.length - 1)) / bins);
    const lower = sorted[below] ?? 0;
    const upper = sorted[below + 1] ?? lower;
    const edge = thresholdBetween(lower, upper);
    const last = edges.at(-1);
    if ((last === undefined || edge > last) && edge < (sorted.at(-1) ?? 0)) edges.push(edge);
  }
  return Float64Array.from(edges);
}
