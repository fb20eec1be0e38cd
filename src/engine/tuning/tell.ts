import { EngineError } from "#engine/core/errors.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { isMedianBetter } from "./median-rule.ts";
import { isBetter, type Study, type Trial, type TrialOutcome, type ValuedTrial, valuedTrials } from "./study.ts";

/** The answer to `report`: go on, or the advice to stop. */
export type Reported = { readonly study: Study; readonly advice: "continue" | "stop" };

/**
 * Reports how a running trial is doing (after an epoch, say), and hears whether it is worth going on.
 *
 * With early stopping "median", the advice is "stop" once the value is worse than the median, over the completed trials, of the
 * running average of what each had reported up to the same step: that is the rule of SageMaker's automatic model tuning. It waits
 * for `afterTrials` completed trials, because the median of one or two says little. Whoever stops then calls `tell` with the last
 * value, and the trial counts as "stopped". O(trials × reports).
 *
 * @param study    the study
 * @param trialId  a running trial
 * @param step     how far it is: epochs, iterations; each report of a trial has a larger step than the one before
 * @param value    the measure at that step
 * @returns        the study to go on with, and the advice
 * @throws {EngineError} "out-of-range" for a trial that does not exist or does not run, or a step that is not larger; "not-finite"
 * @example
 * const space = { depth: { type: "integer", min: 1, max: 9 } } as const;
 * const asked = ask(createStudy({ space, direction: "minimize", completion: { maxTrials: 1 }, rng: createRng(1) }));
 * report({ study: asked.study, trialId: 0, step: 1, value: 0.7 }).advice // => "continue"
 * @source  Golovin et al. 2017 (Vizier); Amazon SageMaker Developer Guide, Stop Training Jobs Early
 */
export function report(options: {
  readonly study: Study;
  readonly trialId: number;
  readonly step: number;
  readonly value: number;
}): Reported {
  const { study, trialId, step, value } = requireOptions("report", options, ["study", "trialId", "step", "value"]);
  const trial = runningTrial({ functionName: "report", study, trialId });
  const last = trial.reports.at(-1)?.step;
  requireNumber({ functionName: "report", name: "step", value: step, ...(last === undefined ? {} : { above: last }) });
  requireNumber({ functionName: "report", name: "value", value });
  const isPoor = isMedianBetter({ study, step, value });
  const next = {
    ...trial,
    reports: [...trial.reports, { step, value }],
    isAdvisedToStop: trial.isAdvisedToStop || isPoor,
  };
  return { study: withTrial(study, next), advice: next.isAdvisedToStop ? "stop" : "continue" };
}

/**
 * Tells a study what a trial came to. Answers may come in any order.
 *
 * @param study    the study
 * @param trialId  a running trial
 * @param value    its measure; null says that it failed (crashed, diverged): its settings then count as the worst seen
 * @returns        the study to go on with
 * @throws {EngineError} "out-of-range" for a trial that does not exist or has ended, "not-finite" for NaN and infinity (a loss that
 *                      became NaN is a failure: tell null), "wrong-type"
 * @example
 * const space = { depth: { type: "integer", min: 1, max: 9 } } as const;
 * const asked = ask(createStudy({ space, direction: "minimize", completion: { maxTrials: 1 }, rng: createRng(1) }));
 * findBestTrial(tell({ study: asked.study, trialId: 0, value: 0.25 }))?.outcome // => { status: "completed", value: 0.25, order: 0 }
 */
export function tell(options: {
  readonly study: Study;
  readonly trialId: number;
  readonly value: number | null;
}): Study {
  const { study, trialId, value } = requireOptions("tell", options, ["study", "trialId", "value"]);
  const trial = runningTrial({ functionName: "tell", study, trialId });
  if (value !== null) requireNumber({ functionName: "tell", name: "value", value });
  const order = study.trials.filter(({ outcome }) => outcome.status !== "running").length;
  const outcome: TrialOutcome =
    value === null
      ? { status: "failed", order }
      : { status: trial.isAdvisedToStop ? "stopped" : "completed", value, order };
  return withTrial(study, { ...trial, outcome });
}

/**
 * The best trial so far, the earlier one among equals; undefined before any has a value. Trials that still run, failed, or belong
 * to former studies do not take part. O(trials log trials).
 *
 * Its value is the best of many, so it flatters: on new data expect less, and measure it on rows that took no part in the search.
 *
 * @throws {EngineError} "wrong-type", "unsupported-version" for what is no study
 * @example findBestTrial(createStudy({ space: { depth: { type: "integer", min: 1, max: 9 } }, direction: "minimize", completion: { maxTrials: 1 }, rng: createRng(1) })) // => undefined
 */
export function findBestTrial(study: Study): ValuedTrial | undefined {
  requireFitted({ functionName: "findBestTrial", fitted: study, kinds: { study: 1 } });
  const { direction } = study;
  return valuedTrials(study)
    .toSorted((a, b) => a.id - b.id)
    .reduce<ValuedTrial | undefined>(
      (best, trial) =>
        best === undefined || isBetter({ direction, value: trial.outcome.value, than: best.outcome.value })
          ? trial
          : best,
      undefined,
    );
}

function runningTrial({
  functionName,
  study,
  trialId,
}: {
  readonly functionName: string;
  readonly study: Study;
  readonly trialId: number;
}): Trial {
  requireFitted({ functionName, fitted: study, kinds: { study: 1 } });
  const trial = study.trials[trialId];
  if (trial?.outcome.status === "running") return trial;
  const got =
    trial === undefined ? `no trial ${String(trialId)}` : `trial ${trialId}, which is ${trial.outcome.status}`;
  throw new EngineError("out-of-range", `${functionName} requires a running trial, got ${got}`, {
    function: functionName,
    argument: "trialId",
    got: String(trialId),
  });
}

function withTrial(study: Study, trial: Trial): Study {
  return { ...study, trials: study.trials.with(trial.id, trial) };
}
