import { drawParameters, trialRng } from "./draw-parameters.ts";
import { type HyperbandBracket, hyperbandBrackets } from "./hyperband-brackets.ts";
import type { Parameters } from "./search-space.ts";
import { isBetter, type Rung, type Study, type Trial, type ValuedTrial } from "./study.ts";

/** What Hyperband asks for next, or why it does not. */
export type RungRequest =
  | { readonly status: "trial"; readonly parameters: Parameters; readonly resource: number; readonly rung: Rung }
  | { readonly status: "wait" }
  | { readonly status: "exhausted" };

/**
 * The first free place in Hyperband's plan. Within a bracket a rung waits until the one below has ended; brackets do not wait for
 * each other, so that parallel asks find work. One pass over the plan, or, with a limit on trials, pass after pass.
 */
export function nextRung(
  study: Study,
  strategy: Extract<Study["strategy"], { readonly kind: "hyperband" }>,
): RungRequest {
  const { minResource, maxResource, reduction } = strategy;
  const brackets = hyperbandBrackets({ minResource, maxResource, reduction });
  const passes = study.completion.maxTrials === null ? 1 : Number.POSITIVE_INFINITY;
  let isOpen = false;
  for (let pass = 0; pass < passes; pass++) {
    for (const [bracket, plan] of brackets.entries()) {
      const request = nextInBracket({ study, plan, pass, bracket });
      if (request.status === "trial") return request;
      if (request.status === "wait") isOpen = true;
    }
  }
  return { status: isOpen ? "wait" : "exhausted" };
}

function nextInBracket({
  study,
  plan,
  pass,
  bracket,
}: {
  readonly study: Study;
  readonly plan: HyperbandBracket;
  readonly pass: number;
  readonly bracket: number;
}): RungRequest {
  const inBracket = study.trials.filter((trial) => trial.rung?.pass === pass && trial.rung.bracket === bracket);
  let below: readonly Trial[] = [];
  for (const [index, { trials, resource }] of plan.rungs.entries()) {
    const here = inBracket.filter(({ rung }) => rung?.rung === index);
    const promoted = index === 0 ? [] : bestOf({ study, trials: below, count: trials });
    const need = index === 0 ? trials : promoted.length;
    if (here.length < need) {
      const from = promoted[here.length];
      const parameters = from?.parameters ?? drawParameters(study.space, trialRng(study.seed, study.trials.length));
      return {
        status: "trial",
        parameters,
        resource,
        rung: { pass, bracket, rung: index, continues: from?.id ?? null },
      };
    }
    if (here.some(({ outcome }) => outcome.status === "running")) return { status: "wait" };
    below = here;
  }
  return { status: "exhausted" };
}

/** The best trials of a rung, the earlier first among equals; those that failed are never taken further. */
function bestOf({
  study,
  trials,
  count,
}: {
  readonly study: Study;
  readonly trials: readonly Trial[];
  readonly count: number;
}): readonly Trial[] {
  const { direction } = study;
  return trials
    .filter((trial): trial is ValuedTrial => "value" in trial.outcome)
    .toSorted((a, b) => {
      if (a.outcome.value === b.outcome.value) return a.id - b.id;
      return isBetter({ direction, value: a.outcome.value, than: b.outcome.value }) ? -1 : 1;
    })
    .slice(0, count);
}
