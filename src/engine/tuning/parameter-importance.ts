import { EngineError } from "#engine/core/errors.ts";
import { createRng } from "#engine/core/random.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { spreadParameters } from "./draw-parameters.ts";
import { encode, valueAt } from "./encode-parameters.ts";
import { fitGaussianProcessSteps } from "./gaussian-process.ts";
import { lengthGroupsOf, observationsOf } from "./observations.ts";
import { meanPredictorOf } from "./predict-gaussian-process.ts";
import type { Parameters, SearchRange } from "./search-space.ts";
import { type Study, valuedTrials } from "./study.ts";

/** What one setting does by itself. */
export type ParameterEffect = {
  readonly parameter: string;
  /** Share of the variance over the space that it explains by itself, from 0 to 1. */
  readonly share: number;
  /** The mean of the measure at values of this setting, averaged over all others: a curve to draw. */
  readonly effect: readonly { readonly value: number | string; readonly mean: number }[];
};

/** The effects from the largest share on, and what only settings together explain. */
export type ParameterImportance = { readonly effects: readonly ParameterEffect[]; readonly interactions: number };

/**
 * Which settings matter? The share of the measure's variance that each explains by itself, over the whole space.
 *
 * A search leaves more than a winner: a Gaussian process over its trials says what the measure would be everywhere. Averaging it
 * over all other settings gives each setting's own curve, and the variance of that curve, divided by the variance of the whole,
 * is the setting's share (a first-order Sobol index, as functional ANOVA has it). What is left over comes from settings that act
 * only together. A setting without a share can be left alone next time; a curve that rises to the end of its range asks for a
 * wider one. The forecast is no better than the trials: look at it after a few times as many trials as there are settings.
 *
 * Cost: O(trials³) for the fit, and 512 × 17 × settings forecasts of O(trials × settings) each.
 *
 * @param study  with at least 5 trials that have a value
 * @returns      effects, sorted by share; the shares and `interactions` add up to 1, or are all 0 where nothing varies
 * @throws {EngineError} "too-few-rows" for fewer trials; "wrong-type", "unsupported-version" for what is no study
 * @example
 * const space = { x: { type: "continuous", min: 0, max: 1 }, idle: { type: "continuous", min: 0, max: 1 } } as const;
 * const study = createStudy({ space, strategy: "grid", direction: "minimize", completion: {}, rng: createRng(1) });
 * parameterImportance(tune({ study, evaluate: ({ parameters }) => Number(parameters["x"]) })).effects[0]?.parameter // => "x"
 * @source  Sobol 1993; Hutter, Hoos & Leyton-Brown 2014 (functional ANOVA for hyperparameters)
 */
export function parameterImportance(study: Study): ParameterImportance {
  return runToEnd(parameterImportanceSteps(study));
}

/**
 * The same in slices.
 *
 * @example
 * const space = { x: { type: "categorical", values: ["a", "b", "c", "d", "e"] } } as const;
 * const study = createStudy({ space, strategy: "grid", direction: "minimize", completion: {}, rng: createRng(1) });
 * runToEnd(parameterImportanceSteps(tune({ study, evaluate: () => 1 }))).interactions // => 0
 */
export function* parameterImportanceSteps(study: Study): Steps<Progress, ParameterImportance> {
  const functionName = "parameterImportance";
  requireFitted({ functionName, fitted: study, kinds: { study: 1 } });
  const got = valuedTrials(study).length;
  if (got < leastTrials) {
    throw new EngineError("too-few-rows", `${functionName} requires ${leastTrials} trials with a value, got ${got}`, {
      function: functionName,
      need: leastTrials,
      got,
    });
  }
  const { space, seed, direction } = study;
  const { points, values, extraNoise } = observationsOf(study);
  const model = yield* fitGaussianProcessSteps({
    features: points,
    targets: values,
    extraNoise,
    lengthGroups: lengthGroupsOf(space),
  });
  const predict = meanPredictorOf(model);
  const sign = direction === "minimize" ? 1 : -1;
  const mean = (parameters: Parameters): number => sign * predict(encode(space, parameters));
  const base = Array.from({ length: baseCount }, (_, index) =>
    spreadParameters({ space, seed: createRng(seed).uint32(), index, count: baseCount }),
  );
  const total = varianceOf(base.map(mean));
  const ranges = Object.entries(space);
  const effects: ParameterEffect[] = [];
  for (const [parameter, range] of ranges) {
    const effect: { readonly value: number | string; readonly mean: number }[] = [];
    for (const value of levelsOf(range)) {
      const means = base.map((parameters) => mean({ ...parameters, [parameter]: value }));
      effect.push({ value, mean: means.reduce((sum, entry) => sum + entry, 0) / means.length });
      yield { done: effects.length, total: ranges.length };
    }
    const share = total === 0 ? 0 : Math.min(1, varianceOf(effect.map((level) => level.mean)) / total);
    effects.push({ parameter, share, effect });
  }
  const explained = effects.reduce((sum, { share }) => sum + share, 0);
  // Both variances are estimates: together they may pass 1 by a little.
  const scale = explained > 1 ? 1 / explained : 1;
  return {
    effects: effects.map((one) => ({ ...one, share: one.share * scale })).sort((a, b) => b.share - a.share),
    interactions: total === 0 ? 0 : Math.max(0, 1 - explained),
  };
}

const leastTrials = 5;
const baseCount = 512;
const levelCount = 17;

/** All categories, or the middles of equal strips of the range on its scale, whole numbers once each. */
function levelsOf(range: SearchRange): readonly (number | string)[] {
  if (range.type === "categorical") return range.values;
  const levels = Array.from({ length: levelCount }, (_, i) => valueAt(range, (i + 0.5) / levelCount));
  return [...new Set(levels)];
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
