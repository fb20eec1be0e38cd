/**
 * Each count as a share of a total: how counts become rates. O(k).
 *
 * @param counts         length k
 * @param total          what counts as the whole
 * @param whenUndefined  what every entry becomes when the total is 0
 * @returns              length k, fresh
 * @example shares({ counts: Float64Array.of(0, 1, 4), total: 4 }) // => [0, 0.25, 1]
 */
export function shares({
  counts,
  total,
  whenUndefined = Number.NaN,
}: {
  readonly counts: Float64Array;
  readonly total: number;
  readonly whenUndefined?: number | undefined;
}): Float64Array {
  const result = new Float64Array(counts.length);
  if (total === 0) return result.fill(whenUndefined);
  for (let i = 0; i < result.length; i++) result[i] = (counts[i] ?? 0) / total;
  return result;
}
