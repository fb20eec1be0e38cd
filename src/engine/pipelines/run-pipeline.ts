import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { AttemptOutcome, Launch } from "./attempt.ts";
import { createCancellation } from "./cancellation.ts";
import { openRun, type RunOptions } from "./open-run.ts";
import type { Clock, Signal } from "./pipeline.ts";
import type { RunRecord } from "./run-record.ts";
import { errorOf, timeoutError } from "./step-error.ts";

/**
 * Runs a pipeline: every step as soon as what it waits for has ended, several at once, with retries, time limits and a memory.
 *
 * A step whose name, version and inputs are the same as before is not run again: its outputs are taken from the store. A step that
 * fails is retried as its policy says; when it fails for good, what depends on it is skipped, and the rest goes on. `onChange`
 * gets the record after each change: keep the last one, and after a crash `resume` goes on from there, doing again only what had
 * not succeeded. Errors of steps do not throw: the record says what happened.
 *
 * Cost: the steps' own, plus O(inputs + size of outputs) for hashing.
 *
 * @param options   as for `simulatePipeline`, with a clock; `signal` cancels the run, and steps see it in their own signal
 * @returns         the record of the run
 * @throws {EngineError} as `planPipeline`; "bad-expression" for a parameter that is missing or unknown, "out-of-range" for
 *                      maxParallel or a record of another pipeline
 * @example
 * const clock = { nowMs: () => 0, sleep: async () => undefined };
 * const steps = [{ name: "load", run: async () => ({ rows: 3 }) }];
 * (await runPipeline({ pipeline: { name: "demo", steps }, clock, rng: createRng(1) })).status // => "succeeded"
 * @source  AWS Step Functions (retries, timeouts); Amazon SageMaker Pipelines (conditions, caching)
 */
export async function runPipeline(
  given: RunOptions & {
    readonly clock: Clock;
    readonly signal?: Signal;
    readonly onChange?: (record: RunRecord) => void;
  },
): Promise<RunRecord> {
  const {
    clock,
    signal,
    onChange = () => undefined,
    ...options
  } = requireOptions("runPipeline", given, [
    "pipeline",
    "parameters",
    "store",
    "maxParallel",
    "rng",
    "resume",
    "clock",
    "signal",
    "onChange",
  ]);
  if (typeof clock?.nowMs !== "function" || typeof clock.sleep !== "function") {
    const got = String(clock);
    const text = `runPipeline requires clock to have nowMs and sleep, got ${got}`;
    throw new EngineError("wrong-type", text, { function: "runPipeline", argument: "clock", got });
  }
  const scheduler = openRun({ functionName: "runPipeline", nowMs: clock.nowMs(), ...options });
  const running = new Map<string, Attempt>();
  const isCancelled = () => signal?.aborted === true;
  const cancelled = new Promise<void>((resolve) => signal?.addEventListener("abort", resolve));
  while (scheduler.openCount() > 0 && !isCancelled()) {
    for (const launch of scheduler.launch(clock.nowMs())) running.set(launch.step.name, begin({ launch, clock }));
    onChange(scheduler.record());
    if (scheduler.openCount() === 0 || isCancelled()) break;
    const waiting = createCancellation();
    const dueMs = scheduler.nextDueMs();
    const attempts = [...running.values()].map(({ ended }) => ended);
    const due = dueMs === undefined ? [] : [clock.sleep(Math.max(0, dueMs - clock.nowMs()), waiting.signal)];
    const ended = await Promise.race([...attempts, ...due, cancelled]);
    waiting.abort();
    if (ended === undefined) continue;
    running.delete(ended.step);
    scheduler.finish({ ...ended, nowMs: clock.nowMs() });
  }
  if (isCancelled()) scheduler.cancel(clock.nowMs());
  for (const { stop } of running.values()) stop();
  const record = scheduler.record();
  onChange(record);
  return record;
}

type Ended = { readonly step: string; readonly outcome: AttemptOutcome };
type Attempt = { readonly ended: Promise<Ended>; readonly stop: () => void };

/** One attempt: its function against its time limit. Whoever loses is told by the signal and no longer listened to. */
function begin({ launch, clock }: { readonly launch: Launch; readonly clock: Clock }): Attempt {
  const { step, attempt, inputs, rng } = launch;
  const { signal, abort } = createCancellation();
  const work = async (): Promise<AttemptOutcome> => {
    try {
      return { status: "succeeded", outputs: await step.run({ inputs, attempt, rng, signal }) };
    } catch (error) {
      return { status: "failed", error: errorOf(error) };
    }
  };
  const limit = async (timeoutMs: number): Promise<AttemptOutcome> => {
    await clock.sleep(timeoutMs, signal);
    return { status: "failed", error: timeoutError(timeoutMs) };
  };
  const { timeoutMs } = step;
  const first = timeoutMs === undefined ? work() : Promise.race([work(), limit(timeoutMs)]);
  const ended = first.then((outcome) => {
    abort();
    return { step: step.name, outcome };
  });
  return { ended, stop: abort };
}
