/** Why an attempt failed: the name by which a retry policy knows it, and the text for people. */
export type StepError = { readonly name: string; readonly message: string };

/** How far a step is. Hashes are keys of the artifact store. */
export type StepState =
  | { readonly status: "pending" }
  | { readonly status: "running"; readonly attempt: number; readonly startedMs: number }
  | { readonly status: "retrying"; readonly attempt: number; readonly error: StepError; readonly dueMs: number }
  | {
      readonly status: "succeeded";
      readonly attempt: number;
      readonly version: string;
      /** Hash of name, version and inputs: equal keys, equal work. */
      readonly key: string;
      readonly inputs: Readonly<Record<string, string>>;
      readonly outputs: Readonly<Record<string, string>>;
      readonly startedMs: number;
      readonly endedMs: number;
      /** "computed" here; "cached" from another run; "resumed" from the record that this run goes on from. */
      readonly origin: "computed" | "cached" | "resumed";
    }
  | { readonly status: "failed"; readonly attempt: number; readonly error: StepError; readonly endedMs: number }
  | {
      readonly status: "skipped";
      readonly reason: "condition" | "upstream-skipped" | "upstream-failed";
      readonly endedMs: number;
    }
  | { readonly status: "cancelled"; readonly endedMs: number };

/** One thing that happened; attempt is 0 where it means nothing. */
export type PipelineEvent = {
  readonly atMs: number;
  readonly type:
    | "run-started"
    | "run-ended"
    | "step-started"
    | "step-succeeded"
    | "step-failed"
    | "step-retrying"
    | "step-skipped"
    | "step-cancelled";
  readonly step: string | null;
  readonly attempt: number;
  readonly detail: string;
};

/** All there is to know about a run: what was asked, how each step is, what happened. Plain data: keep it, and resume from it. */
export type RunRecord = {
  readonly kind: "pipeline-run";
  readonly version: 1;
  readonly pipeline: string;
  /** Hashes of the parameters by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly startedMs: number;
  readonly endedMs: number | null;
  readonly status: "running" | "succeeded" | "failed" | "cancelled";
  readonly steps: Readonly<Record<string, StepState>>;
  readonly events: readonly PipelineEvent[];
};

/** Whether a step will not change any more. */
export function hasEnded({ status }: StepState): boolean {
  return status !== "pending" && status !== "running" && status !== "retrying";
}
