import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import { requireCounts } from "./require-counts.ts";

/**
 * False positive rate: of all that is negative, the share that set off a false alarm.
 *
 * The horizontal axis of a ROC curve. A small rate can still be many alarms: 1 % of a million healthy people is ten
 * thousand. Not the share of alarms that are false: that is one minus `precision`.
 *
 * @param counts         the four outcomes
 * @param whenUndefined  the value when nothing is negative
 * @returns              fp / (fp + tn), in [0, 1]. O(1)
 * @throws {EngineError} "undefined-ratio" when fp + tn is 0 and `whenUndefined` is left out
 * @example falsePositiveRate({ tp: 25, fp: 20, fn: 15, tn: 40 }) // => 0.3333333333333333
 */
export function falsePositiveRate(counts: ConfusionCounts, options: Undefined = {}): number {
  const functionName = "falsePositiveRate";
  const { whenUndefined } = requireOptions(functionName, options, ["whenUndefined"]);
  const { fp, tn } = requireCounts(functionName, counts);
  return ratio({ functionName, numerator: fp, denominator: fp + tn, needs: "an actual negative", whenUndefined });
}
