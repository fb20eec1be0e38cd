import type { Condition, PipelineStep } from "./pipeline.ts";
import type { StepState } from "./run-record.ts";

/** Whether a step runs, now that all it waits for has ended; or why it is skipped. The trigger is asked before the condition. */
export function verdictOn({
  step,
  states,
  meetsCondition,
}: {
  readonly step: PipelineStep;
  /** How the steps that it waits for have ended. */
  readonly states: readonly StepState["status"][];
  readonly meetsCondition: (condition: Condition) => boolean;
}): "run" | "condition" | "upstream-skipped" | "upstream-failed" {
  const { trigger = "all-succeeded", onlyIf } = step;
  if (trigger !== "all-ended" && states.includes("failed")) return "upstream-failed";
  if (trigger === "all-succeeded" && states.some((status) => status !== "succeeded")) return "upstream-skipped";
  return onlyIf === undefined || meetsCondition(onlyIf) ? "run" : "condition";
}
