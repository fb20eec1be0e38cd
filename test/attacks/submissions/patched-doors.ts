// threat: 3 — replaces functions of the doors, by which checks compute what they expect
// lab: 07-metrics/auc-by-rank
// ends: fail
import * as data from "siklus/data";
import * as metrics from "siklus/metrics";

for (const door of [data, metrics] as any[]) {
  for (const name of Object.keys(door)) {
    try {
      door[name] = () => 0.123456;
    } catch {}
    try {
      Object.defineProperty(door, name, { value: () => 0.123456 });
    } catch {}
    try {
      Object.assign(door[name].prototype ?? {}, { valueOf: () => 0.123456 });
    } catch {}
  }
}

export function aucByRank() {
  return 0.123456;
}
