import { normalQuantile } from "#engine/core/normal-quantile.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";

/** Which difference would be news: any, or only that treatment is larger (or smaller) than control. */
export type Alternative = "two-sided" | "larger" | "smaller";

export function requireAlternative(functionName: string, alternative: Alternative): Alternative {
  const options: readonly Alternative[] = ["two-sided", "larger", "smaller"];
  return requireOneOf({ functionName, name: "alternative", value: alternative, options });
}

/** The p value, given the survival function of a symmetric statistic. */
export function pValueOf({
  statistic,
  survival,
  alternative,
}: {
  readonly statistic: number;
  readonly survival: (statistic: number) => number;
  readonly alternative: Alternative;
}): number {
  if (alternative === "larger") return survival(statistic);
  if (alternative === "smaller") return survival(-statistic);
  return Math.min(1, 2 * survival(Math.abs(statistic)));
}

/** The interval that belongs to the test: one-sided alternatives leave the other end open. */
export function intervalOf({
  estimate,
  standardError,
  confidence,
  quantile,
  alternative,
}: {
  readonly estimate: number;
  readonly standardError: number;
  readonly confidence: number;
  readonly quantile: (p: number) => number;
  readonly alternative: Alternative;
}): { readonly lower: number; readonly upper: number } {
  const reach = standardError * quantile(alternative === "two-sided" ? (1 + confidence) / 2 : confidence);
  return {
    lower: alternative === "smaller" ? Number.NEGATIVE_INFINITY : estimate - reach,
    upper: alternative === "larger" ? Number.POSITIVE_INFINITY : estimate + reach,
  };
}

/** The z that a test statistic must exceed. */
export function criticalZ({
  significance,
  alternative,
}: {
  readonly significance: number;
  readonly alternative: Alternative;
}): number {
  return normalQuantile(1 - (alternative === "two-sided" ? significance / 2 : significance));
}
