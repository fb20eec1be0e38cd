import type { Features } from "#engine/core/matrix.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { ConfusionCounts } from "#engine/metrics/confusion-counts.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { type BiasValue, type FacetPair, notEstimable } from "./bias-value.ts";
import {
  acceptanceRateDifference,
  conditionalAcceptanceDifference,
  conditionalRejectionDifference,
  rejectionRateDifference,
} from "./conditional-outcomes.ts";
import { disparityIn } from "./data-bias.ts";
import { accuracyDifference, recallDifference, specificityDifference, treatmentEquality } from "./error-differences.ts";
import { flipTest } from "./flip-test.ts";
import { generalizedEntropy } from "./generalized-entropy.ts";
import { disparateImpact, positiveProportionDifference } from "./group-proportions.ts";
import { type Selection, selectRows } from "./select-rows.ts";

/** The abbreviations of Clarify's post-training metrics. */
export type ModelBiasName =
  | "DPPL"
  | "DI"
  | "DCA"
  | "DCR"
  | "SD"
  | "RD"
  | "DAR"
  | "DRR"
  | "AD"
  | "TE"
  | "CDDPL"
  | "FT"
  | "GE";

/** Bias of a model: how many rows stand behind it, and Clarify's metrics by their abbreviations. */
export type ModelBias = {
  readonly counts: FacetPair<ConfusionCounts>;
  readonly metrics: Readonly<Record<ModelBiasName, BiasValue>>;
};

/**
 * Does the model treat two groups unequally? All of SageMaker Clarify's post-training metrics for one facet.
 *
 * There are many because fairness has several meanings, and where groups differ in their share of positives no model
 * but a perfect one meets them all (Chouldechova 2017; Kleinberg et al. 2016). Choose the one that fits the harm: equal
 * acceptance (DPPL, DI), equal chance for the qualified (RD), equal meaning of a yes (DAR) or of a no (DRR), equal
 * kinds of errors (TE). Signs: `positiveProportionDifference` and its kin tell each one's. Counts stand beside, and a
 * metric whose denominator is 0 says that it is not estimable.
 *
 * @param facet          a column, length n
 * @param disadvantaged  `{ values: ["f"] }`, or `{ above: 40 }` for numbers strictly above
 * @param labels         the observed outcomes, length n
 * @param predicted      what the model said, length n
 * @param positive       `{ values: [1] }`, or `{ above: 50000 }`; holds for both
 * @param strata         a column that says who is comparable with whom, length n, for CDDPL
 * @param features       numbers without facet and label, n × d, for FT
 * @returns              counts and metrics; each says whether it is estimable. O(n), with features O(n² × d)
 * @throws {EngineError} "length-mismatch", "empty", "invalid-label" for missing values, "unknown-label" for a selection
 *                      that finds no row, "wrong-type", "not-finite" and "out-of-range" as `flipTest`
 * @example
 * const rows = { facet: ["m", "m", "f", "f"], labels: [1, 0, 1, 1], predicted: [1, 0, 0, 1] };
 * modelBias({ ...rows, disadvantaged: { values: ["f"] }, positive: { values: [1] } }).metrics.RD.value // => 0.5
 * @source  Amazon SageMaker Developer Guide, Post-training data and model bias metrics
 */
export function modelBias(options: {
  readonly facet: ArrayLike<Label>;
  readonly disadvantaged: Selection;
  readonly labels: ArrayLike<Label>;
  readonly predicted: ArrayLike<Label>;
  readonly positive: Selection;
  readonly strata?: ArrayLike<Label> | undefined;
  readonly features?: Features | undefined;
}): ModelBias {
  const functionName = "modelBias";
  const { facet, disadvantaged, labels, predicted, positive, strata, features } = requireOptions(
    functionName,
    options,
    ["facet", "disadvantaged", "labels", "predicted", "positive", "strata", "features"],
  );
  requireSameLength(functionName, { facet, labels, predicted, ...(strata === undefined ? {} : { strata }) });
  const group = selectRows({ functionName, name: "facet", column: facet, selection: disadvantaged });
  const actual = selectRows({ functionName, name: "labels", column: labels, selection: positive });
  const said = selectRows({
    functionName,
    name: "predicted",
    column: predicted,
    selection: positive,
    mayBeEmpty: true,
  });
  const counts = countOutcomes({ group, actual, said });
  const { advantaged, disadvantaged: other } = counts;
  const spoken = { advantaged: predictedClasses(advantaged), disadvantaged: predictedClasses(other) };
  const all = {
    tp: advantaged.tp + other.tp,
    fp: advantaged.fp + other.fp,
    fn: advantaged.fn + other.fn,
    tn: advantaged.tn + other.tn,
  };
  return {
    counts,
    metrics: {
      DPPL: positiveProportionDifference(spoken),
      DI: disparateImpact(spoken),
      DCA: conditionalAcceptanceDifference(counts),
      DCR: conditionalRejectionDifference(counts),
      SD: specificityDifference(counts),
      RD: recallDifference(counts),
      DAR: acceptanceRateDifference(counts),
      DRR: rejectionRateDifference(counts),
      AD: accuracyDifference(counts),
      TE: treatmentEquality(counts),
      CDDPL: disparityIn({ functionName, group, outcome: said, strata }),
      FT:
        features === undefined
          ? notEstimable("not-given")
          : flipTest({ features, isDisadvantaged: group, predicted: said }),
      GE: generalizedEntropy(all),
    },
  };
}

function predictedClasses({ tp, fp, fn, tn }: ConfusionCounts): {
  readonly positives: number;
  readonly negatives: number;
} {
  return { positives: tp + fp, negatives: fn + tn };
}

function countOutcomes({
  group,
  actual,
  said,
}: {
  readonly group: Uint8Array;
  readonly actual: Uint8Array;
  readonly said: Uint8Array;
}): FacetPair<ConfusionCounts> {
  const cells = new Float64Array(8);
  for (let row = 0; row < group.length; row++) {
    const cell = 4 * (group[row] as number) + 2 * (actual[row] as number) + (said[row] as number); // one entry a row each
    cells[cell] = (cells[cell] as number) + 1; // from 0 to 7
  }
  const [tn = 0, fp = 0, fn = 0, tp = 0, otherTn = 0, otherFp = 0, otherFn = 0, otherTp = 0] = cells;
  return { advantaged: { tp, fp, fn, tn }, disadvantaged: { tp: otherTp, fp: otherFp, fn: otherFn, tn: otherTn } };
}
