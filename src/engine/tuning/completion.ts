import { type CompletionReason, isBetter, type Study, valuedTrials } from "./study.ts";

/** A gain of 1 % of the best value counts as an improvement, as SageMaker counts. */
const leastGain = 0.01;

/** The first of the criteria that counting alone can tell; whether the model has converged is seen when the next trial is sought. */
export function completionReason(study: Study): CompletionReason | null {
  const { completion, direction, trials } = study;
  const valued = valuedTrials(study);
  const { target, notImproving, maxTrials } = completion;
  if (target !== null && valued.some(({ outcome }) => !isBetter({ direction, value: target, than: outcome.value }))) {
    return "target-reached";
  }
  if (notImproving !== null && trialsWithoutGain(study) >= notImproving) return "not-improving";
  return maxTrials !== null && trials.length >= maxTrials ? "max-trials" : null;
}

/** How many trials have ended since the last that was better than all before it by 1 % or more. */
function trialsWithoutGain(study: Study): number {
  const { direction } = study;
  let best: number | undefined;
  let count = 0;
  for (const { outcome } of valuedTrials(study)) {
    const { value } = outcome;
    const gain = best === undefined ? Number.POSITIVE_INFINITY : direction === "minimize" ? best - value : value - best;
    count = gain > 0 && gain >= leastGain * Math.abs(best ?? 0) ? 0 : count + 1;
    if (gain > 0) best = value;
  }
  return count;
}
