import { createRng, generateTraffic, type ServingOption, type Traffic, type Variant } from "#engine/serving/index.ts";

export const variant: Variant = {
  name: "a",
  instanceType: "small",
  instances: 2,
  service: { kind: "exponential", mean: 0.1 },
};

export const prices = {
  currency: "USD",
  date: "2026-11-24",
  source: "made up for tests",
  instanceHour: { small: 3.6, large: 7.2 },
  serverlessGBSecond: 0.01,
  provisionedGBSecond: 0.002,
  provisionedUseGBSecond: 0.005,
  payloadGB: 1,
};

export function replay(arrivals: readonly number[], seconds: number, payloadMB = 0): Traffic {
  return generateTraffic({
    pattern: { kind: "replay", arrivals },
    seconds,
    payloadMB: { kind: "constant", value: payloadMB },
    rng: createRng(1),
  });
}

export function poisson(requestsPerSecond: number, seconds: number, seed = 1): Traffic {
  return generateTraffic({ pattern: { kind: "poisson", requestsPerSecond }, seconds, rng: createRng(seed) });
}

/** One of each kind, with every limit in use. */
export const options: Readonly<Record<ServingOption["kind"], ServingOption>> = {
  "real-time": {
    kind: "real-time",
    variants: [
      {
        ...variant,
        errorShare: 0.05,
        scaling: { metric: "invocations-per-instance", target: 300, minInstances: 1, maxInstances: 4 },
        startUpSeconds: 30,
      },
      { ...variant, name: "b", weight: 0.5 },
    ],
    shadows: [{ ...variant, name: "shadow" }],
    queueLimit: 5,
    timeoutSeconds: 0.6,
    payloadLimitMB: 1,
  },
  asynchronous: {
    kind: "asynchronous",
    variant: {
      ...variant,
      instances: 0,
      startUpSeconds: 20,
      scaling: { metric: "backlog-per-instance", target: 5, minInstances: 0, maxInstances: 5, scaleInPeriods: 2 },
    },
    timeoutSeconds: 0.3,
    queueSeconds: 100,
    payloadLimitMB: 1,
  },
  serverless: {
    kind: "serverless",
    memoryMB: 2048,
    maxConcurrency: 4,
    provisionedConcurrency: 1,
    service: { kind: "exponential", mean: 0.1 },
    coldStart: { kind: "uniform", low: 0.2, high: 0.5 },
    keepWarmSeconds: 2,
    errorShare: 0.05,
    timeoutSeconds: 0.6,
    payloadLimitMB: 1,
  },
  "batch-transform": {
    kind: "batch-transform",
    instanceType: "small",
    instances: 2,
    concurrency: 2,
    service: { kind: "exponential", mean: 0.1 },
    everySeconds: 60,
    batchRequests: 10,
    secondsPerBatch: 0.05,
    startUpSeconds: 15,
    errorShare: 0.05,
    payloadLimitMB: 1,
  },
};
