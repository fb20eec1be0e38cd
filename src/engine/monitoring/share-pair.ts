import { EngineError } from "#engine/core/errors.ts";
import { log } from "#engine/core/log.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/** Counts of two samples over the same bins or categories. */
export type CountPair = {
  /** Rows of the baseline in each bin, length k: counts, weights or shares, 0 or more. */
  readonly baselineCounts: ArrayLike<number>;
  /** Rows of the current sample in the same bins, length k. */
  readonly currentCounts: ArrayLike<number>;
};

/** Two rows of counts, checked and divided by their sums. */
export function sharePair(
  functionName: string,
  options: CountPair,
): { readonly baseline: Float64Array; readonly current: Float64Array } {
  const { baselineCounts, currentCounts } = requireOptions(functionName, options, ["baselineCounts", "currentCounts"]);
  requireSameLength(functionName, { baselineCounts, currentCounts });
  return {
    baseline: shares(functionName, "baselineCounts", baselineCounts),
    current: shares(functionName, "currentCounts", currentCounts),
  };
}

function shares(functionName: string, name: string, counts: ArrayLike<number>): Float64Array {
  const parsed = parseCounts(functionName, name, counts);
  let total = 0;
  for (let k = 0; k < parsed.length; k++) total += parsed[k] as number; // k < length
  if (total === 0) {
    throw new EngineError("empty", `${functionName} requires at least one row in ${name}, got only zeros`, {
      function: functionName,
      argument: name,
    });
  }
  return parsed.map((count) => count / total);
}

/** Counts as numbers: finite, 0 or more, with a finite sum. */
export function parseCounts(functionName: string, name: string, counts: ArrayLike<number>): Float64Array {
  const parsed = parseNumbers({ functionName, name, values: counts });
  let total = 0;
  for (let k = 0; k < parsed.length; k++) {
    const count = parsed[k] as number; // k < length
    total += count;
    if (count >= 0 && total < Number.POSITIVE_INFINITY) continue;
    const got = count < 0 ? `${count}` : "a sum beyond all numbers";
    throw new EngineError("out-of-range", `${functionName} requires counts of 0 or more in ${name}, got ${got}`, {
      function: functionName,
      argument: name,
      got,
    });
  }
  return parsed;
}

/** The least share that a bin may have in a logarithm, checked: from 0 to below 1. */
export function requireEpsilon(functionName: string, epsilon: number): number {
  if (epsilon >= 0 && epsilon < 1) return epsilon;
  throw new EngineError("out-of-range", `${functionName} requires an epsilon from 0 to below 1, got ${epsilon}`, {
    function: functionName,
    argument: "epsilon",
    got: String(epsilon),
  });
}

/** ln of the base of a logarithm, checked: above 1. */
export function lnOfBase(functionName: string, base: number): number {
  if (base > 1 && base < Number.POSITIVE_INFINITY) return base === Math.E ? 1 : log(base);
  throw new EngineError("out-of-range", `${functionName} requires a finite base above 1, got ${base}`, {
    function: functionName,
    argument: "base",
    got: String(base),
  });
}
