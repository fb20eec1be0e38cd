import { requireOptions } from "#engine/core/require-options.ts";
import { requireCount } from "#engine/metrics/require-counts.ts";
import {
  type BiasValue,
  type ClassCounts,
  clarifyDifference,
  clarifyRatio,
  classPair,
  type FacetPair,
  notEstimable,
} from "./bias-value.ts";

/**
 * Class imbalance (CI): is the disadvantaged group rarer in the data than the advantaged one?
 *
 * AWS defines CI = (nₐ − n_d)/(nₐ + n_d). Above 0, the advantaged group has more rows, and a model makes its errors
 * where it has seen little. It says nothing of labels.
 *
 * @param advantaged     rows of the group, nₐ
 * @param disadvantaged  rows of the other group, n_d
 * @returns              in [−1, 1]; not estimable when a group is empty. O(1)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for what is no count
 * @example classImbalance({ advantaged: 90, disadvantaged: 10 }).value // => 0.8
 * @source  Amazon SageMaker Clarify, pre-training metric CI
 */
export function classImbalance(options: FacetPair<number>): BiasValue {
  const { advantaged, disadvantaged } = requireOptions("classImbalance", options, ["advantaged", "disadvantaged"]);
  requireCount("classImbalance", advantaged);
  requireCount("classImbalance", disadvantaged);
  if (advantaged === 0 || disadvantaged === 0) return notEstimable("empty-group");
  return clarifyRatio(advantaged - disadvantaged, advantaged + disadvantaged);
}

/**
 * Difference in positive proportions: of labels (DPL) before training, of predicted labels (DPPL) after it.
 *
 * AWS defines DPL = qₐ − q_d, where q = n⁽¹⁾/n is the share of positive outcomes in a group; DPPL is the same with what
 * the model said. Above 0, the advantaged group gets the good outcome more often. Equal shares are demographic parity.
 * If DPPL is larger than DPL, the model has added to the bias of its data.
 *
 * @param advantaged     positives and negatives of the group
 * @param disadvantaged  the same of the other group
 * @returns              in [−1, 1]; not estimable when a group is empty. O(1)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for what is no count
 * @example
 * const advantaged = { positives: 60, negatives: 40 };
 * positiveProportionDifference({ advantaged, disadvantaged: { positives: 20, negatives: 30 } }).value // => 0.2
 * @source  Amazon SageMaker Clarify, metrics DPL and DPPL
 */
export function positiveProportionDifference(pair: FacetPair<ClassCounts>): BiasValue {
  const found = classPair("positiveProportionDifference", pair);
  if (found === undefined) return notEstimable("empty-group");
  return clarifyDifference(positiveShare(found.advantaged), positiveShare(found.disadvantaged));
}

/**
 * Disparate impact (DI): the positive share of the disadvantaged group as a fraction of the other's.
 *
 * AWS defines DI = q′_d / q′ₐ, with q′ the share of predicted positives. 1 is demographic parity; below 0.8 it breaks
 * the "four fifths rule" of US employment law; above 1 the bias is the other way.
 *
 * @param advantaged     predicted positives and negatives of the group
 * @param disadvantaged  the same of the other group
 * @returns              0 or more; not estimable when a group is empty or no row of the advantaged group is positive.
 *                       O(1)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for what is no count
 * @example
 * const advantaged = { positives: 60, negatives: 40 };
 * disparateImpact({ advantaged, disadvantaged: { positives: 20, negatives: 30 } }).value // => 2 / 3
 * @source  Amazon SageMaker Clarify, post-training metric DI
 */
export function disparateImpact(pair: FacetPair<ClassCounts>): BiasValue {
  const found = classPair("disparateImpact", pair);
  if (found === undefined) return notEstimable("empty-group");
  return clarifyRatio(positiveShare(found.disadvantaged).value, positiveShare(found.advantaged).value);
}

function positiveShare({ positives, negatives }: ClassCounts): BiasValue {
  return clarifyRatio(positives, positives + negatives);
}
