import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import { requireCounts } from "./require-counts.ts";

/**
 * Specificity: of all that is negative, the share that the model left alone. The recall of the negative class.
 *
 * Medicine speaks of sensitivity (`recall`) and specificity: the healthy who are told so. It is one minus the false
 * positive rate.
 *
 * @param counts         the four outcomes
 * @param whenUndefined  the value when nothing is negative
 * @returns              tn / (tn + fp), in [0, 1]. O(1)
 * @throws {EngineError} "undefined-ratio" when tn + fp is 0 and `whenUndefined` is left out
 * @example specificity({ tp: 25, fp: 20, fn: 15, tn: 40 }) // => 0.6666666666666666
 */
export function specificity(counts: ConfusionCounts, options: Undefined = {}): number {
  const { whenUndefined } = requireOptions("specificity", options, ["whenUndefined"]);
  return shareOfNegatives("specificity", counts, { whenUndefined });
}

/**
 * True negative rate: the same number as `specificity`, under the name that goes with the other three rates.
 *
 * @param counts         the four outcomes
 * @param whenUndefined  the value when nothing is negative
 * @returns              tn / (tn + fp), in [0, 1]. O(1)
 * @throws {EngineError} "undefined-ratio" when tn + fp is 0 and `whenUndefined` is left out
 * @example trueNegativeRate({ tp: 25, fp: 20, fn: 15, tn: 40 }) // => 0.6666666666666666
 */
export function trueNegativeRate(counts: ConfusionCounts, options: Undefined = {}): number {
  const { whenUndefined } = requireOptions("trueNegativeRate", options, ["whenUndefined"]);
  return shareOfNegatives("trueNegativeRate", counts, { whenUndefined });
}

function shareOfNegatives(functionName: string, counts: ConfusionCounts, { whenUndefined }: Undefined): number {
  const { tn, fp } = requireCounts(functionName, counts);
  return ratio({ functionName, numerator: tn, denominator: tn + fp, needs: "an actual negative", whenUndefined });
}
