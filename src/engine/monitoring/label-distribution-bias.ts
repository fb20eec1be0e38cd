import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { type BiasValue, estimated, notEstimable } from "./bias-value.ts";
import { jensenShannon } from "./jensen-shannon.ts";
import { kullbackLeibler } from "./kullback-leibler.ts";
import { parseCounts, sharePair } from "./share-pair.ts";
import { totalVariation } from "./total-variation.ts";

/** Ways to compare the label distributions of two groups, under Clarify's abbreviations. */
export type LabelDistributionBias = {
  /**
   * Kullback–Leibler divergence, Σ Pₐ ln(Pₐ/P_d): 0 or more; infinite when a class is absent from the disadvantaged
   * group.
   */
  readonly KL: BiasValue;
  /** Jensen–Shannon divergence, ½(KL(Pₐ, P) + KL(P_d, P)) with P the mean of both, natural logarithm: in [0, ln 2]. */
  readonly JS: BiasValue;
  /** L₂ norm, √(Σ (Pₐ − P_d)²): in [0, √2]. */
  readonly LP: BiasValue;
  /** Total variation distance, ½ Σ |Pₐ − P_d|: in [0, 1]. */
  readonly TVD: BiasValue;
  /** "Kolmogorov–Smirnov", by AWS's definition the largest |Pₐ − P_d| of any one label: in [0, 1]. */
  readonly KS: BiasValue;
};

/**
 * How differently outcomes are distributed over two groups: KL, JS, LP, TVD and KS as AWS defines them.
 *
 * All are 0 when both groups have the same shares of every label, and none says which group is better off; for that
 * look at the difference in proportions. They serve labels of more than two values. KS is not the statistic of
 * `ksTest`: labels have no order, so it is the largest difference of a single share.
 *
 * The sums run over every label that occurs in either group, as documented; the open-source smclarify drops labels that
 * one group lacks, which can make its KL negative.
 *
 * @param advantaged     rows of each label in the group, length k
 * @param disadvantaged  the same of the other group, same labels in the same order
 * @returns              five metrics; not estimable when a group is empty. O(k)
 * @throws {EngineError} "length-mismatch", "empty" for no labels, "wrong-type", "not-finite", "out-of-range"
 * @example labelDistributionBias({ advantaged: [50, 50], disadvantaged: [80, 20] }).TVD.value // => 0.3
 * @source  Amazon SageMaker Clarify, pre-training metrics KL, JS, LP, TVD and KS
 */
export function labelDistributionBias(options: {
  readonly advantaged: ArrayLike<number>;
  readonly disadvantaged: ArrayLike<number>;
}): LabelDistributionBias {
  const functionName = "labelDistributionBias";
  const { advantaged, disadvantaged } = requireOptions(functionName, options, ["advantaged", "disadvantaged"]);
  requireSameLength(functionName, { advantaged, disadvantaged });
  const first = parseCounts(functionName, "advantaged", advantaged);
  const second = parseCounts(functionName, "disadvantaged", disadvantaged);
  if (first.every((count) => count === 0) || second.every((count) => count === 0)) {
    const none = notEstimable("empty-group");
    return { KL: none, JS: none, LP: none, TVD: none, KS: none };
  }
  const counts = { baselineCounts: second, currentCounts: first };
  const shares = sharePair(functionName, counts);
  const gaps = shares.baseline.map((share, k) => Math.abs(share - (shares.current[k] as number))); // same length
  const divergence = kullbackLeibler(counts);
  return {
    KL: divergence === Number.POSITIVE_INFINITY ? notEstimable("class-absent", divergence) : estimated(divergence),
    JS: estimated(jensenShannon({ ...counts, base: Math.E, output: "divergence" })),
    LP: estimated(Math.sqrt(gaps.reduce((sum, gap) => sum + gap * gap, 0))),
    TVD: estimated(totalVariation(counts)),
    KS: estimated(gaps.reduce((largest, gap) => Math.max(largest, gap), 0)),
  };
}
