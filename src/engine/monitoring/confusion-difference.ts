import type { ConfusionCounts } from "#engine/metrics/confusion-counts.ts";
import { type BiasValue, clarifyDifference, confusionPair, type FacetPair, notEstimable } from "./bias-value.ts";

/** A share of the confusion counts of one group less that of the other; `first` is the group that is not subtracted. */
export function confusionDifference({
  functionName,
  pair,
  share,
  first,
}: {
  readonly functionName: string;
  readonly pair: FacetPair<ConfusionCounts>;
  readonly share: (counts: ConfusionCounts) => BiasValue;
  readonly first: keyof FacetPair<ConfusionCounts>;
}): BiasValue {
  const found = confusionPair(functionName, pair);
  if (found === undefined) return notEstimable("empty-group");
  return clarifyDifference(share(found[first]), share(found[first === "advantaged" ? "disadvantaged" : "advantaged"]));
}
