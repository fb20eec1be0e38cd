import { EngineError } from "#engine/core/errors.ts";
import { log } from "#engine/core/log.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "#engine/metrics/confusion-counts.ts";
import { requireCounts } from "#engine/metrics/require-counts.ts";
import { type BiasValue, estimated, notEstimable } from "./bias-value.ts";

/**
 * Generalized entropy (GE): how unequally does a model deal out benefit among all people, groups aside?
 *
 * AWS gives each row a benefit b = ŷ − y + 1: 2 for an undeserved acceptance, 0 for a wrong rejection, 1 for a right
 * answer; and defines GE = 1/(nα(α − 1)) × Σ ((b/b̄)^α − 1), with b̄ the mean. It is 0 when everybody is treated alike.
 * For α = 2, Clarify's choice, it is half the squared coefficient of variation; for α = 1 it is Theil's index, Σ (b/b̄)
 * ln(b/b̄) / n.
 *
 * @param counts  the confusion counts of all rows
 * @param alpha   above 0; default 2; larger weighs those far above the mean more
 * @returns       0 or more; not estimable when all rows are wrong rejections. O(1)
 * @throws {EngineError} "empty" without rows, "out-of-range", "wrong-type", "not-finite"
 * @example generalizedEntropy({ tp: 1, fp: 1, fn: 1, tn: 1 }).value // => 0.25
 * @source  Amazon SageMaker Clarify, post-training metric GE; Speicher et al. 2018
 */
export function generalizedEntropy(
  counts: ConfusionCounts,
  options: { readonly alpha?: number | undefined } = {},
): BiasValue {
  const functionName = "generalizedEntropy";
  const { alpha = 2 } = requireOptions(functionName, options, ["alpha"]);
  const { tp, fp, fn, tn } = requireCounts(functionName, counts);
  if (!(alpha > 0 && alpha < Number.POSITIVE_INFINITY)) {
    throw new EngineError("out-of-range", `${functionName} requires a finite alpha above 0, got ${alpha}`, {
      function: functionName,
      argument: "alpha",
      got: String(alpha),
    });
  }
  const rows = tp + fp + fn + tn;
  if (rows === 0) {
    throw new EngineError("empty", `${functionName} requires at least one row, got 0`, { function: functionName });
  }
  const mean = (tp + tn + 2 * fp) / rows;
  if (mean === 0) return notEstimable("zero-by-zero");
  // x ln x tends to 0 as x does.
  const inequality = (benefit: number): number => {
    const relative = benefit / mean;
    if (alpha === 1) return relative === 0 ? 0 : relative * log(relative);
    return (relative ** alpha - 1) / (alpha * (alpha - 1));
  };
  return estimated(((tp + tn) * inequality(1) + fp * inequality(2) + fn * inequality(0)) / rows);
}
