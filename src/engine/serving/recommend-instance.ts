import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import type { LatencySummary } from "./latency-histogram.ts";
import { type Candidate, highestRateSteps, loadTestSteps } from "./load-test.ts";
import type { ServingPrices } from "./prices.ts";
import type { ServingResult } from "./serving-result.ts";
import type { Routing } from "./variant.ts";

/** What the load tests of one instance type gave. */
export type InstanceTest = {
  readonly instanceType: string;
  /** Whether some number of instances up to the most allowed meets the objective. */
  readonly meets: boolean;
  /** The fewest that meet it under the rate with headroom; the most allowed when none does. */
  readonly instances: number;
  /** The percentile of the objective in that test, seconds. */
  readonly latencySeconds: number;
  readonly utilization: number;
  readonly hourlyCost: number;
  /** At the rate without headroom. */
  readonly costPerMillion: number;
  /** The highest rate at which one instance alone meets the objective, to 1 %. */
  readonly requestsPerSecondEach: number;
};

/** The tests of all types, the best first, and the one to take. */
export type Recommendation = {
  /** The cheapest type that meets the objective; undefined when none does. */
  readonly best: InstanceTest | undefined;
  readonly tests: readonly InstanceTest[];
};

type Percentile = "p50" | "p90" | "p95" | "p99";

type Arguments = {
  readonly candidates: readonly Candidate[];
  readonly requestsPerSecond: number;
  readonly objective: { readonly percentile: Percentile; readonly seconds: number };
  readonly prices: ServingPrices;
  readonly rng: Rng;
  readonly headroom?: number;
  readonly maxInstances?: number;
  readonly routing?: Routing;
  readonly testRequests?: number;
};

const functionName = "recommendInstance";

/**
 * Which instance type, and how many of it, serve a load within a latency objective at the least cost.
 *
 * A large instance is dearer by the hour and may be cheaper by the request; a small one may be cheap and never fast enough.
 * Sizing by the mean load misses the point, because the percentile of the objective lives in the queue. So each type is put
 * under load tests: simulated Poisson traffic at the expected rate plus headroom on more and more instances, by halving,
 * until the objective holds and no request fails; and a single instance under more and more traffic, to know what it bears.
 * All tests run on the same luck. O(candidates × log(maxInstances) × testRequests).
 *
 * @param candidates         the types, each with its service time as measured on it
 * @param requestsPerSecond  the rate to be served
 * @param objective          e.g. { percentile: "p95", seconds: 0.2 }
 * @param prices             must name each type's `instanceHour`
 * @param headroom           how much more traffic it should bear; default 0.3
 * @param maxInstances       default 20
 * @param routing            default "least-outstanding"
 * @param testRequests       length of each load test; default 20,000
 * @returns                  tests sorted: those that meet the objective by cost, then the rest by latency
 * @throws {EngineError} "empty" without candidates, "out-of-range" (also for a type without a price), "wrong-type", "not-finite"
 * @example
 * const fixed = (seconds) => ({ kind: "constant", value: seconds });
 * const candidates = [{ instanceType: "small", service: fixed(0.3) }, { instanceType: "large", service: fixed(0.05) }];
 * const prices = { currency: "USD", date: "2026-11-24", source: "made up", instanceHour: { small: 0.1, large: 0.4 } };
 * const objective = { percentile: "p95", seconds: 0.2 };
 * recommendInstance({ candidates, requestsPerSecond: 5, objective, prices, rng: createRng(1) }).best.instanceType // => "large"
 * @source  the procedure of Amazon SageMaker Inference Recommender's load tests, simulated
 */
export function recommendInstance(options: Arguments): Recommendation {
  return runToEnd(recommendInstanceSteps(options));
}

/**
 * `recommendInstance` in slices of some milliseconds; progress counts instance types.
 *
 * @example
 * const candidates = [{ instanceType: "small", service: { kind: "constant", value: 0.1 } }];
 * const prices = { currency: "USD", date: "2026-11-24", source: "made up", instanceHour: { small: 0.1 } };
 * const objective = { percentile: "p95", seconds: 0.2 };
 * const steps = recommendInstanceSteps({ candidates, requestsPerSecond: 1, objective, prices, rng: createRng(1) });
 * runToEnd(steps).best.instances // => 1
 */
export function* recommendInstanceSteps(options: Arguments): Steps<Progress, Recommendation> {
  const {
    candidates,
    objective,
    requestsPerSecond,
    headroom = 0.3,
    maxInstances = 20,
    testRequests = 20_000,
  } = requireOptions(functionName, options, [
    "candidates",
    "requestsPerSecond",
    "objective",
    "prices",
    "rng",
    "headroom",
    "maxInstances",
    "routing",
    "testRequests",
  ]);
  requireList({ functionName, name: "candidates", value: candidates, least: 1 });
  requireRecord({ functionName, name: "objective", value: objective });
  const { percentile } = objective;
  const words: readonly Percentile[] = ["p50", "p90", "p95", "p99"];
  requireOneOf<Percentile>({ functionName, name: "objective.percentile", value: percentile, options: words });
  requireNumber({ functionName, name: "objective.seconds", value: objective.seconds, above: 0 });
  requireNumber({ functionName, name: "requestsPerSecond", value: requestsPerSecond, above: 0 });
  requireNumber({ functionName, name: "headroom", value: headroom, least: 0 });
  requireNumber({ functionName, name: "maxInstances", value: maxInstances, least: 1, most: 1000, whole: true });
  requireNumber({ functionName, name: "testRequests", value: testRequests, least: 100, most: 10_000_000, whole: true });
  requireRng({ functionName, rng: options.rng });
  const seed = options.rng.uint32();
  const tests: InstanceTest[] = [];
  for (const [done, candidate] of candidates.entries()) {
    requireRecord({ functionName, name: "candidate", value: candidate });
    const hourPrice = priceOf(options.prices, candidate.instanceType);
    const progress = { done, total: candidates.length };
    const { routing = "least-outstanding" } = options;
    const test = (rate: number, instances: number) =>
      loadTestSteps({ candidate, rate, instances, seed, testRequests, routing, progress });
    // Errors of the model itself are not cured by more instances.
    const holds = ({ failed, errors, waiting, latency }: ServingResult): boolean =>
      failed === errors["model-error"] && waiting === 0 && latency[percentile] <= objective.seconds;
    const rate = requestsPerSecond * (1 + headroom);
    let result = yield* test(rate, maxInstances);
    const meets = holds(result);
    let enough = maxInstances;
    let tooFew = 0;
    while (meets && enough - tooFew > 1) {
      const middle = (tooFew + enough) >>> 1;
      const tried = yield* test(rate, middle);
      if (holds(tried)) {
        enough = middle;
        result = tried;
      } else tooFew = middle;
    }
    const requestsPerSecondEach = yield* highestRateSteps({
      start: rate / enough,
      *holdsAt(one) {
        return holds(yield* test(one, 1));
      },
    });
    const hourlyCost = enough * hourPrice;
    tests.push({
      instanceType: candidate.instanceType,
      meets,
      instances: enough,
      latencySeconds: result.latency[percentile satisfies keyof LatencySummary],
      utilization: result.utilization,
      hourlyCost,
      costPerMillion: (hourlyCost / (requestsPerSecond * 3600)) * 1e6,
      requestsPerSecondEach,
    });
    yield { done: done + 1, total: candidates.length };
  }
  const order = (a: InstanceTest, b: InstanceTest): number => {
    if (a.meets !== b.meets) return a.meets ? -1 : 1;
    return a.meets ? a.hourlyCost - b.hourlyCost : a.latencySeconds - b.latencySeconds;
  };
  const sorted = tests.toSorted(order);
  return { best: sorted.find(({ meets }) => meets), tests: sorted };
}

function priceOf(prices: ServingPrices, instanceType: string): number {
  requireRecord({ functionName, name: "prices", value: prices });
  requireRecord({ functionName, name: "prices.instanceHour", value: prices.instanceHour });
  const name = `prices.instanceHour of ${instanceType}`;
  const price = Object.hasOwn(prices.instanceHour, instanceType) ? prices.instanceHour[instanceType] : undefined;
  if (price !== undefined) return requireNumber({ functionName, name, value: price, least: 0 });
  throw new EngineError(
    "out-of-range",
    `${functionName} requires a price for each type, got none for ${instanceType}`,
    {
      function: functionName,
      argument: name,
      got: instanceType,
    },
  );
}
