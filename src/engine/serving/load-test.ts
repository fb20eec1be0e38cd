import { createRng } from "#engine/core/random.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";
import type { ServingResult } from "./serving-result.ts";
import { simulateServingSteps } from "./simulate-serving.ts";
import { generateTraffic } from "./traffic.ts";
import type { Routing, Variant } from "./variant.ts";

/** A model on one type of instance, as it was measured there. */
export type Candidate = Omit<Variant, "name" | "instances" | "scaling" | "startUpSeconds">;

/** One load test: Poisson traffic of a rate on so many instances, until the last request has its answer. */
export function* loadTestSteps({
  candidate,
  rate,
  instances,
  seed,
  testRequests,
  routing,
  progress,
}: {
  readonly candidate: Candidate;
  readonly rate: number;
  readonly instances: number;
  readonly seed: number;
  readonly testRequests: number;
  readonly routing: Routing;
  readonly progress: Progress;
}): Steps<Progress, ServingResult> {
  const rng = createRng(seed);
  const pattern = { kind: "poisson", requestsPerSecond: rate } as const;
  const traffic = generateTraffic({ pattern, seconds: testRequests / rate, rng });
  const variants = [{ ...candidate, name: candidate.instanceType, instances }];
  const option = { kind: "real-time", variants, routing } as const;
  const steps = simulateServingSteps({ traffic, option, rng, drainSeconds: 1e9 });
  for (;;) {
    yield progress;
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Doubles or halves until the objective holds on one side and not on the other, then halves between, to 1 %. */
export function* highestRateSteps({
  holdsAt,
  start,
}: {
  readonly holdsAt: (rate: number) => Steps<Progress, boolean>;
  readonly start: number;
}): Steps<Progress, number> {
  let good = 0;
  let bad = Number.POSITIVE_INFINITY;
  let rate = start;
  // Twenty doublings either way span six orders of magnitude: beyond that the answer is none.
  for (let turn = 0; turn < 20 && (good === 0 || bad === Number.POSITIVE_INFINITY); turn++) {
    if (yield* holdsAt(rate)) {
      good = rate;
      rate *= 2;
    } else {
      bad = rate;
      rate /= 2;
    }
  }
  while (good > 0 && bad < Number.POSITIVE_INFINITY && bad > 1.01 * good) {
    const middle = (good + bad) / 2;
    if (yield* holdsAt(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
