import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionCounts } from "#engine/metrics/confusion-counts.ts";
import { requireCount, requireCounts } from "#engine/metrics/require-counts.ts";

/**
 * A bias metric, or the reason why the rows can not tell. `value` is what SageMaker Clarify reports in its place: 0 for
 * 0/0, Infinity for a division by zero; NaN where Clarify stops with an error.
 */
export type BiasValue =
  | { readonly status: "estimated"; readonly value: number }
  | {
      readonly status: "not-estimable";
      readonly value: number;
      readonly reason: "empty-group" | "zero-by-zero" | "division-by-zero" | "class-absent" | "not-given";
    };

/** The two groups of a facet: the one that bias usually favors, and the one that it harms. */
export type FacetPair<Counts> = { readonly advantaged: Counts; readonly disadvantaged: Counts };

/** How many rows of a group are positive and negative, by their labels or by what a model said. */
export type ClassCounts = { readonly positives: number; readonly negatives: number };

/** A number that the rows do give. */
export function estimated(value: number): BiasValue {
  return { status: "estimated", value };
}

/** A number that stands in for one that the rows do not give. */
export function notEstimable(
  reason: Extract<BiasValue, { readonly status: "not-estimable" }>["reason"],
  value: number = Number.NaN,
): BiasValue {
  return { status: "not-estimable", reason, value };
}

/** A ratio by Clarify's rule: 0/0 is 0, anything else by 0 is infinite; both are marked. */
export function clarifyRatio(numerator: number, denominator: number): BiasValue {
  if (denominator !== 0) return estimated(numerator / denominator);
  return numerator === 0 ? notEstimable("zero-by-zero", 0) : notEstimable("division-by-zero", Number.POSITIVE_INFINITY);
}

/** first − second, and why not where either is missing; infinite less infinite is 0, as in Clarify. */
export function clarifyDifference(first: BiasValue, second: BiasValue): BiasValue {
  const value = first.value === second.value ? 0 : first.value - second.value;
  if (first.status === "not-estimable") return notEstimable(first.reason, value);
  return second.status === "not-estimable" ? notEstimable(second.reason, value) : estimated(value);
}

/** Class counts of both groups, checked; none when a group is empty. */
export function classPair(functionName: string, pair: FacetPair<ClassCounts>): FacetPair<ClassCounts> | undefined {
  const { advantaged, disadvantaged } = requireClassPair(functionName, pair);
  const isFilled = ({ positives, negatives }: ClassCounts): boolean => positives + negatives > 0;
  return isFilled(advantaged) && isFilled(disadvantaged) ? pair : undefined;
}

/** Stops unless both groups have two counts. */
export function requireClassPair(functionName: string, pair: FacetPair<ClassCounts>): FacetPair<ClassCounts> {
  requireOptions(functionName, pair, ["advantaged", "disadvantaged"]);
  for (const group of [pair?.advantaged, pair?.disadvantaged]) {
    requireCount(functionName, group?.positives);
    requireCount(functionName, group?.negatives);
  }
  return pair;
}

/** Confusion counts of both groups, checked; none when a group is empty. */
export function confusionPair(
  functionName: string,
  pair: FacetPair<ConfusionCounts>,
): FacetPair<ConfusionCounts> | undefined {
  requireOptions(functionName, pair, ["advantaged", "disadvantaged"]);
  requireCounts(functionName, pair?.advantaged);
  requireCounts(functionName, pair?.disadvantaged);
  const isFilled = ({ tp, fp, fn, tn }: ConfusionCounts): boolean => tp + fp + fn + tn > 0;
  return isFilled(pair.advantaged) && isFilled(pair.disadvantaged) ? pair : undefined;
}
