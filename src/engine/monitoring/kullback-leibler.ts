import { log } from "#engine/core/log.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type CountPair, lnOfBase, requireEpsilon, sharePair } from "./share-pair.ts";

/**
 * Kullback–Leibler divergence of the current distribution from the baseline: how surprised one is on average who still
 * expects the baseline.
 *
 * The sum over bins of current share × log(current share / baseline share). Not symmetric: swap the arguments and
 * another number comes out. It is infinite when something happens now that never happened in the baseline, which is
 * true to its meaning and useless for a chart; give an `epsilon` then (a share below it counts as it), or use
 * `jensenShannon`.
 *
 * @param baselineCounts  length k, what was expected
 * @param currentCounts   length k, what happened
 * @param epsilon         from 0 to below 1; default 0, the exact definition
 * @param base            of the logarithm, above 1; default e (nats); 2 gives bits
 * @returns               0 or more, possibly Infinity. O(k)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type", "not-finite", "out-of-range"
 * @example kullbackLeibler({ baselineCounts: [1, 1], currentCounts: [1, 0], base: 2 }) // => 1
 * @example kullbackLeibler({ baselineCounts: [1, 0], currentCounts: [1, 1] }) // => Infinity
 * @source  Kullback & Leibler 1951; agrees with scipy.stats.entropy(current, baseline)
 */
export function kullbackLeibler(
  options: CountPair & { readonly epsilon?: number | undefined; readonly base?: number | undefined },
): number {
  const functionName = "kullbackLeibler";
  const {
    epsilon = 0,
    base = Math.E,
    ...counts
  } = requireOptions(functionName, options, ["baselineCounts", "currentCounts", "epsilon", "base"]);
  const { baseline, current } = sharePair(functionName, counts);
  requireEpsilon(functionName, epsilon);
  const unit = lnOfBase(functionName, base);
  let sum = 0;
  for (let k = 0; k < baseline.length; k++) {
    const after = Math.max(current[k] as number, epsilon); // k < length
    if (after > 0) sum += after * log(after / Math.max(baseline[k] as number, epsilon)); // k < length
  }
  // Rounding can leave −1e-17 for equal shares.
  return Math.max(0, sum) / unit;
}
