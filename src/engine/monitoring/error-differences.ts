import type { ConfusionCounts } from "#engine/metrics/confusion-counts.ts";
import { type BiasValue, clarifyRatio, type FacetPair } from "./bias-value.ts";
import { confusionDifference } from "./confusion-difference.ts";

/**
 * Recall difference (RD): does the model find the qualified of both groups equally well?
 *
 * AWS defines RD = TPRₐ − TPR_d, with TPR = TP/(TP + FN). Above 0, the qualified of the disadvantaged group are missed
 * more often. A difference of 0 is equal opportunity.
 *
 * @param advantaged     confusion counts of the group
 * @param disadvantaged  the same of the other group
 * @returns              in [−1, 1]; not estimable when a group has no actual positive. O(1)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for what are no counts
 * @example
 * const disadvantaged = { tp: 1, fp: 1, fn: 3, tn: 5 };
 * recallDifference({ advantaged: { tp: 4, fp: 1, fn: 1, tn: 4 }, disadvantaged }).value // => 0.55
 * @source  Amazon SageMaker Clarify, post-training metric RD; Hardt, Price & Srebro 2016
 */
export function recallDifference(pair: FacetPair<ConfusionCounts>): BiasValue {
  const share = ({ tp, fn }: ConfusionCounts): BiasValue => clarifyRatio(tp, tp + fn);
  return confusionDifference({ functionName: "recallDifference", pair, share, first: "advantaged" });
}

/**
 * Specificity difference (SD): does the model recognize those who fall short in both groups equally well?
 *
 * AWS defines SD = TNR_d − TNRₐ, with TNR = TN/(TN + FP). Above 0, the disadvantaged group gets fewer undeserved
 * acceptances.
 *
 * @param advantaged     confusion counts of the group
 * @param disadvantaged  the same of the other group
 * @returns              in [−1, 1]; not estimable when a group has no actual negative. O(1)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for what are no counts
 * @example
 * const disadvantaged = { tp: 1, fp: 1, fn: 3, tn: 5 };
 * specificityDifference({ advantaged: { tp: 4, fp: 1, fn: 1, tn: 4 }, disadvantaged }).value // => 5 / 6 - 4 / 5
 * @source  Amazon SageMaker Clarify, post-training metric SD
 */
export function specificityDifference(pair: FacetPair<ConfusionCounts>): BiasValue {
  const share = ({ tn, fp }: ConfusionCounts): BiasValue => clarifyRatio(tn, tn + fp);
  return confusionDifference({ functionName: "specificityDifference", pair, share, first: "disadvantaged" });
}

/**
 * Accuracy difference (AD): is the model right equally often in both groups?
 *
 * AWS defines AD = ACCₐ − ACC_d. Above 0, the model serves the advantaged group better. Equal accuracy may hide that
 * one group's errors are wrong rejections and the other's undeserved acceptances; `treatmentEquality` sees that.
 *
 * @param advantaged     confusion counts of the group
 * @param disadvantaged  the same of the other group
 * @returns              in [−1, 1]; not estimable when a group is empty. O(1)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for what are no counts
 * @example
 * const disadvantaged = { tp: 1, fp: 1, fn: 3, tn: 5 };
 * accuracyDifference({ advantaged: { tp: 4, fp: 1, fn: 1, tn: 4 }, disadvantaged }).value // => 0.2
 * @source  Amazon SageMaker Clarify, post-training metric AD
 */
export function accuracyDifference(pair: FacetPair<ConfusionCounts>): BiasValue {
  const share = ({ tp, fp, fn, tn }: ConfusionCounts): BiasValue => clarifyRatio(tp + tn, tp + fp + fn + tn);
  return confusionDifference({ functionName: "accuracyDifference", pair, share, first: "advantaged" });
}

/**
 * Treatment equality (TE): are the errors of both groups of the same kind?
 *
 * AWS defines TE = τ_d − τₐ, where τ = FN/FP: wrong rejections for each undeserved acceptance. Above 0, errors fall
 * against the disadvantaged group more than against the other.
 *
 * @param advantaged     confusion counts of the group
 * @param disadvantaged  the same of the other group
 * @returns              any number; not estimable when a group has no false positive. O(1)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for what are no counts
 * @example
 * const disadvantaged = { tp: 1, fp: 1, fn: 3, tn: 5 };
 * treatmentEquality({ advantaged: { tp: 4, fp: 1, fn: 1, tn: 4 }, disadvantaged }).value // => 2
 * @source  Amazon SageMaker Clarify, post-training metric TE; Berk et al. 2021
 */
export function treatmentEquality(pair: FacetPair<ConfusionCounts>): BiasValue {
  const share = ({ fp, fn }: ConfusionCounts): BiasValue => clarifyRatio(fn, fp);
  return confusionDifference({ functionName: "treatmentEquality", pair, share, first: "disadvantaged" });
}
