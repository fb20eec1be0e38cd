import type { Rng } from "#engine/core/random.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import type { Fleet } from "./fleet.ts";
import { functionName } from "./simulation-settings.ts";
import type { Variant } from "./variant.ts";

/** A variant and its part of the traffic. */
export type WeightedVariant = Variant & {
  /** Requests are shared out in the proportion of weights; default 1. */
  readonly weight?: number;
};

/** The weights of the variants, checked; a deployment moves them. */
export function parseWeights(variants: readonly WeightedVariant[]): number[] {
  requireList({ functionName, name: "variants", value: variants, least: 1 });
  const weights = variants.map((variant) =>
    requireNumber({ functionName, name: "variant.weight", value: variant?.weight ?? 1, least: 0 }),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  requireNumber({ functionName, name: "the sum of weights", value: sum, above: 0 });
  return weights;
}

/** Draws the fleet that a request goes to. */
export function chooseFleet({
  clientFleets,
  weights,
  rng,
}: {
  readonly clientFleets: readonly Fleet[];
  readonly weights: readonly number[];
  readonly rng: Rng;
}): Fleet {
  let sum = 0;
  for (const weight of weights) sum += weight;
  let left = rng.uniform() * sum;
  let chosen = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number; // i < length
    if (weight === 0) continue;
    chosen = i;
    if (left < weight) break;
    left -= weight;
  }
  return clientFleets[chosen] as Fleet; // as many fleets as weights
}
