import { compensatedSum } from "./compensated-sum.ts";

/**
 * The mean of a column, each row counting as often as its weight says.
 *
 * Nearly every error metric is one sentence: compute something for each row (a squared error, a log loss), then average
 * it. This is the second half. Without weights every row counts once. O(n).
 *
 * @param values   length n, at least 1
 * @param weights  0 or more, not all 0, length n
 * @returns        Σ weight × value / Σ weight
 * @example weightedMean({ values: Float64Array.of(1, 4), weights: Float64Array.of(2, 1) }) // => 2
 */
export function weightedMean({
  values,
  weights,
}: {
  readonly values: Float64Array;
  readonly weights?: Float64Array | undefined;
}): number {
  if (weights === undefined) return compensatedSum(values) / values.length;
  const products = new Float64Array(values.length);
  for (let row = 0; row < products.length; row++) products[row] = (values[row] ?? 0) * (weights[row] ?? 0);
  return compensatedSum(products) / compensatedSum(weights);
}
