import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import { requireCounts } from "./require-counts.ts";

/**
 * Precision: of all that the model called positive, the share that is.
 *
 * Asks "when it raises the alarm, is it right?" and matters most where a false alarm is dear: a good mail in the spam
 * folder. It says nothing of the positives that were missed; read it with `recall`. Also called positive predictive value.
 * It falls when positives get rarer, even if the model stays the same.
 *
 * @param counts         the four outcomes
 * @param whenUndefined  the value when nothing was called positive
 * @returns              tp / (tp + fp), in [0, 1]. O(1)
 * @throws {EngineError} "undefined-ratio" when tp + fp is 0 and `whenUndefined` is left out
 * @example precision({ tp: 25, fp: 20, fn: 15, tn: 40 }) // => 0.5555555555555556
 * @example precision({ tp: 0, fp: 0, fn: 3, tn: 7 }, { whenUndefined: 0 }) // => 0
 */
export function precision(counts: ConfusionCounts, options: Undefined = {}): number {
  const functionName = "precision";
  const { whenUndefined } = requireOptions(functionName, options, ["whenUndefined"]);
  const { tp, fp } = requireCounts(functionName, counts);
  return ratio({ functionName, numerator: tp, denominator: tp + fp, needs: "a predicted positive", whenUndefined });
}
