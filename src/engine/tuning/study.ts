import type { Parameters, SearchSpace } from "./search-space.ts";

/** How the next trial is chosen. */
export type Strategy =
  | { readonly kind: "random" }
  /** Every combination in turn; a numeric range is cut into `pointsPerRange` values, evenly on its scale, both ends included. */
  | { readonly kind: "grid"; readonly pointsPerRange: number }
  /** `initialTrials` spread over the space, then each where a Gaussian process expects the largest improvement. */
  | { readonly kind: "bayesian"; readonly initialTrials: number }
  /** Many trials with a small resource (epochs, rows), the best 1/`reduction` of them with more, and so on up to `maxResource`. */
  | {
      readonly kind: "hyperband";
      readonly minResource: number;
      readonly maxResource: number;
      readonly reduction: number;
    };

/** When to stop asking for trials; the first that applies. */
export type Completion = {
  /** Trials asked for at most; null = no limit, for strategies that end by themselves (grid, Hyperband). */
  readonly maxTrials: number | null;
  /** A value that is good enough; null = none. */
  readonly target: number | null;
  /** Trials in a row that fail to improve on the best by 1 %, after which to stop; 3 or more; null = never. */
  readonly notImproving: number | null;
  /** Whether to stop when the model expects no more improvement worth having. */
  readonly convergence: boolean;
};

/** Why a study is over. */
export type CompletionReason = "max-trials" | "target-reached" | "not-improving" | "converged" | "space-exhausted";

/** Whether a running trial that looks poor is advised to stop: AMT's median rule, after so many completed trials. */
export type EarlyStopping = { readonly rule: "off" } | { readonly rule: "median"; readonly afterTrials: number };

/** Where a trial stands in Hyperband. `continues` is the trial of the rung below whose settings it takes further. */
export type Rung = {
  readonly pass: number;
  readonly bracket: number;
  readonly rung: number;
  readonly continues: number | null;
};

/** How a trial ended. `order` counts the trials in the order in which they ended. */
export type TrialOutcome =
  | { readonly status: "running" }
  | { readonly status: "completed"; readonly value: number; readonly order: number }
  /** Ended early on advice; its value is what it had reached. */
  | { readonly status: "stopped"; readonly value: number; readonly order: number }
  | { readonly status: "failed"; readonly order: number };

/** One attempt: settings, what it reported on its way, and how it ended. */
export type Trial = {
  readonly id: number;
  readonly parameters: Parameters;
  /** How much to spend (epochs, rows) as Hyperband says; null for other strategies. */
  readonly resource: number | null;
  readonly rung: Rung | null;
  readonly reports: readonly { readonly step: number; readonly value: number }[];
  readonly isAdvisedToStop: boolean;
  readonly outcome: TrialOutcome;
};

/** What a former study found at settings that this one may try. */
export type PastTrial = { readonly parameters: Parameters; readonly value: number; readonly study: number };

/**
 * How former studies count. "identical-data-and-algorithm": same data, same algorithm, so their values are values of this study
 * too. "transfer-learning": other data or another version, so only the shape is taken over: which settings were better.
 */
export type WarmStartMode = "identical-data-and-algorithm" | "transfer-learning";

/** A search for good settings, as plain data: all that has been asked and told. It can be kept, sent and resumed at any point. */
export type Study = {
  readonly kind: "study";
  readonly version: 1;
  readonly space: SearchSpace;
  readonly direction: "minimize" | "maximize";
  readonly strategy: Strategy;
  readonly completion: Completion;
  readonly earlyStopping: EarlyStopping;
  readonly warmStart: { readonly mode: WarmStartMode; readonly past: readonly PastTrial[] } | null;
  /** From this and a trial's number, all its chance is drawn: the same answers give the same trials. */
  readonly seed: number;
  readonly trials: readonly Trial[];
  /** Set once the study is over. */
  readonly ended: CompletionReason | null;
};

/** A trial that ended with a value. */
export type ValuedTrial = Trial & { readonly outcome: { readonly value: number; readonly order: number } };

/** Trials with a value, in the order in which they ended. */
export function valuedTrials(study: Study): readonly ValuedTrial[] {
  return study.trials
    .filter((trial): trial is ValuedTrial => trial.outcome.status === "completed" || trial.outcome.status === "stopped")
    .toSorted((a, b) => a.outcome.order - b.outcome.order);
}

/** Whether value a is better than value b in a study's direction. */
export function isBetter({
  direction,
  value,
  than,
}: {
  readonly direction: Study["direction"];
  readonly value: number;
  readonly than: number;
}): boolean {
  return direction === "minimize" ? value < than : value > than;
}
