import type { Rng } from "#engine/core/random.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";
import { drawParameters } from "./draw-parameters.ts";
import { decode, encode } from "./encode-parameters.ts";
import { improvementOf } from "./expected-improvement.ts";
import { fitGaussianProcessSteps } from "./gaussian-process.ts";
import { lengthGroupsOf, observationsOf } from "./observations.ts";
import { predictorOf } from "./predict-gaussian-process.ts";
import type { Parameters, SearchSpace } from "./search-space.ts";
import type { Study } from "./study.ts";

/** The settings to try next, and how much they may be expected to improve on the best, in standard deviations of the values. */
export type Suggestion = { readonly parameters: Parameters; readonly improvement: number };

/**
 * Where a Gaussian process over all that is known expects the largest improvement.
 *
 * Trials that still run are known places with unknown values: they are given the value that the model expects there (the
 * "believer's" lie), so that the model becomes sure of them and parallel asks look elsewhere. The largest improvement is sought
 * among random places and places near the best trials, and the best few of them are then moved in ever smaller steps.
 *
 * @source  Snoek, Larochelle & Adams 2012; Ginsbourger, Le Riche & Carraro 2010 (kriging believer)
 */
export function* suggestParameters(study: Study, rng: Rng): Steps<Progress, Suggestion> {
  const { space, trials } = study;
  const { points, values, extraNoise } = observationsOf(study);
  const lengthGroups = lengthGroupsOf(space);
  let model = yield* fitGaussianProcessSteps({ features: points, targets: values, lengthGroups, extraNoise });
  let predict = predictorOf(model);
  // With noise, the lowest value is a lucky one: the best is what the model makes of the places that were tried.
  const best = points.reduce((least, point) => Math.min(least, predict(point).mean), Number.POSITIVE_INFINITY);
  const running = trials
    .filter(({ outcome }) => outcome.status === "running")
    .map(({ parameters }) => encode(space, parameters));
  if (running.length > 0) {
    model = yield* fitGaussianProcessSteps({
      features: [...points, ...running],
      targets: [...values, ...running.map((point) => predict(point).mean)],
      extraNoise: [...extraNoise, ...running.map(() => 0)],
      kernel: model.kernel,
      noise: model.noise,
    });
    predict = predictorOf(model);
  }
  const tried = new Set(trials.map(({ parameters }) => keyOf(parameters)));
  const candidateAt = (point: ArrayLike<number>): Candidate => {
    const parameters = decode(space, point);
    const encoded = encode(space, parameters);
    const { mean, deviation } = predict(encoded);
    // What was tried already is worth repeating only when there is nothing else.
    const isTried = tried.has(keyOf(parameters));
    return { parameters, point: encoded, improvement: isTried ? -1 : improvementOf({ gain: best - mean, deviation }) };
  };
  const total = 6;
  let candidates: Candidate[] = [];
  for (let slice = 0; slice < 4; slice++) {
    for (let i = 0; i < 100; i++) candidates.push(candidateAt(encode(space, drawParameters(space, rng))));
    yield { done: slice + 1, total };
  }
  const nearBest = Array.from(values.keys())
    .sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
    .slice(0, 4);
  for (const index of nearBest) {
    for (let i = 0; i < 25; i++)
      candidates.push(candidateAt(moved({ space, point: points[index] ?? [], size: 0.1, rng })));
  }
  yield { done: 5, total };
  candidates = candidates.sort((a, b) => b.improvement - a.improvement).slice(0, 3);
  const improved = candidates.map((start) => {
    let at = start;
    for (let i = 0, size = 0.1; i < 40; i++, size *= 0.9) {
      const next = candidateAt(moved({ space, point: at.point, size, rng }));
      if (next.improvement > at.improvement) at = next;
    }
    return at;
  });
  const winner = improved.reduce((top, next) => (next.improvement > top.improvement ? next : top));
  yield { done: total, total };
  return { parameters: winner.parameters, improvement: Math.max(0, winner.improvement) / model.targetScale };
}

type Candidate = { readonly parameters: Parameters; readonly point: Float64Array; readonly improvement: number };

/** A place nearby: numbers move by a random share of `size`, a category is drawn anew now and then. */
function moved({
  space,
  point,
  size,
  rng,
}: {
  readonly space: SearchSpace;
  readonly point: ArrayLike<number>;
  readonly size: number;
  readonly rng: Rng;
}): Float64Array {
  const next = Float64Array.from(point);
  let at = 0;
  for (const range of Object.values(space)) {
    if (range.type === "categorical") {
      const count = range.values.length;
      if (rng.uniform() < 0.2) {
        next.fill(0, at, at + count);
        next[at + rng.integer(count)] = 1;
      }
      at += count;
    } else {
      // The sum of three uniform numbers is near enough to a normal one, with bounded reach.
      const push = rng.uniform() + rng.uniform() + rng.uniform() - 1.5;
      next[at] = Math.min(1, Math.max(0, (next[at] ?? 0) + 2 * size * push));
      at += 1;
    }
  }
  return next;
}

function keyOf(parameters: Parameters): string {
  return JSON.stringify(Object.values(parameters));
}
