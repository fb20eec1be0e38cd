// threat: 18 — imports a file of the machine as text
// ends: learner-error
import passwords from "file:///etc/passwd" with { type: "text" };

console.log(passwords);
export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
