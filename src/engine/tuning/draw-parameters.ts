import { createRng, type Rng } from "#engine/core/random.ts";
import { valueAt } from "./encode-parameters.ts";
import type { Parameters, SearchSpace } from "./search-space.ts";
import { shuffled } from "./shuffled.ts";

/** Chance for one trial, from the study's seed and the trial's number: the order of answers does not change what is drawn. */
export function trialRng(seed: number, trial: number): Rng {
  return createRng((seed ^ Math.imul(trial + 1, 0x2545f491)) >>> 0);
}

/** Settings at random: each category equally likely, numbers even on their scale. */
export function drawParameters(space: SearchSpace, rng: Rng): Parameters {
  return parametersAt(
    space,
    Object.keys(space).map(() => rng.uniform()),
  );
}

/**
 * The i-th of n first trials, spread as a Latin hypercube: each range is cut into n strips, and each strip gets one trial. So few
 * trials leave no part of a range unseen, which independent draws often do.
 *
 * @source  McKay, Beckman & Conover 1979
 */
export function spreadParameters({
  space,
  seed,
  index,
  count,
}: {
  readonly space: SearchSpace;
  readonly seed: number;
  readonly index: number;
  readonly count: number;
}): Parameters {
  const rng = createRng(seed);
  const places = Object.keys(space).map(() => {
    const strips = shuffled(count, rng);
    const within = Array.from({ length: count }, () => rng.uniform());
    return ((strips[index] ?? 0) + (within[index] ?? 0)) / count;
  });
  return parametersAt(space, places);
}

/** One place in [0, 1) for each range. */
function parametersAt(space: SearchSpace, places: readonly number[]): Parameters {
  return Object.fromEntries(
    Object.entries(space).map(([name, range], i) => {
      const place = places[i] ?? 0;
      if (range.type !== "categorical") return [name, valueAt(range, place)];
      return [name, range.values[Math.floor(place * range.values.length)] ?? ""];
    }),
  );
}
