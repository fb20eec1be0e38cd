import { type CountPair, sharePair } from "./share-pair.ts";

/**
 * Hellinger distance: the straight-line distance between the square roots of the shares, divided by √2.
 *
 * Taking roots stretches small shares, so a rare bin that doubles is noticed more than by total variation, and no
 * logarithm can become infinite.
 *
 * @param baselineCounts  length k
 * @param currentCounts   length k
 * @returns               in [0, 1]; 0 for equal shares, 1 for nothing in common. O(k)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type", "not-finite", "out-of-range"
 * @example hellinger({ baselineCounts: [1, 0], currentCounts: [0, 1] }) // => 1
 * @source  Hellinger 1909; Le Cam & Yang 2000
 */
export function hellinger(counts: CountPair): number {
  const { baseline, current } = sharePair("hellinger", counts);
  let sum = 0;
  for (let k = 0; k < baseline.length; k++) {
    sum += (Math.sqrt(current[k] as number) - Math.sqrt(baseline[k] as number)) ** 2; // k < length
  }
  return Math.min(1, Math.sqrt(sum / 2));
}
