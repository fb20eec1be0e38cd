import { requireOptions } from "#engine/core/require-options.ts";
import type { ScoredRows } from "#engine/metrics/index.ts";
import { amountByThreshold, type OutcomeAmounts } from "./amount-by-threshold.ts";

/** The cost of each rule "act when score >= threshold", and the cheapest of them. */
export type CostByThreshold = {
  /** +Infinity (act on nobody), then the distinct scores, descending. */
  readonly thresholds: Float64Array;
  /** Total over all rows. */
  readonly cost: Float64Array;
  readonly best: { readonly threshold: number; readonly cost: number };
};

/**
 * What each threshold costs, when every kind of error has its price: `profitByThreshold` seen from the other side.
 *
 * A missed fraud costs its amount, a false alarm an hour of work. Costs may differ by row. Divide by the number of rows
 * for the expected cost of one decision. Among equal costs the highest threshold wins: the least action.
 *
 * Cost: O(n).
 *
 * @param labels   0 or 1, length n
 * @param scores   larger means more positive, finite, length n
 * @param costs    money for tp, fp, fn and tn, each one number or one a row; left out = 0
 * @param weights  0 or more, length n; left out = 1 each
 * @returns        arrays of length k + 1 for k distinct scores
 * @throws {EngineError} "out-of-range" for another name among costs; else as `thresholdCounts`
 * @example costByThreshold({ labels: [0, 1, 1], scores: [0.3, 0.2, 0.8], costs: { fp: 1, fn: 5 } }).cost // => [10, 5, 6, 1]
 * @example costByThreshold({ labels: [0, 1], scores: [0.3, 0.8], costs: { fp: 1, fn: [0, 70] } }).best // => { threshold: 0.8, cost: 0 }
 * @source  Elkan 2001, The foundations of cost-sensitive learning
 */
export function costByThreshold(options: ScoredRows & { readonly costs: OutcomeAmounts }): CostByThreshold {
  const functionName = "costByThreshold";
  const { costs, ...rows } = requireOptions(functionName, options, ["labels", "scores", "weights", "costs"]);
  const { thresholds, amounts } = amountByThreshold({ functionName, name: "costs", amounts: costs, rows });
  let at = 0;
  for (let i = 1; i < amounts.length; i++) if ((amounts[i] as number) < (amounts[at] as number)) at = i; // in range
  return {
    thresholds,
    cost: amounts,
    best: { threshold: thresholds[at] as number, cost: amounts[at] as number }, // at < length
  };
}
