/**
 * The value below which a share p of sorted values lies, on the straight line between the two values around it.
 *
 * Ten definitions of a sample quantile are in use; this is the common one of NumPy, R (type 7) and spreadsheets: the
 * lowest value is quantile 0, the highest quantile 1, and the rest stand at equal distances between. O(1).
 *
 * @param sorted  ascending, length n of at least 1
 * @param p       in [0, 1]
 * @returns       the value at position p × (n − 1)
 * @example quantileOfSorted({ sorted: [10, 20, 40], p: 0.75 }) // => 30
 * @source  Hyndman & Fan 1996, Sample quantiles in statistical packages, definition 7
 */
export function quantileOfSorted({ sorted, p }: { readonly sorted: ArrayLike<number>; readonly p: number }): number {
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (high - low) * (position - below);
}
