import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { compareLabels, type Label } from "#engine/metrics/label-codes.ts";
import { type BiasValue, type ClassCounts, type FacetPair, notEstimable } from "./bias-value.ts";
import { conditionalDemographicDisparity } from "./conditional-demographic-disparity.ts";
import { requireLabel } from "./fit-categories.ts";
import { classImbalance, positiveProportionDifference } from "./group-proportions.ts";
import { type LabelDistributionBias, labelDistributionBias } from "./label-distribution-bias.ts";
import { type Selection, selectRows } from "./select-rows.ts";

/** Bias in data, before any model: how many rows stand behind it, and Clarify's metrics by their abbreviations. */
export type DataBias = {
  readonly counts: FacetPair<ClassCounts>;
  readonly metrics: LabelDistributionBias & {
    /** Class imbalance. */
    readonly CI: BiasValue;
    /** Difference in proportions of labels. */
    readonly DPL: BiasValue;
    /** Conditional demographic disparity in labels; needs `strata`. */
    readonly CDDL: BiasValue;
  };
};

/**
 * Is there bias in the data already? All of SageMaker Clarify's pre-training metrics for one facet.
 *
 * A facet is the column that might be treated unfairly (sex, age, district). `disadvantaged` selects the group that
 * bias usually harms, by value or by threshold; everybody else is the advantaged group. `positive` selects the outcome
 * one hopes for. Look at the counts first: a difference between groups of 12 and 8 rows is seldom more than chance.
 *
 * @param facet          a column, length n
 * @param disadvantaged  `{ values: ["f"] }`, or `{ above: 40 }` for numbers strictly above
 * @param labels         the observed outcomes, length n
 * @param positive       `{ values: [1] }`, or `{ above: 50000 }`
 * @param strata         a column that says who is comparable with whom, length n, for CDDL
 * @returns              counts and metrics; each says whether it is estimable. O(n)
 * @throws {EngineError} "length-mismatch", "empty", "invalid-label" for missing values, "unknown-label" for a selection
 *                      that finds no row, "wrong-type"
 * @example
 * const facet = ["m", "m", "m", "f", "f"];
 * dataBias({ facet, disadvantaged: { values: ["f"] }, labels: [1, 1, 0, 0, 1], positive: { values: [1] } }).metrics.CI.value // => 0.2
 * @source  Amazon SageMaker Developer Guide, Pre-training bias metrics
 */
export function dataBias(options: {
  readonly facet: ArrayLike<Label>;
  readonly disadvantaged: Selection;
  readonly labels: ArrayLike<Label>;
  readonly positive: Selection;
  readonly strata?: ArrayLike<Label> | undefined;
}): DataBias {
  const functionName = "dataBias";
  const { facet, disadvantaged, labels, positive, strata } = requireOptions(functionName, options, [
    "facet",
    "disadvantaged",
    "labels",
    "positive",
    "strata",
  ]);
  requireSameLength(functionName, { facet, labels, ...(strata === undefined ? {} : { strata }) });
  const group = selectRows({ functionName, name: "facet", column: facet, selection: disadvantaged });
  const outcome = selectRows({ functionName, name: "labels", column: labels, selection: positive });
  const counts = countClasses(group, outcome);
  const rowsOf = ({ positives, negatives }: ClassCounts): number => positives + negatives;
  // With a threshold the labels are numbers without end; what is compared is then above or not.
  const compared = "above" in positive ? outcome : labels;
  return {
    counts,
    metrics: {
      CI: classImbalance({ advantaged: rowsOf(counts.advantaged), disadvantaged: rowsOf(counts.disadvantaged) }),
      DPL: positiveProportionDifference(counts),
      ...labelDistributionBias(countLabels({ functionName, group, labels: compared })),
      CDDL: disparityIn({ functionName, group, outcome, strata }),
    },
  };
}

/** Positives and negatives of both groups. */
export function countClasses(group: Uint8Array, outcome: Uint8Array): FacetPair<ClassCounts> {
  const cells = [0, 0, 0, 0];
  for (let row = 0; row < group.length; row++) {
    const cell = 2 * (group[row] as number) + (outcome[row] as number); // both have one entry a row
    cells[cell] = (cells[cell] as number) + 1; // from 0 to 3
  }
  const [negatives = 0, positives = 0, otherNegatives = 0, otherPositives = 0] = cells;
  return {
    advantaged: { positives, negatives },
    disadvantaged: { positives: otherPositives, negatives: otherNegatives },
  };
}

/** Conditional demographic disparity over the strata of a column. */
export function disparityIn({
  functionName,
  group,
  outcome,
  strata,
}: {
  readonly functionName: string;
  readonly group: Uint8Array;
  readonly outcome: Uint8Array;
  readonly strata: ArrayLike<Label> | undefined;
}): BiasValue {
  if (strata === undefined) return notEstimable("not-given");
  const rowsOf = new Map<Label, number[]>();
  for (let row = 0; row < group.length; row++) {
    const stratum = requireLabel({ functionName, value: strata[row], row });
    const rows = rowsOf.get(stratum);
    if (rows === undefined) rowsOf.set(stratum, [row]);
    else rows.push(row);
  }
  const pick = (values: Uint8Array, rows: readonly number[]): Uint8Array =>
    Uint8Array.from(rows, (row) => values[row] as number); // a row
  return conditionalDemographicDisparity(
    [...rowsOf.values()].map((rows) => countClasses(pick(group, rows), pick(outcome, rows))),
  );
}

/** Rows of each label in both groups, labels in their order. */
function countLabels({
  functionName,
  group,
  labels,
}: {
  readonly functionName: string;
  readonly group: Uint8Array;
  readonly labels: ArrayLike<Label>;
}): { readonly advantaged: readonly number[]; readonly disadvantaged: readonly number[] } {
  const found = new Map<Label, [number, number]>();
  for (let row = 0; row < group.length; row++) {
    const label = requireLabel({ functionName, value: labels[row], row });
    const pair = found.get(label) ?? [0, 0];
    pair[group[row] === 1 ? 1 : 0]++;
    found.set(label, pair);
  }
  const ordered = [...found].sort(([a], [b]) => compareLabels(a, b)).map(([, pair]) => pair);
  return { advantaged: ordered.map(([first]) => first), disadvantaged: ordered.map(([, second]) => second) };
}
