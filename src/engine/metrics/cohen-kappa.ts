import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import type { ConfusionMatrix } from "./count-label-pairs.ts";
import { matrixSums } from "./matrix-sums.ts";

/**
 * Cohen's kappa: how much better two raters agree than chance would make them agree.
 *
 * Two people who each call 90 of 100 pictures "fish" at random agree on 82. Kappa takes that luck off: 1 is perfect, 0 is
 * chance, below 0 is worse than chance. Made for two labelers of one data set; for a model it compares model and truth.
 *
 * For ordered classes (stars, grades) a near miss may cost less than a far one: "linear" weighs a disagreement by the
 * distance of the two classes in the matrix's order, "quadratic" by its square.
 *
 * @param of             binary counts or a confusion matrix, classes in their order
 * @param weighting      what a disagreement costs; "none" counts each the same (the default)
 * @param whenUndefined  the value when chance alone would agree everywhere
 * @returns              at most 1. O(k²)
 * @throws {EngineError} "undefined-ratio" when all rows are of one class on both sides and `whenUndefined` is left out;
 *                       "out-of-range" at another weighting
 * @example cohenKappa({ tp: 81, fp: 9, fn: 9, tn: 1 }) // => 0
 * @example cohenKappa({ labels: [1, 2, 3], rows: [[2, 1, 0], [0, 2, 0], [0, 0, 1]], total: 6 }, { weighting: "linear" }) // => 0.7857142857142857
 * @source  Cohen 1960 and 1968; agrees with sklearn.metrics.cohen_kappa_score
 */
export function cohenKappa(
  of: ConfusionCounts | ConfusionMatrix,
  options: { readonly weighting?: "none" | "linear" | "quadratic" | undefined } & Undefined = {},
): number {
  const functionName = "cohenKappa";
  const { weighting = "none", whenUndefined } = requireOptions(functionName, options, ["weighting", "whenUndefined"]);
  const cost =
    costs[
      requireOneOf({ functionName, name: "weighting", value: weighting, options: ["none", "linear", "quadratic"] })
    ];
  const { rows, actual, predicted, total } = matrixSums({ functionName, of });
  let observed = 0;
  let expected = 0;
  for (const [i, row] of rows.entries()) {
    for (const [j, count] of row.entries()) {
      const price = cost(Math.abs(i - j));
      observed += price * count;
      expected += (price * (actual[i] ?? 0) * (predicted[j] ?? 0)) / total;
    }
  }
  // With no row at all, expected is 0 / 0 and means the same as 0: nothing that chance could get wrong.
  if (expected > 0) return 1 - observed / expected;
  return ratio({ functionName, numerator: 0, denominator: 0, needs: "two classes", whenUndefined });
}

/** The cost of a disagreement by the distance of the two classes. */
const costs: Readonly<Record<"none" | "linear" | "quadratic", (distance: number) => number>> = {
  none: (distance) => (distance === 0 ? 0 : 1),
  linear: (distance) => distance,
  quadratic: (distance) => distance * distance,
};
