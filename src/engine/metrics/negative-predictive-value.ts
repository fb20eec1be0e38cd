import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import { requireCounts } from "./require-counts.ts";

/**
 * Negative predictive value: of all that the model called negative, the share that is. The precision of the negative class.
 *
 * Asks "how far can I trust an all-clear?". Where positives are rare it is high for almost any model: if 1 in 1000 is
 * ill, a test that always says "healthy" reaches 0.999.
 *
 * @param counts         the four outcomes
 * @param whenUndefined  the value when nothing was called negative
 * @returns              tn / (tn + fn), in [0, 1]. O(1)
 * @throws {EngineError} "undefined-ratio" when tn + fn is 0 and `whenUndefined` is left out
 * @example negativePredictiveValue({ tp: 25, fp: 20, fn: 15, tn: 40 }) // => 0.7272727272727273
 */
export function negativePredictiveValue(counts: ConfusionCounts, options: Undefined = {}): number {
  const functionName = "negativePredictiveValue";
  const { whenUndefined } = requireOptions(functionName, options, ["whenUndefined"]);
  const { tn, fn } = requireCounts(functionName, counts);
  return ratio({ functionName, numerator: tn, denominator: tn + fn, needs: "a predicted negative", whenUndefined });
}
