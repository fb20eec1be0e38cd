import { log } from "#engine/core/log.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type CountPair, lnOfBase, requireEpsilon, sharePair } from "./share-pair.ts";

/**
 * Population stability index: how much the shares of the bins have moved, counted twice: both ways.
 *
 * The sum over bins of (current share − baseline share) × ln(current share / baseline share), which is the
 * Kullback–Leibler divergence of each from the other, added. Banks read it by a rule of thumb, not a law: below 0.1
 * stable, from 0.25 on a new population. It is no test: with few rows it is large by chance alone (about (k − 1)(1/m +
 * 1/n) for k bins), and it depends on the bins, so say which you used (`fitBins` fits them on the baseline only).
 *
 * An empty bin would make the logarithm infinite. A share below `epsilon` counts as `epsilon` here, without rescaling
 * the others; the default 0.0001 is the usual one, and a single empty bin can then weigh more than all others together.
 *
 * @param baselineCounts  length k
 * @param currentCounts   length k
 * @param epsilon         from 0 to below 1; default 0.0001; with 0 an empty bin gives Infinity
 * @param base            of the logarithm, above 1; default e
 * @returns               0 or more; 0 for equal shares. O(k)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type", "not-finite", "out-of-range"
 * @example psi({ baselineCounts: [50, 50], currentCounts: [25, 75] }) // => 0.25 * Math.log(3)
 * @source  Siddiqi 2017, Intelligent Credit Scoring; Yurdakul & Naranjo 2020, Statistical properties of the PSI
 */
export function psi(
  options: CountPair & { readonly epsilon?: number | undefined; readonly base?: number | undefined },
): number {
  const functionName = "psi";
  const {
    epsilon = 1e-4,
    base = Math.E,
    ...counts
  } = requireOptions(functionName, options, ["baselineCounts", "currentCounts", "epsilon", "base"]);
  const { baseline, current } = sharePair(functionName, counts);
  requireEpsilon(functionName, epsilon);
  const unit = lnOfBase(functionName, base);
  let sum = 0;
  for (let k = 0; k < baseline.length; k++) {
    const before = Math.max(baseline[k] as number, epsilon); // k < length
    const after = Math.max(current[k] as number, epsilon); // k < length
    if (before !== after) sum += (after - before) * log(after / before);
  }
  return sum / unit;
}
