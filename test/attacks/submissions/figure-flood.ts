// threat: 11 — draws and reports progress without end
// ends: fail|time-limit
import { line, progress } from "siklus/show";

const y = Float64Array.from({ length: 4_000 }, (_, i) => i);
for (let i = 0; i < 2_000; i++) {
  progress(i / 2_000, "▓".repeat(200));
  line({ title: "flood", x: y, y } as never);
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
