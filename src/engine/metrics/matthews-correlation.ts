import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import type { ConfusionMatrix } from "./count-label-pairs.ts";
import { matrixSums } from "./matrix-sums.ts";

/**
 * Matthews correlation (MCC): the correlation between what rows are and what they were called.
 *
 * 1 is a perfect model, 0 one that knows nothing, -1 one that is always wrong. It uses all four outcomes and treats the
 * classes alike, so it can not be lifted by saying the frequent class always, and does not change when positive and
 * negative swap names. With k classes it is Gorodkin's generalization, which for k = 2 is the same number.
 *
 * @param of             binary counts or a confusion matrix
 * @param whenUndefined  the value when the rows, or the predictions, are all of one class
 * @returns              in [-1, 1]; with more than two classes the minimum lies between -1 and 0. O(k²)
 * @throws {EngineError} "undefined-ratio" when one side is constant and `whenUndefined` is left out (scikit-learn: 0)
 * @example matthewsCorrelation({ tp: 25, fp: 20, fn: 15, tn: 40 }) // => 0.28721347895877633
 * @example matthewsCorrelation({ tp: 90, fp: 10, fn: 0, tn: 0 }, { whenUndefined: 0 }) // => 0
 * @source  Matthews 1975; Gorodkin 2004; agrees with sklearn.metrics.matthews_corrcoef
 */
export function matthewsCorrelation(of: ConfusionCounts | ConfusionMatrix, options: Undefined = {}): number {
  const functionName = "matthewsCorrelation";
  const { whenUndefined } = requireOptions(functionName, options, ["whenUndefined"]);
  const { correct, actual, predicted, total } = matrixSums({ functionName, of });
  const allCorrect = correct.reduce((sum, count) => sum + count, 0);
  const agreement = allCorrect * total - actual.reduce((sum, count, i) => sum + count * (predicted[i] ?? 0), 0);
  return ratio({
    functionName,
    numerator: agreement,
    denominator: geometricMean(spread(actual, total), spread(predicted, total)),
    needs: "two actual and two predicted classes",
    whenUndefined,
  });
}

/** total² − Σ count², written so that it is exactly 0 when one class holds everything. */
function spread(counts: readonly number[], total: number): number {
  return counts.reduce((sum, count) => sum + count * (total - count), 0);
}

/** √(a b), written so that the mean of two equal numbers is exactly that number and the product can not overflow. */
function geometricMean(a: number, b: number): number {
  return a === 0 ? 0 : a * Math.sqrt(b / a);
}
