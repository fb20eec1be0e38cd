import { log2 } from "#engine/core/log.ts";
import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "./refusal.ts";

/** Counts in bins of equal width. */
export type Histogram = {
  /** The rule that chose the number of bins; "given" when the caller did. */
  readonly rule: "freedman-diaconis" | "sturges" | "given";
  /** k + 1 edges, ascending. */
  readonly edges: readonly number[];
  /** k counts; bin i holds edges[i] ≤ x < edges[i + 1], and the last bin its upper edge too. */
  readonly counts: readonly number[];
};

/**
 * A histogram: the range of the values cut into bins of equal width, and how many fall into each.
 *
 * The number of bins decides what one sees: too few hide a second hill, too many show hills of chance.
 * - "freedman-diaconis" (default): bins as wide as 2 × interquartile range / ∛n, which adapts to the spread and ignores outliers.
 *   When the middle half of the values is one value, that width is 0 and Sturges takes over; the result names the rule used.
 * - "sturges": log₂(n) + 1 bins, rounded up; fine for a few hundred values of one hill.
 * - a number: so many bins.
 *
 * At most 1000 bins are made: outliers far away would otherwise ask for millions. Equal values get one bin, half a unit to
 * each side. Missing values (NaN) are left out.
 *
 * @param values  length n
 * @param bins    a rule or a whole number from 1 to 1000
 * @returns       edges and counts; the counts sum to the values that are there. O(n log n)
 * @throws {EngineError} "empty" when no value is there, "not-finite" for infinity, "out-of-range" for another rule or number
 * @example histogram({ values: [1, 2, 2, 3, 4], bins: 3 }).counts // => [1, 2, 2]
 * @example histogram({ values: [1, 2, 3, 4, 5, 6, 7, 8], bins: "sturges" }).counts // => [2, 2, 2, 2]
 * @source  Freedman & Diaconis 1981; Sturges 1926; agrees with numpy.histogram (test/conformance)
 */
export function histogram(options: {
  readonly values: ArrayLike<number>;
  readonly bins?: "freedman-diaconis" | "sturges" | number | undefined;
}): Histogram {
  const { values, bins = "freedman-diaconis" } = requireOptions(functionName, options, ["values", "bins"]);
  if (typeof bins === "number") {
    requireNumber({ functionName, name: "bins", value: bins, least: 1, most: mostBins, whole: true });
  } else {
    requireOneOf({ functionName, name: "bins", value: bins, options: ["freedman-diaconis", "sturges"] });
  }
  const sorted = sortedFinite(values);
  return histogramOfSorted({ sorted, bins });
}

const functionName = "histogram";
const mostBins = 1000;

/** The histogram of sorted finite values, at least one. */
export function histogramOfSorted({
  sorted,
  bins,
}: {
  readonly sorted: Float64Array;
  readonly bins: "freedman-diaconis" | "sturges" | number;
}): Histogram {
  const min = sorted[0] as number; // at least one value
  const max = sorted[sorted.length - 1] as number; // at least one value
  const { rule, count } = binCount({ sorted, bins, range: max - min });
  const [low, high] = min === max ? [min - 0.5, max + 0.5] : [min, max];
  // The whole range of doubles is too wide for one subtraction.
  const width = Number.isFinite(high - low) ? (high - low) / count : high / count - low / count;
  const edges = Array.from({ length: count + 1 }, (_, k) => (k === 0 ? low : k === count ? high : k * width + low));
  const counts = new Array<number>(count).fill(0);
  let bin = 0;
  for (const value of sorted) {
    while (bin < count - 1 && value >= (edges[bin + 1] as number)) bin++; // bin + 1 ≤ count
    counts[bin] = (counts[bin] as number) + 1; // bin < count
  }
  return { rule, edges, counts };
}

function binCount({
  sorted,
  bins,
  range,
}: {
  readonly sorted: Float64Array;
  readonly bins: "freedman-diaconis" | "sturges" | number;
  readonly range: number;
}): { readonly rule: Histogram["rule"]; readonly count: number } {
  if (typeof bins === "number") return { rule: "given", count: bins };
  const spread = quantileOfSorted({ sorted, p: 0.75 }) - quantileOfSorted({ sorted, p: 0.25 });
  const width = bins === "sturges" || !Number.isFinite(range) ? 0 : (2 * spread) / sorted.length ** (1 / 3);
  const rule = width > 0 ? "freedman-diaconis" : bins === "sturges" || range > 0 ? "sturges" : bins;
  const wanted = range === 0 ? 1 : width > 0 ? Math.ceil(range / width) : Math.ceil(log2(sorted.length) + 1);
  return { rule, count: Math.max(1, Math.min(mostBins, wanted)) };
}

/** The values that are there, ascending. */
function sortedFinite(values: ArrayLike<number>): Float64Array {
  if (typeof values !== "object" || values === null || !Number.isInteger(values.length)) {
    throw refusal({ code: "wrong-type", functionName, need: "a list of values", got: shown(values) });
  }
  const found = new Float64Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number; // row < length
    if (typeof value !== "number" || Math.abs(value) === Number.POSITIVE_INFINITY) {
      const isNumber = typeof value === "number";
      const need = isNumber ? "finite values" : "numbers";
      const got = `${shown(value)} at row ${row}`;
      throw refusal({ code: isNumber ? "not-finite" : "wrong-type", functionName, need, got, facts: { row } });
    }
    if (!Number.isNaN(value)) found[count++] = value;
  }
  if (count === 0) throw refusal({ code: "empty", functionName, need: "at least one value", got: "none" });
  return found.subarray(0, count).sort();
}
