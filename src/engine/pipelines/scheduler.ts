import { type ArtifactStore, contentHash } from "./artifact-store.ts";
import type { AttemptOutcome, Launch } from "./attempt.ts";
import { holds } from "./condition.ts";
import type { Pipeline, PipelineStep } from "./pipeline.ts";
import { planPipeline } from "./plan-pipeline.ts";
import { createReadyQueue } from "./ready-queue.ts";
import { retryDelayMs } from "./retry-delay.ts";
import { hasEnded, type PipelineEvent, type RunRecord, type StepError, type StepState } from "./run-record.ts";
import { findKnownOutputs, type Hashes, hashOfSource, rngOf, storeOutputs } from "./step-data.ts";
import { errorOf } from "./step-error.ts";
import { verdictOn } from "./verdict-on-step.ts";

/**
 * The state of a run and its rules, without time and without waiting: a driver says what o'clock it is and how attempts ended, and
 * is told which to begin. The simulated and the real runner are two drivers of it.
 */
export type Scheduler = {
  /** Decides all that can be decided now (skips, cached results) and returns the attempts to begin. */
  readonly launch: (nowMs: number) => readonly Launch[];
  readonly finish: (ended: { readonly step: string; readonly outcome: AttemptOutcome; readonly nowMs: number }) => void;
  readonly cancel: (nowMs: number) => void;
  /** When the next retry is due; undefined when none waits. */
  readonly nextDueMs: () => number | undefined;
  /** How many steps have not ended. */
  readonly openCount: () => number;
  readonly record: () => RunRecord;
};

/** Opens a run; with `resume`, what succeeded there and would be asked in the same words again is not done again. */
export function createScheduler({
  pipeline,
  parameters,
  store,
  maxParallel,
  seed,
  nowMs: startedMs,
  resume,
}: {
  readonly pipeline: Pipeline;
  /** Hashes of the values by name, all of them in the store. */
  readonly parameters: Hashes;
  readonly store: ArtifactStore;
  readonly maxParallel: number;
  readonly seed: number;
  readonly nowMs: number;
  readonly resume: RunRecord | undefined;
}): Scheduler {
  const plan = planPipeline(pipeline);
  const steps = new Map(pipeline.steps.map((step) => [step.name, step]));
  const states = new Map<string, StepState>(pipeline.steps.map(({ name }) => [name, { status: "pending" }]));
  const queue = createReadyQueue(plan);
  /** The question of each step under way: its key and the hashes of its inputs. */
  const asked = new Map<string, { readonly key: string; readonly inputs: Hashes }>();
  /** When each step that waits for a retry is due. */
  const due = new Map<string, number>();
  const events: PipelineEvent[] = [];
  let running = 0;
  let open = states.size;
  let endedMs: number | null = null;
  let isCancelled = false;

  const statusOf = (): RunRecord["status"] => {
    if (isCancelled) return "cancelled";
    if (open > 0) return "running";
    return [...states.values()].some(({ status }) => status === "failed") ? "failed" : "succeeded";
  };

  const note = (event: Omit<PipelineEvent, "attempt" | "detail"> & Partial<PipelineEvent>): void => {
    events.push({ attempt: 0, detail: "", ...event });
  };

  const set = ({
    step,
    state,
    nowMs,
  }: {
    readonly step: string;
    readonly state: StepState;
    readonly nowMs: number;
  }): void => {
    if (states.get(step)?.status === "running") running -= 1;
    if (state.status === "running") running += 1;
    states.set(step, state);
    if (!hasEnded(state)) return;
    open -= 1;
    asked.delete(step);
    queue.end(step);
    if (open > 0) return;
    endedMs = nowMs;
    note({ atMs: nowMs, type: "run-ended", step: null, detail: statusOf() });
  };

  const fail = ({
    step: { name, retry },
    attempt,
    error,
    nowMs,
  }: {
    readonly step: PipelineStep;
    readonly attempt: number;
    readonly error: StepError;
    readonly nowMs: number;
  }): void => {
    const detail = `${error.name}: ${error.message}`;
    const isRetried = retry?.errors === undefined || retry.errors.includes(error.name);
    if (retry !== undefined && attempt > 0 && attempt <= retry.maxRetries && isRetried) {
      const dueMs = nowMs + retryDelayMs({ policy: retry, retry: attempt, rng: rngOf([seed, name, attempt]) });
      note({ atMs: nowMs, type: "step-retrying", step: name, attempt, detail });
      due.set(name, dueMs);
      set({ step: name, state: { status: "retrying", attempt, error, dueMs }, nowMs });
    } else {
      note({ atMs: nowMs, type: "step-failed", step: name, attempt, detail });
      set({ step: name, state: { status: "failed", attempt, error, endedMs: nowMs }, nowMs });
    }
  };

  const succeed = ({
    step: { name, version = "1" },
    attempt,
    question,
    outputs,
    origin,
    startedMs: since,
    nowMs,
  }: {
    readonly step: PipelineStep;
    readonly attempt: number;
    readonly question: { readonly key: string; readonly inputs: Hashes };
    readonly outputs: Hashes;
    readonly origin: "computed" | "cached" | "resumed";
    readonly startedMs: number;
    readonly nowMs: number;
  }): void => {
    note({ atMs: nowMs, type: "step-succeeded", step: name, attempt, detail: origin });
    set({
      step: name,
      state: { status: "succeeded", attempt, version, ...question, outputs, startedMs: since, endedMs: nowMs, origin },
      nowMs,
    });
  };

  const hashOf = (source: Parameters<typeof hashOfSource>[0]["source"]): string =>
    hashOfSource({ source, states, parameters, store });

  /** Skips a step, takes its known outputs, or begins it. */
  const decide = (step: PipelineStep, nowMs: number): Launch | undefined => {
    const { name, inputs: sources = {}, version = "1" } = step;
    const former = states.get(name);
    const attempt = former?.status === "retrying" ? former.attempt + 1 : 1;
    try {
      let question = asked.get(name);
      if (question === undefined) {
        const verdict = verdictOn({
          step,
          states: (plan.dependencies[name] ?? []).map((other) => states.get(other)?.status ?? "pending"),
          meetsCondition: (condition) => holds({ condition, read: (source) => store.get(hashOf(source)) }),
        });
        if (verdict !== "run") {
          note({ atMs: nowMs, type: "step-skipped", step: name, detail: verdict });
          set({ step: name, state: { status: "skipped", reason: verdict, endedMs: nowMs }, nowMs });
          return undefined;
        }
        const inputs = Object.fromEntries(Object.entries(sources).map(([input, source]) => [input, hashOf(source)]));
        question = { key: contentHash({ step: name, version, inputs }), inputs };
        const known = findKnownOutputs({ step, key: question.key, nowMs, store, resume });
        if (known !== undefined) {
          succeed({ step, attempt: 0, question, ...known, startedMs: nowMs, nowMs });
          return undefined;
        }
        asked.set(name, question);
      }
      const inputs = Object.fromEntries(
        Object.entries(question.inputs).map(([input, hash]) => [input, store.get(hash)]),
      );
      note({ atMs: nowMs, type: "step-started", step: name, attempt });
      set({ step: name, state: { status: "running", attempt, startedMs: nowMs }, nowMs });
      return { step, attempt, inputs, rng: rngOf(question.key) };
    } catch (error) {
      fail({ step, attempt: 0, error: errorOf(error), nowMs });
      return undefined;
    }
  };

  note({ atMs: startedMs, type: "run-started", step: null, detail: resume === undefined ? "" : "resumed" });

  return {
    launch: (nowMs) => {
      for (const [name, dueMs] of due) {
        if (dueMs > nowMs) continue;
        due.delete(name);
        queue.add(name);
      }
      const launches: Launch[] = [];
      while (running < maxParallel) {
        const step = steps.get(queue.take() ?? "");
        if (step === undefined) break;
        const launch = decide(step, nowMs);
        if (launch !== undefined) launches.push(launch);
      }
      return launches;
    },
    finish: ({ step: name, outcome, nowMs }) => {
      const step = steps.get(name);
      const state = states.get(name);
      const question = asked.get(name);
      if (step === undefined || state?.status !== "running" || question === undefined) return;
      const { attempt, startedMs: since } = state;
      if (outcome.status === "failed") {
        fail({ step, attempt, error: outcome.error, nowMs });
        return;
      }
      try {
        const outputs = storeOutputs({ store, step: name, outputs: outcome.outputs });
        store.saveCached(question.key, { outputs, savedMs: nowMs });
        succeed({ step, attempt, question, outputs, origin: "computed", startedMs: since, nowMs });
      } catch (error) {
        fail({ step, attempt, error: errorOf(error), nowMs });
      }
    },
    cancel: (nowMs) => {
      if (open === 0) return;
      isCancelled = true;
      queue.close();
      due.clear();
      for (const [name, state] of states) {
        if (hasEnded(state)) continue;
        note({ atMs: nowMs, type: "step-cancelled", step: name });
        set({ step: name, state: { status: "cancelled", endedMs: nowMs }, nowMs });
      }
    },
    nextDueMs: () => (due.size === 0 ? undefined : Math.min(...due.values())),
    openCount: () => open,
    record: () => ({
      kind: "pipeline-run",
      version: 1,
      pipeline: pipeline.name,
      parameters,
      seed,
      startedMs,
      endedMs,
      status: statusOf(),
      steps: Object.fromEntries(states),
      events: [...events],
    }),
  };
}
