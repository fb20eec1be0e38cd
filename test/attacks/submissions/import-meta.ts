// threat: 18 — reads its own address and resolves neighbours
// ends: learner-error
const { url } = import.meta;
console.log("siklus-escaped:", url, import.meta.resolve?.("./hidden.ts"));

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
