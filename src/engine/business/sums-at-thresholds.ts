import { thresholdCounts } from "#engine/metrics/index.ts";

/**
 * For each threshold, the sum of an amount over the rows whose score reaches it; amounts may be negative.
 *
 * Rows of positive amount are counted as positives weighing that much, rows of negative amount as negatives: what the
 * threshold counts add up is then the sum of either kind, rounding compensated. O(n).
 */
export function sumsAtThresholds({
  thresholds,
  scores,
  amounts,
}: {
  /** Descending, all distinct scores after +Infinity, as `thresholdCounts` has them. */
  readonly thresholds: Float64Array;
  readonly scores: ArrayLike<number>;
  readonly amounts: Float64Array;
}): Float64Array {
  const sums = new Float64Array(thresholds.length);
  if (amounts.every((amount) => amount === 0)) return sums;
  const part = thresholdCounts({
    labels: Uint8Array.from(amounts, (amount) => (amount > 0 ? 1 : 0)),
    scores,
    weights: amounts.map(Math.abs),
  });
  // Scores whose rows all have an amount of 0 are missing in the part; the sum stays there.
  let at = 0;
  for (const [i, threshold] of thresholds.entries()) {
    while (at + 1 < part.thresholds.length && (part.thresholds[at + 1] as number) >= threshold) at++; // in range
    sums[i] = (part.tp[at] as number) - (part.fp[at] as number); // in range
  }
  return sums;
}
