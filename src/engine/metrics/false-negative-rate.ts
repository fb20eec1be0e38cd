import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import { requireCounts } from "./require-counts.ts";

/**
 * False negative rate, or miss rate: of all that is positive, the share that the model missed.
 *
 * One minus `recall`: the same fact told as a loss, as medicine and the DET curve like to tell it.
 *
 * @param counts         the four outcomes
 * @param whenUndefined  the value when nothing is positive
 * @returns              fn / (fn + tp), in [0, 1]. O(1)
 * @throws {EngineError} "undefined-ratio" when fn + tp is 0 and `whenUndefined` is left out
 * @example falseNegativeRate({ tp: 25, fp: 20, fn: 15, tn: 40 }) // => 0.375
 */
export function falseNegativeRate(counts: ConfusionCounts, options: Undefined = {}): number {
  const functionName = "falseNegativeRate";
  const { whenUndefined } = requireOptions(functionName, options, ["whenUndefined"]);
  const { fn, tp } = requireCounts(functionName, counts);
  return ratio({ functionName, numerator: fn, denominator: fn + tp, needs: "an actual positive", whenUndefined });
}
