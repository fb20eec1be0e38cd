import { requireOptions } from "#engine/core/require-options.ts";
import { averageRanks } from "./average-ranks.ts";
import { type MissingPairs, pairValues } from "./paired-values.ts";
import { correlatePairs } from "./pearson-correlation.ts";
import { refusal } from "./refusal.ts";

/**
 * Spearman's correlation: whether one column rises when the other does, along a line or not.
 *
 * It is Pearson's correlation of the ranks: the largest value counts as n, whether it is a little larger than the next or a
 * thousand times. So it stays the same under every rescaling that keeps the order, such as a logarithm. Values that tie
 * share the mean of their ranks.
 *
 * @param x        length n
 * @param y        length n
 * @param missing  "refuse" (default), or "leave-out" the pairs in which a value is NaN; the rest is ranked anew
 * @returns        in [−1, 1]. O(n), by radix sort
 * @throws {EngineError} "length-mismatch", "empty", "not-finite"; "too-few-rows" below two pairs; "constant-column"
 * @example spearmanCorrelation({ x: [1, 2, 3, 4], y: [1, 10, 100, 1000] }) // => 1
 * @source  Spearman 1904; agrees with scipy.stats.spearmanr and pandas.DataFrame.corr (test/conformance)
 */
export function spearmanCorrelation(options: {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly missing?: MissingPairs | undefined;
}): number {
  const functionName = "spearmanCorrelation";
  const { x, y, missing = "refuse" } = requireOptions(functionName, options, ["x", "y", "missing"]);
  const pairs = pairValues({ functionName, x, y, missing });
  const correlation = correlatePairs({ x: averageRanks(pairs.x), y: averageRanks(pairs.y) });
  if (!Number.isNaN(correlation)) return correlation;
  throw refusal({ code: "constant-column", functionName, need: "values that vary", got: "a constant column" });
}
