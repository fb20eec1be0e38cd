import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import type { NumberBins } from "./fit-bins.ts";
import { type CategoryBins, requireLabel } from "./fit-categories.ts";

/** Bins of either kind, as `fitBins` and `fitCategories` make them. */
export type Bins = NumberBins | CategoryBins;

/**
 * Counts a sample in bins that were fitted on a baseline.
 *
 * @param bins    from `fitBins` or `fitCategories`
 * @param values  finite numbers for number bins; text, booleans or numbers for categories; length n
 * @returns       one count a bin, as `bins.counts` has them; they sum to n. O(n log bins), O(n) for categories
 * @throws {EngineError} "empty", "wrong-type", "not-finite", "invalid-label", "unsupported-version"
 * @example
 * const bins = fitBins({ baseline: [1, 2, 3, 4], edges: [2] });
 * countInBins({ bins, values: [-50, 2, 2.5, 1000] }) // => [2, 2]
 * @example
 * const bins = fitCategories({ baseline: ["cash", "card"] });
 * countInBins({ bins, values: ["card", "phone", "card"] }) // => [2, 0, 1]
 */
export function countInBins({
  bins,
  values,
}: {
  readonly bins: Bins;
  readonly values: ArrayLike<Label>;
}): readonly number[] {
  const functionName = "countInBins";
  requireFitted({ functionName, fitted: bins, kinds: { "number-bins": 1, "category-bins": 1 } });
  requireSameLength(functionName, { values });
  if (bins.kind === "category-bins") return countCategories({ bins, values });
  if (typeof values[0] !== "number") {
    const got = typeof values[0];
    throw new EngineError("wrong-type", `${functionName} requires numbers for number bins, got ${got}`, {
      function: functionName,
      argument: "values",
      got,
    });
  }
  const numbers = parseNumbers({ functionName, name: "values", values: values as ArrayLike<number> }); // checked there
  return countNumbers({ edges: bins.edges, values: numbers });
}

function countCategories({
  bins,
  values,
}: {
  readonly bins: CategoryBins;
  readonly values: ArrayLike<Label>;
}): readonly number[] {
  const places = new Map(bins.categories.map((category, place) => [category, place]));
  const counts = new Array<number>(bins.categories.length + 1).fill(0);
  for (let row = 0; row < values.length; row++) {
    const label = requireLabel({ functionName: "countInBins", value: values[row], row });
    const place = places.get(label) ?? bins.categories.length;
    counts[place] = (counts[place] as number) + 1; // place ≤ length
  }
  return counts;
}

/**
 * Where to begin looking for a value's bin: the span of the edges is cut into 1024 equal cells, and each knows the bin of its lower end.
 * Nearly all cells lie inside one bin, so nearly every value finds its bin at once, where halving would guess wrong at every second turn.
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

/** Counts numbers between edges; a value on an edge belongs below it. */
function countNumbers({
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
