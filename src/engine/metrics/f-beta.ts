import { EngineError } from "#engine/core/errors.ts";
import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import { requireCounts } from "./require-counts.ts";

/**
 * F-beta: precision and recall in one number, where recall counts `beta` times as much as precision.
 *
 * It is their weighted harmonic mean, which stays near the smaller of the two, so that neither can be bought with the
 * other. beta 2 suits a disease (a miss is worse), beta 0.5 a spam filter (a false alarm is worse). beta 0 is precision.
 * True negatives do not enter.
 *
 * Computed from the counts, (1 + beta²) tp / ((1 + beta²) tp + beta² fn + fp), it is 0 and not undefined when precision
 * alone is 0 / 0; only a class that neither occurs nor is predicted has no F-beta.
 *
 * @param counts         the four outcomes
 * @param beta           how many times as much recall counts as precision; 0 or more
 * @param whenUndefined  the value when nothing is positive and nothing was called so
 * @returns              in [0, 1]. O(1)
 * @throws {EngineError} "out-of-range" at a beta below 0 or not finite; "undefined-ratio" when the denominator is 0 and
 *                       `whenUndefined` is left out
 * @example fBeta({ tp: 25, fp: 20, fn: 15, tn: 40 }, { beta: 2 }) // => 0.6097560975609756
 * @source  van Rijsbergen 1979, Information Retrieval; the 0 / 0 rule is that of scikit-learn 1.3 and later
 */
export function fBeta(counts: ConfusionCounts, options: { readonly beta: number } & Undefined): number {
  return fScore("fBeta", counts, requireOptions("fBeta", options, ["beta", "whenUndefined"]));
}

/**
 * F1: precision and recall in one number, both counting the same. Their harmonic mean, 2 tp / (2 tp + fp + fn).
 *
 * Precision 1 and recall 0.01 have an arithmetic mean of 0.505 and an F1 of 0.02: the harmonic mean wants both. True
 * negatives do not enter, so F1 can be compared only between models on data with the same share of positives.
 *
 * @param counts         the four outcomes
 * @param whenUndefined  the value when nothing is positive and nothing was called so
 * @returns              in [0, 1]. O(1)
 * @throws {EngineError} "undefined-ratio" when tp, fp and fn are 0 and `whenUndefined` is left out
 * @example f1({ tp: 25, fp: 20, fn: 15, tn: 40 }) // => 0.5882352941176471
 */
export function f1(counts: ConfusionCounts, options: Undefined = {}): number {
  const { whenUndefined } = requireOptions("f1", options, ["whenUndefined"]);
  return fScore("f1", counts, { beta: 1, whenUndefined });
}

function fScore(
  functionName: string,
  counts: ConfusionCounts,
  { beta, whenUndefined }: { readonly beta: number } & Undefined,
): number {
  if (!(beta >= 0 && beta < Number.POSITIVE_INFINITY)) {
    throw new EngineError("out-of-range", `${functionName} requires a finite beta of 0 or more, got ${String(beta)}`, {
      function: functionName,
      got: String(beta),
    });
  }
  const { tp, fp, fn } = requireCounts(functionName, counts);
  const numerator = (1 + beta * beta) * tp;
  const denominator = numerator + beta * beta * fn + fp;
  return ratio({ functionName, numerator, denominator, needs: "an actual or predicted positive", whenUndefined });
}
