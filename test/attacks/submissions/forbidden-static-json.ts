// threat: 18 — imports a file of the project as JSON
// ends: learner-error
import project from "../../../package.json" with { type: "json" };

console.log(project);
export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
