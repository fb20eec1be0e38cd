import { requireOptions } from "#engine/core/require-options.ts";
import type { ScoredRows } from "#engine/metrics/index.ts";
import { amountByThreshold, type OutcomeAmounts } from "./amount-by-threshold.ts";

/** The profit of each rule "act when score >= threshold", and the best of them. */
export type ProfitByThreshold = {
  /** +Infinity (act on nobody), then the distinct scores, descending. */
  readonly thresholds: Float64Array;
  /** Total over all rows. */
  readonly profit: Float64Array;
  readonly best: { readonly threshold: number; readonly profit: number };
};

/**
 * What each threshold earns, when every outcome has its price.
 *
 * A metric such as F1 weighs errors by a formula; a business weighs them by money. Say what a hit brings and what a false
 * alarm costs (a negative gain), and each threshold has one figure. Gains may differ by row: a churner who pays 80 a month
 * is worth more calls than one who pays 20. Among equal profits the highest threshold wins: the least action.
 *
 * Cost: O(n).
 *
 * @param labels   0 or 1, length n
 * @param scores   larger means more positive, finite, length n
 * @param gains    money for tp, fp, fn and tn, each one number or one a row; losses are negative; left out = 0
 * @param weights  0 or more, length n; left out = 1 each
 * @returns        arrays of length k + 1 for k distinct scores
 * @throws {EngineError} "out-of-range" for another name among gains; else as `thresholdCounts`
 * @example profitByThreshold({ labels: [0, 1, 0, 1], scores: [0.1, 0.9, 0.6, 0.4], gains: { tp: 10, fp: -3 } }).profit // => [0, 10, 7, 17, 14]
 * @example profitByThreshold({ labels: [0, 1, 0, 1], scores: [0.1, 0.9, 0.6, 0.4], gains: { tp: 10, fp: -3 } }).best // => { threshold: 0.4, profit: 17 }
 * @source  Provost & Fawcett 2013, Data Science for Business, chapter 8
 */
export function profitByThreshold(options: ScoredRows & { readonly gains: OutcomeAmounts }): ProfitByThreshold {
  const functionName = "profitByThreshold";
  const { gains, ...rows } = requireOptions(functionName, options, ["labels", "scores", "weights", "gains"]);
  const { thresholds, amounts } = amountByThreshold({ functionName, name: "gains", amounts: gains, rows });
  let at = 0;
  for (let i = 1; i < amounts.length; i++) if ((amounts[i] as number) > (amounts[at] as number)) at = i; // in range
  return {
    thresholds,
    profit: amounts,
    best: { threshold: thresholds[at] as number, profit: amounts[at] as number }, // at < length
  };
}
