import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import type { ConfusionMatrix } from "./count-label-pairs.ts";
import { matrixSums } from "./matrix-sums.ts";

/**
 * Accuracy: the share of rows that were called by their right name.
 *
 * The most natural score and the easiest to be fooled by: where 90 of 100 pictures show a fish, a model that always says
 * "fish" has an accuracy of 0.9 and has learned nothing. Compare it with the share of the most frequent class, or read
 * `balancedAccuracy` beside it.
 *
 * @param of             binary counts or a confusion matrix
 * @param whenUndefined  the value for a matrix of zeros
 * @returns              in [0, 1]. O(k²)
 * @throws {EngineError} "undefined-ratio" when all cells are 0 and `whenUndefined` is left out
 * @example accuracy({ tp: 25, fp: 20, fn: 15, tn: 40 }) // => 0.65
 * @example accuracy(confusionMatrix({ actual: ["a", "b", "c", "c"], predicted: ["a", "b", "c", "a"] })) // => 0.75
 */
export function accuracy(of: ConfusionCounts | ConfusionMatrix, options: Undefined = {}): number {
  const functionName = "accuracy";
  const { whenUndefined } = requireOptions(functionName, options, ["whenUndefined"]);
  const { correct, total } = matrixSums({ functionName, of });
  const numerator = correct.reduce((sum, count) => sum + count, 0);
  return ratio({ functionName, numerator, denominator: total, needs: "a row", whenUndefined });
}
