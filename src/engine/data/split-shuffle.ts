import type { Rng } from "#engine/core/random.ts";

/** Puts numbers into random order, in place, each order equally likely (Fisher–Yates). O(n). */
export function shuffleInPlace(values: Int32Array | Float64Array, rng: Rng): void {
  for (let last = values.length - 1; last > 0; last--) {
    const chosen = rng.integer(last + 1);
    const kept = values[last] as number; // last < length
    values[last] = values[chosen] as number; // chosen ≤ last
    values[chosen] = kept;
  }
}
