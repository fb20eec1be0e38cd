import { requireOptions } from "#engine/core/require-options.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { parseClassRows } from "./class-rows.ts";
import type { ClassWeights } from "./multiply-class-weights.ts";

/**
 * What each row counts when classes are weighed: its own weight × the weight of its class.
 *
 * Where one row in twenty is a bad loan, a model that minimizes its total error hears the good ones twenty times as loudly.
 * "balanced" gives every class the same total: a class of weight w out of a total of t over k classes gets t / (k × w) a row.
 * Or say what a mistake costs: `{ bad: 5 }` lets a bad loan count five times. Weighing moves the probabilities, too: a model
 * trained on balanced weights promises far too much for the rare class, so calibrate it, or leave the weights and move the threshold.
 *
 * Every `fit…` of classes takes `classWeights` itself; this shows what it makes of them. O(n).
 *
 * @param labels        text, numbers or booleans, length n
 * @param classWeights  "balanced", or one number of 0 or more for a class by its label's text
 * @param weights       0 or more, length n; left out = 1 each
 * @returns             one weight a row, length n
 * @throws {EngineError} "unknown-label" when a named class has no row, "invalid-weight", "invalid-label", "length-mismatch", "empty"
 * @example rowWeights({ labels: ["good", "good", "good", "bad"], classWeights: "balanced" }) // => [2 / 3, 2 / 3, 2 / 3, 2]
 * @example rowWeights({ labels: ["good", "bad"], classWeights: { bad: 5 }, weights: [1, 2] }) // => [1, 10]
 * @source  agrees with sklearn.utils.class_weight.compute_sample_weight; with row weights, "balanced" counts them where scikit-learn counts rows,
 *          so that a weight of 2 stays the same as the row standing there twice
 */
export function rowWeights(options: {
  readonly labels: ArrayLike<Label>;
  readonly classWeights: ClassWeights;
  readonly weights?: ArrayLike<number> | undefined;
}): Float64Array {
  const { labels, classWeights, weights } = requireOptions("rowWeights", options, [
    "labels",
    "classWeights",
    "weights",
  ]);
  return parseClassRows({ functionName: "rowWeights", labels, weights, classWeights, fewestClasses: 1 }).weights;
}
