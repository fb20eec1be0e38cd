import type { PipelineDefinition } from "./definition.ts";
import type { Json, JsonObject } from "./json.ts";

/**
 * An execution as plain data, whole: structuredClone of it goes on as it would have. Times are milliseconds since 1970.
 * `advance` makes the next one; nothing changes one in place.
 */
export type PipelineExecution = {
  readonly kind: "pipeline-execution";
  readonly version: 1;
  readonly id: string;
  readonly arn: string;
  readonly pipelineName: string;
  readonly pipelineArn: string;
  readonly displayName: string | null;
  readonly description: string | null;
  readonly definition: PipelineDefinition;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly experiment: { readonly experimentName: string; readonly trialName: string } | null;
  readonly maxParallelSteps: number | null;
  readonly selection: { readonly sourceArn: string | null; readonly steps: readonly string[] } | null;
  readonly status: ExecutionStatus;
  readonly failureReason: string | null;
  readonly startedMs: number;
  readonly modifiedMs: number;
  readonly steps: Readonly<Record<string, StepState>>;
  /** Names of steps in the order in which they began. */
  readonly begun: readonly string[];
  /** Files that steps wait for, to evaluate their expressions. */
  readonly awaitedFiles: readonly { readonly step: string; readonly uri: string }[];
  /** Files that were read for steps that wait for them: step → URI → what it holds. */
  readonly files: Readonly<Record<string, Readonly<Record<string, FileContent>>>>;
};

export type ExecutionStatus = "Executing" | "Stopping" | "Stopped" | "Failed" | "Succeeded";

export type FileContent =
  | { readonly status: "read"; readonly value: Json }
  | { readonly status: "missing"; readonly why: string };

/** A step that was at work at least once. */
type Begun = {
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly startedMs: number;
  /** What is made is called so; null where AWS gives no name. */
  readonly name: string | null;
  /** What the definition asks names to begin with. */
  readonly prefix: string | null;
  readonly arguments: JsonObject;
  readonly settings: JsonObject;
  /** How often each retry policy of the step has been used; defaults that the definition lacks stand behind its own. */
  readonly retries: readonly number[];
  /** What is known of the result: of a job under way what the host told when it began. */
  readonly properties: JsonObject;
};

export type StepState =
  /** attempts: how often it was tried before the execution as a whole was retried. */
  | { readonly status: "Waiting"; readonly attempts: number }
  /** Will not run: a branch that was not taken, a step that needs such a one, or not selected. */
  | { readonly status: "Skipped" }
  | ({ readonly status: "Executing" } & Begun)
  | ({ readonly status: "Retrying"; readonly dueMs: number; readonly reason: string } & Begun)
  | ({ readonly status: "Stopping" } & Begun)
  | ({ readonly status: "Succeeded"; readonly endedMs: number; readonly origin: Origin } & Begun)
  | ({ readonly status: "Failed"; readonly endedMs: number; readonly reason: string } & Begun)
  | ({ readonly status: "Stopped"; readonly endedMs: number } & Begun);

export type BegunStep = Exclude<StepState, { readonly status: "Waiting" | "Skipped" }>;
export type RunningStep = Extract<StepState, { readonly status: "Executing" | "Stopping" }>;
export type SucceededStep = Extract<StepState, { readonly status: "Succeeded" }>;

/** Where the result of a step comes from. */
export type Origin = { readonly kind: "ran" } | { readonly kind: "cached" | "selected"; readonly executionArn: string };

export function stateOf(execution: PipelineExecution, step: string): StepState {
  return (
    (Object.hasOwn(execution.steps, step) ? execution.steps[step] : undefined) ?? { status: "Waiting", attempts: 0 }
  );
}

export function isOver(status: ExecutionStatus): boolean {
  return status === "Succeeded" || status === "Failed" || status === "Stopped";
}

export function withStep(execution: PipelineExecution, step: string, state: StepState): PipelineExecution {
  return { ...execution, steps: { ...execution.steps, [step]: state } };
}
