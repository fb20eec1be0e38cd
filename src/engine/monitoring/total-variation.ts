import { type CountPair, sharePair } from "./share-pair.ts";

/**
 * Total variation distance: the share of rows that would have to change bins to turn one distribution into the other.
 *
 * Half the sum of the absolute differences of the shares. The easiest of all to read: 0.08 means that 8 % of the rows
 * lie elsewhere than before. It is also the largest difference in probability that any group of bins can show.
 *
 * @param baselineCounts  length k
 * @param currentCounts   length k
 * @returns               in [0, 1]; 0 for equal shares. O(k)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type", "not-finite", "out-of-range"
 * @example totalVariation({ baselineCounts: [50, 30, 20], currentCounts: [40, 30, 30] }) // => 0.1
 * @source  Levin, Peres & Wilmer 2017, Markov Chains and Mixing Times, chapter 4
 */
export function totalVariation(counts: CountPair): number {
  const { baseline, current } = sharePair("totalVariation", counts);
  let sum = 0;
  for (let k = 0; k < baseline.length; k++) sum += Math.abs((current[k] as number) - (baseline[k] as number)); // k < length
  return Math.min(1, sum / 2);
}
