import type { Rng } from "#engine/core/random.ts";

/** The numbers 0 to n − 1 in random order, each order equally likely (Fisher and Yates); without rng in their own order. O(n). */
export function shuffled(count: number, rng: Rng | undefined): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  if (rng === undefined) return order;
  for (let last = count - 1; last > 0; last--) {
    const other = rng.integer(last + 1);
    const held = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = held;
  }
  return order;
}
