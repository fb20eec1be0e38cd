// threat: 19 — fills the heap
// ends: memory-limit|crashed|time-limit
const all: unknown[] = [];
for (;;) all.push(new Array(1_000_000).fill(Math.random()));

export function countOutcomes() {
  return all;
}
