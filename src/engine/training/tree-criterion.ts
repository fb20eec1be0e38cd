import { log2 } from "#engine/core/log.ts";
/**
 * How mixed the rows of a node are. The tree asks the question after which the two sides together are least mixed.
 *
 * - "gini": the chance that two rows drawn from the node are of different classes, 1 − Σ share².
 * - "entropy": the bits needed to say a row's class, −Σ share × log₂ share.
 * - "squared-error": for numbers, the variance.
 */
export type TreeCriterion = "gini" | "entropy" | "squared-error";

/** c × log₂ c, and 0 at 0. */
export function timesLog(c: number): number {
  return c > 0 ? c * log2(c) : 0;
}

/**
 * Weight × (purest − impurity) of a node with these class weights, up to a constant that cancels in gains:
 * Σ c² / w for Gini, Σ c log₂ c − w log₂ w for entropy. O(k).
 */
export function purityOfClasses(counts: Float64Array, weight: number, criterion: TreeCriterion): number {
  if (weight <= 0) return 0;
  let sum = 0;
  if (criterion === "gini") {
    for (let k = 0; k < counts.length; k++) sum += (counts[k] ?? 0) ** 2;
    return sum / weight;
  }
  for (let k = 0; k < counts.length; k++) sum += timesLog(counts[k] ?? 0);
  return sum - timesLog(weight);
}

/** The impurity itself, as it is shown in a fitted tree. O(k). */
export function impurityOfClasses(counts: Float64Array, weight: number, criterion: TreeCriterion): number {
  const purity = purityOfClasses(counts, weight, criterion) / weight;
  return Math.max(0, criterion === "gini" ? 1 - purity : -purity);
}
