/**
 * Counts numbers between ascending edges, of which there is one at least; a value on an edge belongs below it. O(n).
 */
export function countNumbers({
  edges,
  values,
}: {
  readonly edges: readonly number[];
  readonly values: Float64Array;
}): readonly number[] {
  const limits = Float64Array.from(edges);
  const counts = new Float64Array(limits.length + 1);
  const { low, cellsPerUnit, firstBins } = indexOf(limits);
  const last = limits[limits.length - 1] as number; // an edge at least
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number; // row < length
    let bin = limits.length;
    if (value <= last) {
      bin = value <= low ? 0 : (firstBins[Math.floor((value - low) * cellsPerUnit)] as number); // from 0 to CELLS
      while ((limits[bin] as number) < value) bin++; // ends at the last edge
    }
    counts[bin] = (counts[bin] as number) + 1; // bin ≤ edges
  }
  return Array.from(counts);
}

/**
 * Where to begin looking for a value's bin: the span of the edges is cut into 1024 equal cells, and each knows the bin
 * of its lower end. Nearly all cells lie inside one bin, so nearly every value finds its bin at once, where halving
 * would guess wrong at every second turn.
 */
type Index = { readonly low: number; readonly cellsPerUnit: number; readonly firstBins: Int32Array };

const CELLS = 1024;

function indexOf(edges: Float64Array): Index {
  const low = edges[0] as number; // an edge at least
  const width = ((edges[edges.length - 1] as number) - low) / CELLS; // likewise
  const isUsable = width > 0 && 1 / width < Number.POSITIVE_INFINITY;
  const firstBins = Int32Array.from({ length: CELLS + 1 }, (_, cell) =>
    // A cell earlier than its own, so that rounding never puts a value behind its bin.
    isUsable ? binOf(edges, low + (cell - 1) * width) : 0,
  );
  return { low, cellsPerUnit: isUsable ? 1 / width : 0, firstBins };
}

/** How many edges lie below the value, by halving. */
function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] as number) < value)
      low = middle + 1; // middle < length
    else high = middle;
  }
  return low;
}
