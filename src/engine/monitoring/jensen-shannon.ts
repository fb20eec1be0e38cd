import { log } from "#engine/core/log.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type CountPair, lnOfBase, sharePair } from "./share-pair.ts";

/**
 * Jensen–Shannon: how far two distributions lie from their own average; symmetric, and finite whatever the bins hold.
 *
 * The divergence is the mean of the Kullback–Leibler divergences of each distribution from the average of both. Its
 * square root is the distance, which obeys the triangle inequality. Libraries differ in which of the two they call
 * Jensen–Shannon and in the base; here both are named. In base 2 both run from 0 (equal) to 1 (nothing in common).
 *
 * @param baselineCounts  length k
 * @param currentCounts   length k
 * @param output          "distance" (default) or "divergence", its square
 * @param base            of the logarithm, above 1; default 2
 * @returns               in [0, 1] for base 2. O(k)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type", "not-finite", "out-of-range"
 * @example jensenShannon({ baselineCounts: [3, 0], currentCounts: [0, 7] }) // => 1
 * @source  Lin 1991; Endres & Schindelin 2003; agrees with scipy.spatial.distance.jensenshannon (which has base e by
 *          default)
 */
export function jensenShannon(
  options: CountPair & {
    readonly output?: "distance" | "divergence" | undefined;
    readonly base?: number | undefined;
  },
): number {
  const functionName = "jensenShannon";
  const {
    output = "distance",
    base = 2,
    ...counts
  } = requireOptions(functionName, options, ["baselineCounts", "currentCounts", "output", "base"]);
  requireOneOf({ functionName, name: "output", value: output, options: ["distance", "divergence"] });
  const { baseline, current } = sharePair(functionName, counts);
  const unit = lnOfBase(functionName, base);
  let sum = 0;
  for (let k = 0; k < baseline.length; k++) {
    const before = baseline[k] as number; // k < length
    const after = current[k] as number; // k < length
    const middle = (before + after) / 2;
    if (before > 0) sum += before * log(before / middle);
    if (after > 0) sum += after * log(after / middle);
  }
  const divergence = Math.max(0, sum / 2) / unit;
  return output === "distance" ? Math.sqrt(divergence) : divergence;
}
