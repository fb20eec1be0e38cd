import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import type { ConfusionMatrix } from "./count-label-pairs.ts";
import { matrixSums } from "./matrix-sums.ts";
import { meanOfDefined } from "./mean-of-defined.ts";

/**
 * Balanced accuracy: the mean of the recalls of all classes, each class counting the same however rare it is.
 *
 * A model that always says "fish" finds every fish (recall 1) and no other thing (recall 0): 0.5, what a coin would get.
 * That is why it does not fall into accuracy's trap. For two classes it is the mean of recall and specificity.
 *
 * @param of             binary counts or a confusion matrix
 * @param whenUndefined  the recall of a class that no row has; NaN leaves it out of the mean, as scikit-learn does
 * @returns              in [0, 1]; 1 / k is chance. O(k²)
 * @throws {EngineError} "undefined-ratio" when a class has no actual row and `whenUndefined` is left out
 * @example balancedAccuracy({ tp: 90, fp: 10, fn: 0, tn: 0 }) // => 0.5
 * @source  Brodersen et al. 2010; agrees with sklearn.metrics.balanced_accuracy_score
 */
export function balancedAccuracy(of: ConfusionCounts | ConfusionMatrix, options: Undefined = {}): number {
  const functionName = "balancedAccuracy";
  const { whenUndefined } = requireOptions(functionName, options, ["whenUndefined"]);
  const { correct, actual } = matrixSums({ functionName, of });
  const recalls = correct.map((numerator, i) =>
    ratio({
      functionName,
      numerator,
      denominator: actual[i] ?? 0,
      needs: "a row of every actual class",
      whenUndefined,
    }),
  );
  return meanOfDefined({ values: recalls });
}
