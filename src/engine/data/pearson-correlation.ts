import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type MissingPairs, type PairedValues, pairValues } from "./paired-values.ts";
import { refusal } from "./refusal.ts";

/**
 * Pearson's correlation: how closely two columns follow a straight line, from −1 (falling) over 0 to 1 (rising).
 *
 * Each column is centered at its mean; the products of the two distances are summed, and divided by what they would sum to
 * on a perfect line. It sees lines only: y = x² around 0 has correlation 0 and is anything but independent. One outlier
 * can make it or break it; `spearmanCorrelation` on ranks is harder to impress.
 *
 * @param x        length n
 * @param y        length n
 * @param missing  "refuse" (default), or "leave-out" the pairs in which a value is NaN
 * @returns        in [−1, 1]. O(n)
 * @throws {EngineError} "length-mismatch", "empty", "not-finite"; "too-few-rows" below two pairs; "constant-column" when x or y
 *   does not vary, for then the question has no answer
 * @example pearsonCorrelation({ x: [1, 2, 3], y: [10, 20, 30] }) // => 1
 * @example pearsonCorrelation({ x: [-2, -1, 0, 1, 2], y: [4, 1, 0, 1, 4] }) // => 0
 * @source  Pearson 1895; agrees with scipy.stats.pearsonr and pandas.DataFrame.corr (test/conformance)
 */
export function pearsonCorrelation(options: {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly missing?: MissingPairs | undefined;
}): number {
  const functionName = "pearsonCorrelation";
  const { x, y, missing = "refuse" } = requireOptions(functionName, options, ["x", "y", "missing"]);
  const correlation = correlatePairs(pairValues({ functionName, x, y, missing }));
  if (!Number.isNaN(correlation)) return correlation;
  throw refusal({ code: "constant-column", functionName, need: "values that vary", got: "a constant column" });
}

/** The correlation of two columns without missing values; NaN when one is constant. */
export function correlatePairs({ x, y }: PairedValues): number {
  const a = centered(x);
  const b = centered(y);
  if (a === undefined || b === undefined) return Number.NaN;
  const correlation = productSum(a, b) / Math.sqrt(productSum(a, a) * productSum(b, b));
  return Math.max(-1, Math.min(1, correlation));
}

/** Distances from the mean in units of the largest one, so that no square overflows; undefined for a constant column. */
function centered(values: Float64Array): Float64Array | undefined {
  const size = largestSize(values);
  const distances = new Float64Array(values.length);
  let isConstant = true;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number; // row < length
    if (value !== values[0]) isConstant = false;
    distances[row] = value / size;
  }
  if (isConstant) return undefined;
  const mean = compensatedSum(distances) / values.length;
  for (let row = 0; row < distances.length; row++) distances[row] = (distances[row] as number) - mean; // row < length
  const largest = largestSize(distances);
  if (largest === 0) return undefined;
  for (let row = 0; row < distances.length; row++) distances[row] = (distances[row] as number) / largest; // row < length
  return distances;
}

function largestSize(values: Float64Array): number {
  let largest = 0;
  for (let row = 0; row < values.length; row++) largest = Math.max(largest, Math.abs(values[row] as number)); // row < length
  return largest;
}

function productSum(a: Float64Array, b: Float64Array): number {
  const products = new Float64Array(a.length);
  for (let row = 0; row < products.length; row++) products[row] = (a[row] as number) * (b[row] as number); // of equal length
  return compensatedSum(products);
}
