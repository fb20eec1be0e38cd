import { requireOptions } from "#engine/core/require-options.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { askSteps } from "./ask.ts";
import { gridLevels, gridSize } from "./grid-points.ts";
import { hyperbandBrackets } from "./hyperband-brackets.ts";
import type { Parameters } from "./search-space.ts";
import type { Study, Trial } from "./study.ts";
import { report, tell } from "./tell.ts";

/** What the function under search is given. */
export type TrialAttempt = {
  readonly parameters: Parameters;
  /** How much to spend, as Hyperband says; null for other strategies. */
  readonly resource: number | null;
  readonly trialId: number;
  /** Reports the value at a step; "stop" is the advice to return the last value now. */
  readonly report: (at: { readonly step: number; readonly value: number }) => "continue" | "stop";
};

export type TuneOptions = {
  readonly study: Study;
  /** Tries settings and returns their measure; null when they failed. */
  readonly evaluate: (attempt: TrialAttempt) => number | null;
};

/** Progress of a search: the study as it is now can be kept and resumed from. */
export type TuneProgress = Progress & { readonly study: Study };

/**
 * Runs a study to its end: asks, evaluates, tells, one trial after the other.
 *
 * Cost: one `evaluate` a trial, plus `ask`.
 *
 * @param options  a study, new or resumed, and the function to make small or large
 * @returns        the completed study; `findBestTrial` shows the winner
 * @throws {EngineError} as `ask` and `tell`; errors of `evaluate` pass through
 * @example
 * const space = { x: { type: "continuous", min: 0, max: 1 } } as const;
 * const study = createStudy({ space, direction: "minimize", completion: { maxTrials: 30 }, rng: createRng(1) });
 * const best = findBestTrial(tune({ study, evaluate: ({ parameters }) => (Number(parameters["x"]) - 0.3) ** 2 }));
 * Math.round(Number(best?.parameters["x"]) * 100) // => 30
 */
export function tune(options: TuneOptions): Study {
  return runToEnd(tuneSteps(options));
}

/**
 * The same with a report after each trial and between the slices of a Bayesian ask; stop with `return()` and resume from the last
 * study reported.
 *
 * @example
 * const space = { x: { type: "categorical", values: ["a", "b"] } } as const;
 * const study = createStudy({ space, strategy: "grid", direction: "minimize", completion: {}, rng: createRng(1) });
 * runToEnd(tuneSteps({ study, evaluate: () => 1 })).ended // => "space-exhausted"
 */
export function* tuneSteps(options: TuneOptions): Steps<TuneProgress, Study> {
  const { study: start, evaluate } = requireOptions("tune", options, ["study", "evaluate"]);
  let study = start;
  for (;;) {
    const asking = askSteps(study);
    let asked = asking.next();
    const total = Math.max(plannedTrials(study), study.trials.length);
    while (asked.done !== true) {
      yield { done: study.trials.length, total, study };
      asked = asking.next();
    }
    // Trials are told before the next is asked for, so "wait" comes only when a resumed study has trials running elsewhere.
    if (asked.value.status !== "trial") return asked.value.study;
    study = evaluated({ study: asked.value.study, trial: asked.value.trial, evaluate });
    yield { done: study.trials.length, total, study };
  }
}

function evaluated({
  study: asked,
  trial,
  evaluate,
}: {
  readonly study: Study;
  readonly trial: Trial;
  readonly evaluate: TuneOptions["evaluate"];
}): Study {
  let study = asked;
  const value = evaluate({
    parameters: trial.parameters,
    resource: trial.resource,
    trialId: trial.id,
    report: (at) => {
      const reported = report({ study, trialId: trial.id, ...at });
      study = reported.study;
      return reported.advice;
    },
  });
  return tell({ study, trialId: trial.id, value });
}

/** How many trials the study may ask for at most. */
function plannedTrials({ strategy, space, completion }: Study): number {
  const most = completion.maxTrials ?? Number.POSITIVE_INFINITY;
  if (strategy.kind === "grid")
    return Math.min(most, gridSize(gridLevels({ space, pointsPerRange: strategy.pointsPerRange })));
  if (strategy.kind !== "hyperband" || completion.maxTrials !== null) return most;
  const { minResource, maxResource, reduction } = strategy;
  return hyperbandBrackets({ minResource, maxResource, reduction })
    .flatMap(({ rungs }) => rungs)
    .reduce((sum, { trials }) => sum + trials, 0);
}
