import { requireFitted } from "#engine/core/require-fitted.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { completionReason } from "./completion.ts";
import { drawParameters, spreadParameters, trialRng } from "./draw-parameters.ts";
import { gridLevels, gridPoint, gridSize } from "./grid-points.ts";
import { nextRung } from "./next-rung.ts";
import { observationsOf } from "./observations.ts";
import type { Parameters } from "./search-space.ts";
import { type CompletionReason, type Rung, type Study, type Trial, valuedTrials } from "./study.ts";
import { suggestParameters } from "./suggest-parameters.ts";

/** The answer to `ask`; `study` is the study to go on with. */
export type Asked =
  | { readonly status: "trial"; readonly study: Study; readonly trial: Trial }
  /** Nothing to try before a running trial has ended (Hyperband's next rung). */
  | { readonly status: "wait"; readonly study: Study }
  | { readonly status: "complete"; readonly study: Study; readonly reason: CompletionReason };

/**
 * Asks a study what to try next.
 *
 * You may ask again before telling: trials that still run are taken into account, so several can be tried at once. A completed
 * study answers "complete" and says why: enough trials ("max-trials"), a value that is good enough ("target-reached"), too many
 * trials in a row that improved on the best by less than 1 % ("not-improving"), or nothing left to try ("space-exhausted").
 * "converged" says that the model expects no trial to improve on the best by more than a hundredth of the values' standard
 * deviation, seen after at least 10 trials; SageMaker does not publish its rule, this is ours.
 *
 * Cost: O(trials) for random and grid; O(trials³) for Bayesian (tens of milliseconds at 50 trials), for which `askSteps` exists.
 *
 * @param study  as `createStudy`, `ask`, `report` or `tell` returned it
 * @returns      a trial to run, or "wait", or "complete" with the reason
 * @throws {EngineError} "wrong-type", "unsupported-version" for what is no study
 * @example
 * const space = { depth: { type: "integer", min: 3, max: 3 } } as const;
 * const asked = ask(createStudy({ space, direction: "minimize", completion: { maxTrials: 1 }, rng: createRng(1) }));
 * asked.status === "trial" ? asked.trial.parameters : asked.status // => { depth: 3 }
 * @source  ask and tell: Collette et al. 2010; the completion criteria of Amazon SageMaker automatic model tuning
 */
export function ask(study: Study): Asked {
  return runToEnd(askSteps(study));
}

/**
 * The same in slices, for pages that must not stand still while a Gaussian process is fitted.
 *
 * @example
 * const space = { depth: { type: "integer", min: 1, max: 9 } } as const;
 * runToEnd(askSteps(createStudy({ space, direction: "minimize", completion: { maxTrials: 1 }, rng: createRng(1) }))).status // => "trial"
 */
export function* askSteps(study: Study): Steps<Progress, Asked> {
  requireFitted({ functionName: "ask", fitted: study, kinds: { study: 1 } });
  const reason = study.ended ?? completionReason(study);
  if (reason !== null) return complete(study, reason);
  const { strategy, space, seed, trials } = study;
  const id = trials.length;
  if (strategy.kind === "hyperband") {
    const next = nextRung(study, strategy);
    if (next.status === "trial") return started({ study, ...next });
    return next.status === "wait" ? { status: "wait", study } : complete(study, "space-exhausted");
  }
  if (strategy.kind === "grid") {
    const levels = gridLevels({ space, pointsPerRange: strategy.pointsPerRange });
    if (id >= gridSize(levels)) return complete(study, "space-exhausted");
    return started({ study, parameters: gridPoint(levels, id) });
  }
  const isConvergenceDue = study.completion.convergence && valuedTrials(study).length >= leastTrialsToConverge;
  const count = strategy.kind === "bayesian" ? strategy.initialTrials : Number.POSITIVE_INFINITY;
  const known = study.warmStart?.past.length ?? 0;
  // First trials whose answers are still out do not stop the design; a warm start stands in for it.
  const isDesign = known + id < count || observationsOf(study).points.length === 0;
  if (isDesign && !isConvergenceDue) {
    const isSpread = strategy.kind === "bayesian" && id < count;
    const parameters = isSpread
      ? spreadParameters({ space, seed, index: id, count })
      : drawParameters(space, trialRng(seed, id));
    return started({ study, parameters });
  }
  const suggestion = yield* suggestParameters(study, trialRng(seed, id));
  if (isConvergenceDue && suggestion.improvement < leastImprovement) return complete(study, "converged");
  return started({
    study,
    parameters: isDesign ? drawParameters(space, trialRng(seed, id)) : suggestion.parameters,
  });
}

const leastTrialsToConverge = 10;
const leastImprovement = 0.01;

function complete(study: Study, reason: CompletionReason): Asked {
  return { status: "complete", study: { ...study, ended: reason }, reason };
}

function started({
  study,
  parameters,
  resource = null,
  rung = null,
}: {
  readonly study: Study;
  readonly parameters: Parameters;
  readonly resource?: number | null;
  readonly rung?: Rung | null;
}): Asked {
  const trial: Trial = {
    id: study.trials.length,
    parameters,
    resource,
    rung,
    reports: [],
    isAdvisedToStop: false,
    outcome: { status: "running" },
  };
  return { status: "trial", study: { ...study, trials: [...study.trials, trial] }, trial };
}
