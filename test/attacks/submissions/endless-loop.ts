// threat: 14 — a loop without end while the module loads
// ends: time-limit
let turns = 0;
while (true) turns++;

export function countOutcomes() {
  return turns;
}
