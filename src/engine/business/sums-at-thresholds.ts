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
  const labels = new Uint8Array(amounts.length);
  const weights = new Float64Array(amounts.length);
  let hasAmount = false;
  for (let row = 0; row < amounts.length; row++) {
    const amount = amounts[row] as number; // row < length
    labels[row] = amount > 0 ? 1 : 0;
    weights[row] = Math.abs(amount);
    hasAmount ||= amount !== 0;
  }
  if (!hasAmount) return sums;
  const part = thresholdCounts({ labels, scores, weights });
  // Scores whose rows all have an amount of 0 are missing in the part; the sum stays there.
  let at = 0;
  for (let i = 0; i < thresholds.length; i++) {
    const threshold = thresholds[i] as number; // i < length
    while (at + 1 < part.thresholds.length && (part.thresholds[at + 1] as number) >= threshold) at++; // in range
    sums[i] = (part.tp[at] as number) - (part.fp[at] as number); // in range
  }
  return sums;
}
