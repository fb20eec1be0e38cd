import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import type { AttemptOutcome, Launch } from "./attempt.ts";
import { createCancellation } from "./cancellation.ts";
import { openRun, type RunOptions } from "./open-run.ts";
import type { RunRecord } from "./run-record.ts";
import { rngOf } from "./step-data.ts";
import { errorOf, timeoutError } from "./step-error.ts";

export type SimulateOptions = RunOptions & {
  /** When the run begins; default 0. */
  readonly startMs?: number;
  /** How long an attempt takes; drawn from `rng`, the same for the same step, attempt and seed. Default 1 second each. */
  readonly durationMs?: (attempt: { readonly step: string; readonly attempt: number; readonly rng: Rng }) => number;
};

/**
 * Runs a pipeline in simulated time: hours of waiting, retrying and timing out pass in no time, and every run is the same.
 *
 * The steps' functions really run, at once and without promises; how long they are said to take comes from `durationMs`. Two steps
 * side by side take as long as the longer one, and so the record tells what parallelism, retries and caching are worth.
 *
 * Cost: the steps' own, plus O(inputs + size of outputs) for hashing and O(steps) for each report; made for hundreds of steps.
 *
 * @param options  the pipeline, its parameters, a store, durations
 * @returns        the record of the run; times are those of the simulation
 * @throws {EngineError} as `runPipeline`; "out-of-range" for a negative duration
 * @example
 * const run = () => ({});
 * const steps = [{ name: "a", run }, { name: "b", run }, { name: "c", after: ["a", "b"], run }];
 * simulatePipeline({ pipeline: { name: "demo", steps }, durationMs: () => 60_000, rng: createRng(1) }).endedMs // => 120000
 */
export function simulatePipeline(options: SimulateOptions): RunRecord {
  return runToEnd(simulatePipelineSteps(options));
}

/**
 * The same with a report whenever the simulated clock moves: draw the record, or stop with `return()` and resume from it later.
 *
 * @example
 * const pipeline = { name: "demo", steps: [{ name: "a", run: () => ({}) }] };
 * runToEnd(simulatePipelineSteps({ pipeline, rng: createRng(1) })).status // => "succeeded"
 */
export function* simulatePipelineSteps(
  given: SimulateOptions,
): Steps<Progress & { readonly record: RunRecord }, RunRecord> {
  const functionName = "simulatePipeline";
  const {
    startMs = 0,
    durationMs = () => 1000,
    ...options
  } = requireOptions(functionName, given, [
    "pipeline",
    "parameters",
    "store",
    "maxParallel",
    "rng",
    "resume",
    "startMs",
    "durationMs",
  ]);
  const scheduler = openRun({ functionName, nowMs: startMs, ...options });
  const total = options.pipeline.steps.length;
  const { seed } = scheduler.record();
  // Attempts under way, each with its end; the earliest ends first, and among equals the one that began first.
  const underWay: { readonly step: string; readonly endMs: number; readonly outcome: AttemptOutcome }[] = [];
  let nowMs = startMs;
  for (;;) {
    for (const launch of scheduler.launch(nowMs)) {
      const rng = rngOf([seed, launch.step.name, launch.attempt, "duration"]);
      const takesMs = durationMs({ step: launch.step.name, attempt: launch.attempt, rng });
      requireNumber({ functionName, name: `durationMs of ${launch.step.name}`, value: takesMs, least: 0 });
      const { timeoutMs = Number.POSITIVE_INFINITY } = launch.step;
      underWay.push(
        takesMs > timeoutMs
          ? {
              step: launch.step.name,
              endMs: nowMs + timeoutMs,
              outcome: { status: "failed", error: timeoutError(timeoutMs) },
            }
          : { step: launch.step.name, endMs: nowMs + takesMs, outcome: attemptAtOnce(launch) },
      );
    }
    const record = scheduler.record();
    if (scheduler.openCount() === 0) return record;
    yield { done: total - scheduler.openCount(), total, record };
    const next = underWay.reduce<number | undefined>(
      (at, { endMs }) => (at === undefined || endMs < at ? endMs : at),
      undefined,
    );
    const dueMs = scheduler.nextDueMs();
    nowMs = Math.min(next ?? Number.POSITIVE_INFINITY, dueMs ?? Number.POSITIVE_INFINITY);
    for (let at = 0; at < underWay.length; ) {
      const attempt = underWay[at];
      if (attempt === undefined || attempt.endMs > nowMs) {
        at += 1;
        continue;
      }
      underWay.splice(at, 1);
      scheduler.finish({ step: attempt.step, outcome: attempt.outcome, nowMs });
    }
  }
}

function attemptAtOnce({ step, attempt, inputs, rng }: Launch): AttemptOutcome {
  try {
    const outputs = step.run({ inputs, attempt, rng, signal: createCancellation().signal });
    if (!(outputs instanceof Promise)) return { status: "succeeded", outputs };
    // A rejection that nobody waits for would end the host; this run has failed the step already.
    outputs.catch(() => undefined);
    throw new EngineError("wrong-type", `simulatePipeline requires ${step.name} to return outputs, got a promise`, {
      function: "simulatePipeline",
      step: step.name,
      got: "a promise",
    });
  } catch (error) {
    return { status: "failed", error: errorOf(error) };
  }
}
