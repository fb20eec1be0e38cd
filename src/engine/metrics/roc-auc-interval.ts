import { EngineError } from "#engine/core/errors.ts";
import { normalQuantile } from "#engine/core/normal-quantile.ts";
import { requireConfidence } from "#engine/core/require-confidence.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { countAtThresholds, type ThresholdCounts } from "./count-at-thresholds.ts";
import { aucOfCounts } from "./roc-auc.ts";

/** An AUC with the range of values that the sample can not rule out. */
export type RocAucInterval = {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly standardError: number;
};

/**
 * A confidence interval for AUC without resampling (DeLong).
 *
 * AUC is a mean over pairs, yet pairs that share a row are not independent. DeLong's way: give each positive the share of
 * negatives it outranks, and each negative the share of positives above it (ties half). Both lists have AUC as their mean,
 * and their spread tells how far AUC would move with another sample: variance = s²(positives) / P + s²(negatives) / N.
 * The interval is estimate ± z × standard error, cut to [0, 1].
 *
 * It rests on a normal approximation: trust it less with few rows in a class or near 1. A perfect ranking has no spread,
 * so its interval is the single point 1, which claims too much; prefer `bootstrapInterval` with strata, or more data.
 *
 * Cost: O(n), against O(P × N) by definition.
 *
 * @param labels      0 or 1, length n, at least two of each
 * @param scores      larger means more positive, finite, length n
 * @param confidence  in (0, 1); default 0.95
 * @throws {EngineError} "single-class" with fewer than two rows of a class; "out-of-range" for the confidence; else as
 *                       `thresholdCounts`
 * @example rocAucInterval({ labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }).standardError // => 0.3535533905932738
 * @source  DeLong, DeLong & Clarke-Pearson 1988; agrees with the definition by pairs, as R's pROC computes it (test/conformance)
 */
export function rocAucInterval(options: {
  readonly labels: ArrayLike<number>;
  readonly scores: ArrayLike<number>;
  readonly confidence?: number;
}): RocAucInterval {
  const functionName = "rocAucInterval";
  const {
    labels,
    scores,
    confidence = 0.95,
  } = requireOptions(functionName, options, ["labels", "scores", "confidence"]);
  requireConfidence(functionName, confidence);
  const counts = countAtThresholds(functionName, { labels, scores });
  const { positives, negatives } = counts;
  if (positives < 2 || negatives < 2) {
    throw new EngineError(
      "single-class",
      `${functionName} requires two rows of each class, got ${positives} positive and ${negatives} negative`,
      { function: functionName, positives, negatives },
    );
  }
  const estimate = aucOfCounts({ functionName, counts });
  const standardError = Math.sqrt(varianceOfAuc({ counts, estimate }));
  const reach = normalQuantile((1 + confidence) / 2) * standardError;
  return { estimate, lower: Math.max(0, estimate - reach), upper: Math.min(1, estimate + reach), standardError };
}

/** Rows of one score share their place, so each distinct score adds its rows' squared distances from AUC at once. */
function varianceOfAuc({ counts, estimate }: { readonly counts: ThresholdCounts; readonly estimate: number }): number {
  const { tp, fp, positives, negatives } = counts;
  let positiveSquares = 0;
  let negativeSquares = 0;
  for (let i = 1; i < tp.length; i++) {
    const tpBefore = tp[i - 1] ?? 0;
    const fpBefore = fp[i - 1] ?? 0;
    const positivesHere = (tp[i] ?? 0) - tpBefore;
    const negativesHere = (fp[i] ?? 0) - fpBefore;
    const outranked = (negatives - fpBefore - negativesHere / 2) / negatives;
    const outranking = (tpBefore + positivesHere / 2) / positives;
    positiveSquares += positivesHere * (outranked - estimate) ** 2;
    negativeSquares += negativesHere * (outranking - estimate) ** 2;
  }
  return positiveSquares / (positives - 1) / positives + negativeSquares / (negatives - 1) / negatives;
}
