import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import type { Deployment } from "./deployment.ts";
import { billOf, type ServingPrices } from "./prices.ts";
import type { ServerlessOption } from "./serverless-option.ts";
import type { ServingResult } from "./serving-result.ts";
import { type BatchTransformOption, simulateBatchSteps } from "./simulate-batch.ts";
import { simulateEndpointSteps } from "./simulate-endpoint.ts";
import { simulateServerlessSteps } from "./simulate-serverless.ts";
import type { Simulated } from "./simulated.ts";
import { functionName, parseSettings, type SimulationSettings } from "./simulation-settings.ts";
import type { Traffic } from "./traffic.ts";
import type { WeightedVariant } from "./traffic-shares.ts";
import { type Routing, requireRouting, type Variant } from "./variant.ts";

/** A real-time endpoint: instances that are always there and answer at once. */
export type RealTimeOption = {
  readonly kind: "real-time";
  /** One, or several that share the traffic by weight (A/B test). */
  readonly variants: readonly WeightedVariant[];
  /** Get a copy of every request; their answers reach nobody (shadow test). */
  readonly shadows?: readonly Variant[];
  readonly deployment?: Deployment;
  /** Default "random", as SageMaker. */
  readonly routing?: Routing;
  /** How many requests may wait for each instance; default Infinity. */
  readonly queueLimit?: number;
  /** From arrival to answer; default Infinity (SageMaker allows 60, see `awsServingLimits`). */
  readonly timeoutSeconds?: number;
  readonly payloadLimitMB?: number;
};

/** An asynchronous endpoint: a queue in front of instances, which may be none at all while nothing is to be done. */
export type AsynchronousOption = {
  readonly kind: "asynchronous";
  readonly variant: Variant;
  /** How long the work on a request may take before it is stopped; default 900, as SageMaker. */
  readonly timeoutSeconds?: number;
  /** How long a request may wait in the queue; default 21,600, as SageMaker. */
  readonly queueSeconds?: number;
  readonly payloadLimitMB?: number;
};

/** A way of serving a model, with its settings. */
export type ServingOption = RealTimeOption | AsynchronousOption | ServerlessOption | BatchTransformOption;

type Arguments = {
  readonly traffic: Traffic;
  readonly option: ServingOption;
  readonly rng: Rng;
  readonly prices?: ServingPrices;
  readonly timelineSeconds?: number;
  readonly drainSeconds?: number;
  readonly keepRequests?: boolean;
};

/**
 * Serves a stream of requests in simulated time and tells what the callers saw and what it cost.
 *
 * A discrete-event simulation: the clock jumps from one event (a request comes in, an answer goes out, a minute is over) to
 * the next. Nothing is averaged away: queues, cold starts, time-outs and scaling follow from the single requests. The k-th
 * request has the same luck, and so the same amount of work, under each option and for each instance count, so that a
 * difference between two runs with one seed is due to the option.
 *
 * At every moment arrived = served + failed + waiting. After the last arrival the work goes on until nothing waits, at most
 * `drainSeconds`. Percentiles are within 0.1 % of the exact ones; counts, means and extremes are exact.
 * Real-time: about 3 million requests a second; cost O(n log c) for n requests on c places.
 *
 * @param traffic          as `generateTraffic` makes it
 * @param option           "real-time", "asynchronous", "serverless" or "batch-transform", with its settings
 * @param rng              chance of work, routing, errors and cold starts, each a stream of its own
 * @param prices           left out = no bill
 * @param timelineSeconds  length of the intervals of the timeline; default a hundredth of the traffic
 * @param drainSeconds     how long after the last arrival the work may go on; default 3600; batch jobs always end
 * @param keepRequests     whether to return what became of each request
 * @returns                counts, latencies, utilization, bill, timeline and what is special to the option
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range", "empty", "length-mismatch"
 * @example
 * const traffic = generateTraffic({ pattern: { kind: "replay", arrivals: [0, 1, 2] }, seconds: 10, rng: createRng(1) });
 * const variant = { name: "a", instanceType: "small", instances: 1, service: { kind: "constant", value: 1.5 } };
 * const result = simulateServing({ traffic, option: { kind: "real-time", variants: [variant] }, rng: createRng(2), keepRequests: true });
 * result.requests.finished // => [1.5, 3, 4.5]
 * result.latency.max // => 2.5
 * @source  Law 2015, Simulation Modeling and Analysis; mean waits agree with queueing theory (`expectedWait`, test/unit)
 */
export function simulateServing(options: Arguments): ServingResult {
  return runToEnd(simulateServingSteps(options));
}

/**
 * `simulateServing` in slices of some milliseconds, with progress in requests, for pages that must stay alive.
 *
 * @example
 * const traffic = generateTraffic({ pattern: { kind: "replay", arrivals: [0, 1] }, seconds: 10, rng: createRng(1) });
 * const variant = { name: "a", instanceType: "small", instances: 1, service: { kind: "constant", value: 0.5 } };
 * const steps = simulateServingSteps({ traffic, option: { kind: "real-time", variants: [variant] }, rng: createRng(2) });
 * runToEnd(steps).served // => 2
 */
export function* simulateServingSteps(options: Arguments): Steps<Progress, ServingResult> {
  const { traffic, option, rng, prices, timelineSeconds, drainSeconds, keepRequests } = requireOptions(
    "simulateServing",
    options,
    ["traffic", "option", "rng", "prices", "timelineSeconds", "drainSeconds", "keepRequests"],
  );
  requireRecord({ functionName, name: "option", value: option });
  const settings = parseSettings({ traffic, rng, timelineSeconds, drainSeconds, keepRequests });
  const { result, usage } = yield* simulatedSteps(option, settings);
  const cost = prices === undefined ? undefined : billOf({ functionName, usage, prices, served: result.served });
  return { ...result, cost };
}

function simulatedSteps(option: ServingOption, settings: SimulationSettings): Steps<Progress, Simulated> {
  switch (option.kind) {
    case "real-time": {
      const { variants, shadows = [], deployment, routing = "random" } = option;
      const responseSeconds = limit("timeoutSeconds", option.timeoutSeconds);
      return simulateEndpointSteps({
        ...settings,
        kind: "real-time",
        variants,
        shadows,
        deployment,
        rules: {
          routing: requireRouting({ functionName, routing }),
          queueLimit: limit("queueLimit", option.queueLimit),
          queueSeconds: responseSeconds,
          responseSeconds,
          workSeconds: Number.POSITIVE_INFINITY,
          payloadLimitMB: limit("payloadLimitMB", option.payloadLimitMB),
        },
      });
    }
    case "asynchronous":
      return simulateEndpointSteps({
        ...settings,
        kind: "asynchronous",
        variants: [option.variant],
        shadows: [],
        deployment: undefined,
        rules: {
          routing: "shared",
          queueLimit: Number.POSITIVE_INFINITY,
          queueSeconds: limit("queueSeconds", option.queueSeconds ?? 21_600),
          responseSeconds: Number.POSITIVE_INFINITY,
          workSeconds: limit("timeoutSeconds", option.timeoutSeconds ?? 900),
          payloadLimitMB: limit("payloadLimitMB", option.payloadLimitMB),
        },
      });
    case "serverless":
      return simulateServerlessSteps({ option, settings });
    case "batch-transform":
      return simulateBatchSteps({ option, settings });
    default: {
      const got = String(Reflect.get(option, "kind"));
      const need = "real-time, asynchronous, serverless or batch-transform";
      throw new EngineError("out-of-range", `${functionName} requires option.kind to be ${need}, got ${got}`, {
        function: functionName,
        argument: "option.kind",
        got,
      });
    }
  }
}

/** A limit may be infinite, which is none. */
function limit(name: string, value: number = Number.POSITIVE_INFINITY): number {
  if (value === Number.POSITIVE_INFINITY) return value;
  return requireNumber({ functionName, name: `option.${name}`, value, least: 0 });
}
