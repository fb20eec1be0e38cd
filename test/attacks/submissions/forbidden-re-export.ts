// threat: 18 — re-exports what it may not import
// ends: learner-error
export * from "siklus/lab";
export { countOutcomes } from "../../../labs/07-metrics/fish-matrix/solution.ts";
