import { createRng } from "#engine/core/random.ts";

/** What a model said of rows whose truth is known: label 1 or 0 and a score between 0 and 1. */
export type ScoredRows = { readonly labels: readonly number[]; readonly scores: readonly number[] };

export const sourceNames = ["two-gaussians", "spam", "diabetes"] as const;
export type SourceName = (typeof sourceNames)[number];

const seed = 20;
const positiveCount = 80;
const negativeCount = 120;
/** One standard deviation on the score axis, so that four of them fit beside each mean. */
const deviation = 0.12;

/**
 * Two bell-shaped classes whose means lie `distance` standard deviations apart, around 0.5. The same draws serve every
 * distance, so that the rows slide when it changes instead of jumping about.
 */
export function twoGaussians(distance: number): ScoredRows {
  const rng = createRng(seed);
  const labels = [...Array<number>(positiveCount).fill(1), ...Array<number>(negativeCount).fill(0)];
  const scores = labels.map((label) => {
    const z = standardNormal(rng.uniform(), rng.uniform());
    const score = 0.5 + deviation * (z + (label === 1 ? distance : -distance) / 2);
    return Math.min(0.999, Math.max(0.001, Math.round(score * 1000) / 1000));
  });
  return { labels, scores };
}

/** Box and Muller 1958; 1 - u keeps the logarithm away from 0. */
function standardNormal(u: number, v: number): number {
  return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
}
