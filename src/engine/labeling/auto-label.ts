import type { Features } from "#engine/core/matrix.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { requireClassProbabilities } from "./require-class-probabilities.ts";

/** What a model labels by itself, and what it leaves to people. */
export type AutoLabels = {
  readonly labeled: readonly { readonly row: number; readonly label: Label; readonly confidence: number }[];
  readonly left: readonly number[];
};

/**
 * Takes a model's label where it is sure enough and leaves the other rows to people. O(n × classes).
 *
 * @param probabilities  n × k
 * @param classes        the class of each column, length k
 * @param threshold      least confidence, as `autoLabelThreshold` found it; null labels nothing
 * @returns              labels with row numbers, and the rows that are left
 * @throws {EngineError} "length-mismatch", "out-of-range", "not-a-distribution", "not-finite", "empty", "wrong-type"
 * @example autoLabel({ probabilities: [[0.9, 0.1], [0.6, 0.4]], classes: ["cat", "dog"], threshold: 0.8 }) // => { labeled: [{ row: 0, label: "cat", confidence: 0.9 }], left: [1] }
 */
export function autoLabel(options: {
  readonly probabilities: Features;
  readonly classes: readonly Label[];
  readonly threshold: number | null;
}): AutoLabels {
  const functionName = "autoLabel";
  const { probabilities, classes, threshold } = requireOptions(functionName, options, [
    "probabilities",
    "classes",
    "threshold",
  ]);
  if (threshold !== null) requireNumber({ functionName, name: "threshold", value: threshold, least: 0, most: 1 });
  const { values, rowCount, columnCount } = requireClassProbabilities(functionName, probabilities);
  requireSameLength(functionName, { classes, columns: { length: columnCount } });
  const labeled: { row: number; label: Label; confidence: number }[] = [];
  const left: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const own = values.subarray(row * columnCount, (row + 1) * columnCount);
    const confidence = own.reduce((most, probability) => Math.max(most, probability), 0);
    const label = classes[own.indexOf(confidence)] as Label; // one class a column
    if (threshold !== null && confidence >= threshold) labeled.push({ row, label, confidence });
    else left.push(row);
  }
  return { labeled, left };
}
