// threat: 5 — a module that is never done loading
// ends: time-limit
await new Promise(() => {});

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
