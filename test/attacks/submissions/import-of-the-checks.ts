// threat: 7 — imports the hidden checks by their place in the repository
// ends: learner-error
import hidden from "../../../labs/07-metrics/fish-matrix/hidden.ts";

console.log("siklus-escaped:", hidden);
export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
