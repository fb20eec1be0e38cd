import type { ConfusionCounts } from "#engine/metrics/confusion-counts.ts";
import { type BiasValue, clarifyRatio, type FacetPair } from "./bias-value.ts";
import { confusionDifference } from "./confusion-difference.ts";

/**
 * Difference in conditional acceptance (DCA): does the model accept fewer of one group than really qualify?
 *
 * AWS defines DCA = cₐ − c_d, where c = n⁽¹⁾/n′⁽¹⁾ is observed over predicted positives. c above 1 means that fewer
 * were accepted than qualify. Below 0, the model is too mean to the disadvantaged group, compared with the other.
 *
 * @param advantaged     confusion counts of the group
 * @param disadvantaged  the same of the other group
 * @returns              any number; not estimable when a group has no predicted positive. O(1)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for what are no counts
 * @example
 * const disadvantaged = { tp: 1, fp: 1, fn: 3, tn: 5 }; // 4 qualify, 2 accepted
 * conditionalAcceptanceDifference({ advantaged: { tp: 4, fp: 1, fn: 1, tn: 4 }, disadvantaged }).value // => -1
 * @source  Amazon SageMaker Clarify, post-training metric DCA
 */
export function conditionalAcceptanceDifference(pair: FacetPair<ConfusionCounts>): BiasValue {
  const share = ({ tp, fp, fn }: ConfusionCounts): BiasValue => clarifyRatio(tp + fn, tp + fp);
  return confusionDifference({ functionName: "conditionalAcceptanceDifference", pair, share, first: "advantaged" });
}

/**
 * Difference in conditional rejection (DCR): does the model reject more of one group than really fall short?
 *
 * AWS defines DCR = r_d − rₐ, where r = n⁽⁰⁾/n′⁽⁰⁾ is observed over predicted negatives. r below 1 means that more were
 * rejected than fall short. Below 0, the model is too hard on the disadvantaged group, compared with the other.
 *
 * @param advantaged     confusion counts of the group
 * @param disadvantaged  the same of the other group
 * @returns              any number; not estimable when a group has no predicted negative. O(1)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for what are no counts
 * @example
 * const disadvantaged = { tp: 1, fp: 1, fn: 3, tn: 5 }; // 6 fall short, 8 rejected
 * conditionalRejectionDifference({ advantaged: { tp: 4, fp: 1, fn: 1, tn: 4 }, disadvantaged }).value // => -0.25
 * @source  Amazon SageMaker Clarify, post-training metric DCR
 */
export function conditionalRejectionDifference(pair: FacetPair<ConfusionCounts>): BiasValue {
  const share = ({ fp, fn, tn }: ConfusionCounts): BiasValue => clarifyRatio(fp + tn, fn + tn);
  return confusionDifference({ functionName: "conditionalRejectionDifference", pair, share, first: "disadvantaged" });
}

/**
 * Difference in acceptance rates (DAR): are those whom the model accepts equally often right for it in both groups?
 *
 * AWS defines DAR = ARₐ − AR_d, where AR = TP/(TP + FP): the precision of each group. Above 0, an accepted member of
 * the advantaged group is more often truly qualified, so the disadvantaged group was accepted more loosely.
 *
 * @param advantaged     confusion counts of the group
 * @param disadvantaged  the same of the other group
 * @returns              in [−1, 1]; not estimable when a group has no predicted positive. O(1)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for what are no counts
 * @example
 * const disadvantaged = { tp: 1, fp: 1, fn: 3, tn: 5 };
 * acceptanceRateDifference({ advantaged: { tp: 4, fp: 1, fn: 1, tn: 4 }, disadvantaged }).value // => 0.3
 * @source  Amazon SageMaker Clarify, post-training metric DAR
 */
export function acceptanceRateDifference(pair: FacetPair<ConfusionCounts>): BiasValue {
  const share = ({ tp, fp }: ConfusionCounts): BiasValue => clarifyRatio(tp, tp + fp);
  return confusionDifference({ functionName: "acceptanceRateDifference", pair, share, first: "advantaged" });
}

/**
 * Difference in rejection rates (DRR): are those whom the model rejects equally often rightly rejected in both groups?
 *
 * AWS defines DRR = RR_d − RRₐ, where RR = TN/(TN + FN): the negative predictive value of each group. Below 0, the
 * disadvantaged group is more often rejected though qualified.
 *
 * @param advantaged     confusion counts of the group
 * @param disadvantaged  the same of the other group
 * @returns              in [−1, 1]; not estimable when a group has no predicted negative. O(1)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for what are no counts
 * @example
 * const disadvantaged = { tp: 1, fp: 1, fn: 3, tn: 5 };
 * rejectionRateDifference({ advantaged: { tp: 4, fp: 1, fn: 1, tn: 4 }, disadvantaged }).value // => 5 / 8 - 4 / 5
 * @source  Amazon SageMaker Clarify, post-training metric DRR
 */
export function rejectionRateDifference(pair: FacetPair<ConfusionCounts>): BiasValue {
  const share = ({ fn, tn }: ConfusionCounts): BiasValue => clarifyRatio(tn, tn + fn);
  return confusionDifference({ functionName: "rejectionRateDifference", pair, share, first: "disadvantaged" });
}
