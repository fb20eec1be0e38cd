import { parseProbabilities } from "#engine/core/parse-probabilities.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/**
 * p values of several tests, made honest about how many there were.
 *
 * Twenty comparisons at 5 % find one difference among equals on average. Multiplied by the number of tests, a p value below
 * 0.05 means that the chance of even one false find among all of them is below 5 %. Simple, valid for any dependence, and
 * strict: with many tests real differences are missed. O(n).
 *
 * @param pValues  length n
 * @returns        min(1, n × p), length n
 * @throws {EngineError} "empty", "out-of-range", "not-finite", "wrong-type"
 * @example bonferroni({ pValues: [0.0625, 0.5] }) // => [0.125, 1]
 * @source  Dunn 1961, Multiple comparisons among means; agrees with R p.adjust(method = "bonferroni")
 */
export function bonferroni(options: { readonly pValues: ArrayLike<number> }): Float64Array {
  const functionName = "bonferroni";
  const { pValues } = requireOptions(functionName, options, ["pValues"]);
  const count = requireSameLength(functionName, { pValues });
  return parseProbabilities({ functionName, probabilities: pValues }).map((p) => Math.min(1, count * p));
}
