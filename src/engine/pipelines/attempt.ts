import type { Rng } from "#engine/core/random.ts";
import type { PipelineStep } from "./pipeline.ts";
import type { StepError } from "./run-record.ts";

/** An attempt to begin now. */
export type Launch = {
  readonly step: PipelineStep;
  readonly attempt: number;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly rng: Rng;
};

/** How it ended. */
export type AttemptOutcome =
  | { readonly status: "succeeded"; readonly outputs: unknown }
  | { readonly status: "failed"; readonly error: StepError };
