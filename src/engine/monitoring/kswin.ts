import type { Rng } from "#engine/core/random.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import { ksOfSorted } from "./ks-test.ts";

/** What KSWIN remembers: the last values, the oldest first. */
export type KswinState = {
  readonly kind: "kswin";
  readonly version: 1;
  readonly significance: number;
  readonly windowSize: number;
  readonly recentSize: number;
  readonly window: readonly number[];
};

/**
 * KSWIN (Raab, Heusinger & Schleif 2020): are the newest values still drawn from the same source as those before them?
 *
 * Of a sliding window, the last `recentSize` values are set against as many drawn by chance, without repetition, from
 * the older ones, by the Kolmogorov–Smirnov test with its exact p value. At a p value of `significance` or less it is
 * drift, and only the recent values stay. It notices changes of spread and shape that leave the mean alone. Since it
 * asks at every step, chance gets many chances: keep the significance small.
 */
export function stepKswin(
  state: KswinState,
  { value, rng }: { readonly value: number; readonly rng: Rng },
): { state: KswinState; status: "stable" | "drift" } {
  const { windowSize, recentSize, significance } = state;
  const window = [...state.window.slice(Math.max(0, state.window.length + 1 - windowSize)), value];
  if (window.length < windowSize) return { state: { ...state, window }, status: "stable" };
  const olderSize = windowSize - recentSize;
  const recent = window.slice(olderSize);
  const baseline = sortNumbers(draw({ values: window.slice(0, olderSize), count: recentSize, rng }));
  const { pValue } = ksOfSorted({ baseline, current: sortNumbers(recent), isExact: true });
  if (pValue > significance) return { state: { ...state, window }, status: "stable" };
  return { state: { ...state, window: recent }, status: "drift" };
}

/** The first `count` places of a shuffle (Fisher–Yates, from the front). */
function draw({
  values,
  count,
  rng,
}: {
  readonly values: number[];
  readonly count: number;
  readonly rng: Rng;
}): number[] {
  for (let place = 0; place < count; place++) {
    const from = place + rng.integer(values.length - place);
    const taken = values[from] as number; // from < length
    values[from] = values[place] as number; // place < length
    values[place] = taken;
  }
  return values.slice(0, count);
}
