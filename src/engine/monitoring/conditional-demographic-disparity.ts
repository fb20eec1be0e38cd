import { requireSameLength } from "#engine/core/require-same-length.ts";
import {
  type BiasValue,
  type ClassCounts,
  clarifyRatio,
  estimated,
  type FacetPair,
  notEstimable,
  requireClassPair,
} from "./bias-value.ts";

/**
 * Conditional demographic disparity, of labels (CDDL) or predicted labels (CDDPL): does the disadvantaged group make up
 * more of the rejected than of the accepted, within strata of equal standing?
 *
 * AWS defines the demographic disparity of a stratum as DD = n_d⁽⁰⁾/n⁽⁰⁾ − n_d⁽¹⁾/n⁽¹⁾: the group's share of the
 * rejected less its share of the accepted; and CDD as the mean of DD over strata, each weighed by its rows. Strata undo
 * Simpson's paradox: a university may reject more women overall, though every department rejects fewer, if women apply
 * where fewer are accepted.
 *
 * @param strata  for each stratum (department, region …) positives and negatives of both groups; a stratum without
 *                rejected or without accepted counts that share as 0, as Clarify does
 * @returns       in [−1, 1]; above 0 the disadvantaged group is rejected more. Not estimable when nobody at all was
 *                accepted, or rejected. O(strata)
 * @throws {EngineError} "empty" without a stratum, "wrong-type", "not-finite", "out-of-range"
 * @example
 * const stratum = { advantaged: { positives: 30, negatives: 10 }, disadvantaged: { positives: 10, negatives: 30 } };
 * conditionalDemographicDisparity([stratum]).value // => 0.5
 * @source  Amazon SageMaker Clarify, metrics CDDL and CDDPL; Wachter, Mittelstadt & Russell 2021
 */
export function conditionalDemographicDisparity(strata: readonly FacetPair<ClassCounts>[]): BiasValue {
  const functionName = "conditionalDemographicDisparity";
  requireSameLength(functionName, { strata });
  let rows = 0;
  let weighted = 0;
  let accepted = 0;
  let rejected = 0;
  for (const stratum of strata) {
    const { advantaged, disadvantaged } = requireClassPair(functionName, stratum);
    const all = {
      positives: advantaged.positives + disadvantaged.positives,
      negatives: advantaged.negatives + disadvantaged.negatives,
    };
    const shareOfRejected = clarifyRatio(disadvantaged.negatives, all.negatives).value;
    const shareOfAccepted = clarifyRatio(disadvantaged.positives, all.positives).value;
    rows += all.positives + all.negatives;
    weighted += (all.positives + all.negatives) * (shareOfRejected - shareOfAccepted);
    accepted += all.positives;
    rejected += all.negatives;
  }
  return accepted === 0 || rejected === 0 ? notEstimable("class-absent") : estimated(weighted / rows);
}
