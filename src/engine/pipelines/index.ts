/** The door `siklus/pipelines`: steps that run in order, remember what they made, and know when to run again. */
export { EngineError, type EngineErrorCode } from "#engine/core/errors.ts";
export { createRng, type Rng } from "#engine/core/random.ts";
export { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
export { formatUtc, parseUtc } from "#engine/core/utc-text.ts";
export {
  type ArtifactStore,
  type CachedOutputs,
  contentHash,
  createArtifactStore,
  type StoreContent,
} from "./artifact-store.ts";
export type { CronFields, DayRule } from "./cron-fields.ts";
export { diffRuns, type RunDifference, type StepDifference } from "./diff-runs.ts";
export { type EventPattern, matchesEvent } from "./event-pattern.ts";
export {
  buildLineage,
  type Lineage,
  type LineageArtifact,
  type LineageContext,
  type LineageExecution,
} from "./lineage.ts";
export {
  findLineagePath,
  type LineagePart,
  type LineageStation,
  lineageAfter,
  lineageBefore,
} from "./lineage-queries.ts";
export { nextRuns } from "./next-runs.ts";
export type { RunOptions } from "./open-run.ts";
export type {
  Clock,
  Condition,
  Outputs,
  Pipeline,
  PipelineStep,
  RetryPolicy,
  Signal,
  Source,
  StepContext,
  Trigger,
} from "./pipeline.ts";
export { type PipelinePlan, planPipeline } from "./plan-pipeline.ts";
export { retryDelayMs } from "./retry-delay.ts";
export { runPipeline } from "./run-pipeline.ts";
export type { PipelineEvent, RunRecord, StepError, StepState } from "./run-record.ts";
export { parseSchedule, type Schedule } from "./schedule.ts";
export { type SimulateOptions, simulatePipeline, simulatePipelineSteps } from "./simulate-pipeline.ts";
