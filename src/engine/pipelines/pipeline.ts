import type { Rng } from "#engine/core/random.ts";

/** Where a step's input comes from: a parameter of the run, an output of another step, or a fixed value. */
export type Source =
  | { readonly parameter: string }
  | { readonly step: string; readonly output: string }
  | { readonly value: unknown };

/** A question to data, itself plain data, so that it can be drawn, hashed and audited; as SageMaker's condition steps ask it. */
export type Condition =
  | {
      readonly left: Source;
      readonly is: "equal" | "less" | "less-or-equal" | "greater" | "greater-or-equal" | "in";
      readonly right: Source;
    }
  | { readonly not: Condition }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** What to do when an attempt fails: the n-th retry waits intervalMs × backoffRateⁿ⁻¹, at most maxDelayMs. */
export type RetryPolicy = {
  /** Attempts after the first. */
  readonly maxRetries: number;
  readonly intervalMs?: number;
  readonly backoffRate?: number;
  readonly maxDelayMs?: number;
  /** "full" draws the wait between 0 and its length, so that many who failed together do not come back together. */
  readonly jitter?: "none" | "full";
  /** Names of the errors to retry (`timeout`, a code of EngineError, the name of an Error); left out = all. */
  readonly errors?: readonly string[];
};

/** When a step may run, once all that it waits for has ended. */
export type Trigger =
  /** Every one of them succeeded (default). */
  | "all-succeeded"
  /** None failed; some may have been skipped, and their outputs are null. */
  | "none-failed"
  /** However they ended: for cleaning up and telling people. */
  | "all-ended";

/** What a step's function is given. */
export type StepContext = {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** 1 for the first. */
  readonly attempt: number;
  /** Chance drawn from the content of the inputs: the same inputs give the same outputs, in every run. */
  readonly rng: Rng;
  /** Aborted when the run is cancelled or the step's time is over; work that takes long should look. */
  readonly signal: Signal;
};

/** One piece of work. Its function should depend on nothing but its inputs and its rng. */
export type PipelineStep = {
  readonly name: string;
  readonly inputs?: Readonly<Record<string, Source>>;
  /** Steps to wait for whose outputs are not needed. */
  readonly after?: readonly string[];
  /** The step is skipped when this does not hold. */
  readonly onlyIf?: Condition;
  readonly trigger?: Trigger;
  /** Of the function: change it when the function changes, or old results are taken for new ones. Default "1". */
  readonly version?: string;
  /** Whether results of the same version on the same inputs are reused; default true. */
  readonly cache?: boolean | { readonly expireAfterMs: number };
  readonly retry?: RetryPolicy;
  readonly timeoutMs?: number;
  /** Returns outputs by name: plain data. */
  readonly run: (context: StepContext) => Outputs | Promise<Outputs>;
};

/** What a step returns: plain data by name. */
export type Outputs = Readonly<Record<string, unknown>>;

/** Steps and the parameters they may ask for, each with its default; undefined = must be given. */
export type Pipeline = {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly steps: readonly PipelineStep[];
};

/** Tells that something is no longer wanted; an AbortSignal is one. */
export type Signal = {
  readonly aborted: boolean;
  readonly addEventListener: (type: "abort", listener: () => void) => void;
};

/** Time as an argument: what o'clock it is, and waiting. `sleep` may end early when its signal is aborted. */
export type Clock = {
  readonly nowMs: () => number;
  readonly sleep: (durationMs: number, signal: Signal) => Promise<void>;
};
