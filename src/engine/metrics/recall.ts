import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import { requireCounts } from "./require-counts.ts";

/**
 * Recall: of all that is positive, the share that the model found.
 *
 * Asks "how much did it miss?" and matters most where a miss is dear: an ill patient sent home. Calling everything
 * positive gives a recall of 1, so read it with `precision`. Also called sensitivity, hit rate or true positive rate (the
 * vertical axis of a ROC curve). It does not change when positives get rarer.
 *
 * @param counts         the four outcomes
 * @param whenUndefined  the value when nothing is positive
 * @returns              tp / (tp + fn), in [0, 1]. O(1)
 * @throws {EngineError} "undefined-ratio" when tp + fn is 0 and `whenUndefined` is left out
 * @example recall({ tp: 25, fp: 20, fn: 15, tn: 40 }) // => 0.625
 */
export function recall(counts: ConfusionCounts, options: Undefined = {}): number {
  const functionName = "recall";
  const { whenUndefined } = requireOptions(functionName, options, ["whenUndefined"]);
  const { tp, fn } = requireCounts(functionName, counts);
  return ratio({ functionName, numerator: tp, denominator: tp + fn, needs: "an actual positive", whenUndefined });
}
