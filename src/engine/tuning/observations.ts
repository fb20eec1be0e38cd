import { encode } from "./encode-parameters.ts";
import type { SearchSpace } from "./search-space.ts";
import { type Study, valuedTrials } from "./study.ts";

/** What a model may learn from; values so that small is good. */
export type Observations = {
  readonly points: readonly Float64Array[];
  readonly values: readonly number[];
  /** Variance in standardized units, for values that are to be trusted less. */
  readonly extraNoise: readonly number[];
};

/** A value from other data moves this study's belief by about as much as an observation with this variance. */
const transferNoise = 0.25;

/** More than this makes the model slow (n³) and hardly better: then the newest and the best are kept. */
const mostObservations = 200;

/**
 * Own trials and those of former studies, small = good. A trial that failed counts as the worst value seen, so that its
 * neighborhood is avoided. Values of other data are standardized by themselves and brought to the scale of this study.
 */
export function observationsOf(study: Study): Observations {
  const sign = study.direction === "minimize" ? 1 : -1;
  const own = valuedTrials(study).map(({ parameters, outcome }) => ({
    parameters,
    value: sign * outcome.value,
    noise: 0,
  }));
  const { warmStart } = study;
  const past = warmStart?.past.map((trial) => ({ ...trial, value: sign * trial.value })) ?? [];
  const same = warmStart?.mode === "identical-data-and-algorithm" ? past.map((trial) => ({ ...trial, noise: 0 })) : [];
  const known = [...same, ...own];
  const other =
    warmStart?.mode === "transfer-learning"
      ? transferred(
          past,
          known.map(({ value }) => value),
        )
      : [];
  const valued = [...other, ...known];
  const worst = valued.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const failed = study.trials
    .filter(({ outcome }) => outcome.status === "failed")
    .map(({ parameters }) => ({ parameters, value: worst, noise: 0 }));
  const kept = mostUseful(valued.length > 0 ? [...valued, ...failed] : []);
  return {
    points: kept.map(({ parameters }) => encode(study.space, parameters)),
    // Beyond this, a forecast could leave the range of numbers.
    values: kept.map(({ value }) => Math.min(1e300, Math.max(-1e300, value))),
    extraNoise: kept.map(({ noise }) => noise),
  };
}

type Observation = {
  readonly parameters: Study["trials"][number]["parameters"];
  readonly value: number;
  readonly noise: number;
};

function transferred(
  past: readonly { readonly parameters: Observation["parameters"]; readonly value: number; readonly study: number }[],
  ownValues: readonly number[],
): readonly Observation[] {
  const own = momentsOf(ownValues);
  return past.map((trial) => {
    const { mean, deviation } = momentsOf(past.filter(({ study }) => study === trial.study).map(({ value }) => value));
    const standardized = (trial.value - mean) / deviation;
    return { parameters: trial.parameters, value: own.mean + own.deviation * standardized, noise: transferNoise };
  });
}

/** Mean and standard deviation; 0 and 1 for what has no spread yet. */
function momentsOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, deviation: 1 };
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { mean, deviation: deviation > 0 ? deviation : 1 };
}

function mostUseful(observations: readonly Observation[]): readonly Observation[] {
  if (observations.length <= mostObservations) return observations;
  const newest = new Set(observations.slice(-(mostObservations / 2)));
  const best = observations
    .filter((observation) => !newest.has(observation))
    .toSorted((a, b) => a.value - b.value)
    .slice(0, mostObservations / 2);
  const kept = new Set([...newest, ...best]);
  return observations.filter((observation) => kept.has(observation));
}

/** One length for each setting: the places of a category share theirs. */
export function lengthGroupsOf(space: SearchSpace): readonly number[] {
  return Object.values(space).flatMap((range, i) => (range.type === "categorical" ? range.values.map(() => i) : [i]));
}
