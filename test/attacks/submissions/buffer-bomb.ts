// threat: 19 — array buffers lie outside the heap's limit: takes as many as it can
// ends: memory-limit|crashed|time-limit
const all: Uint8Array[] = [];
for (;;) all.push(new Uint8Array(256 * 1024 * 1024).fill(1));

export function countOutcomes() {
  return all;
}
