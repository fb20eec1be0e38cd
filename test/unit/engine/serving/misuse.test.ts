import { describe, expect, test } from "vitest";
import { createRng, expectedWait, generateTraffic, recommendInstance, simulateServing } from "#engine/serving/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";
import { options, prices, replay, variant } from "./serving-samples.ts";

const traffic = replay([0, 1, 2], 10);
const serve = (change: Anything) =>
  simulateServing({ traffic, option: { kind: "real-time", variants: [variant] }, rng: createRng(1), ...change });
const withVariant = (change: Anything) =>
  serve({ option: { kind: "real-time", variants: [{ ...variant, ...change }] } });
const ofKind = (kind: keyof typeof options, change: Anything) => serve({ option: { ...options[kind], ...change } });
const make = (change: Anything) =>
  generateTraffic({ pattern: { kind: "poisson", requestsPerSecond: 1 }, seconds: 10, rng: createRng(1), ...change });
const scaling = { metric: "invocations-per-instance", target: 10, minInstances: 1, maxInstances: 2 };
const nothing = [null, undefined, 3, "text", true, []];

describe("no object where one is needed", () => {
  test.each(nothing.map((value) => [JSON.stringify(value), value]))("%s", (_, value: Anything) => {
    const calls = [
      () => simulateServing(value),
      () => serve({ traffic: value }),
      () => serve({ option: value }),
      () => serve({ rng: value }),
      () => serve({ option: { kind: "real-time", variants: [value] } }),
      () => withVariant({ service: value }),
      () => make({ pattern: value }),
      () => make({ rng: value }),
      () => recommendInstance(value),
    ];
    expect(new Set(calls.map(refusalOf))).toEqual(new Set(["wrong-type"]));
  });
});

test.each<[string, string, () => unknown]>([
  ["no variant", "empty", () => serve({ option: { kind: "real-time", variants: [] } })],
  ["variants that are no list", "wrong-type", () => serve({ option: { kind: "real-time", variants: {} } })],
  ["an unknown kind", "out-of-range", () => serve({ option: { kind: "edge" } })],
  [
    "an unknown routing",
    "out-of-range",
    () => serve({ option: { kind: "real-time", variants: [variant], routing: "x" } }),
  ],
  ["no instance", "out-of-range", () => withVariant({ instances: 0 })],
  ["half an instance", "out-of-range", () => withVariant({ instances: 1.5 })],
  ["instances as text", "wrong-type", () => withVariant({ instances: "2" })],
  ["NaN instances", "not-finite", () => withVariant({ instances: Number.NaN })],
  ["weights of 0", "out-of-range", () => withVariant({ weight: 0 })],
  ["a negative weight", "out-of-range", () => withVariant({ weight: -1 })],
  ["an error share of 5", "out-of-range", () => withVariant({ errorShare: 5 })],
  ["an unknown distribution", "out-of-range", () => withVariant({ service: { kind: "gamma" } })],
  ["a mean of 0", "out-of-range", () => withVariant({ service: { kind: "exponential", mean: 0 } })],
  [
    "an infinite mean",
    "not-finite",
    () => withVariant({ service: { kind: "exponential", mean: Number.POSITIVE_INFINITY } }),
  ],
  [
    "a measured time that is an object",
    "wrong-type",
    () => withVariant({ service: { kind: "empirical", values: [{}] } }),
  ],
  ["no measured time", "empty", () => withVariant({ service: { kind: "empirical", values: [] } })],
  ["measured times that are null", "wrong-type", () => withVariant({ service: { kind: "empirical", values: null } })],
  ["negative work", "out-of-range", () => withVariant({ service: { kind: "constant", value: -1 } })],
  [
    "negative work, serverless",
    "out-of-range",
    () => ofKind("serverless", { service: { kind: "constant", value: -1 } }),
  ],
  [
    "negative work, batch",
    "out-of-range",
    () => ofKind("batch-transform", { service: { kind: "constant", value: -1 } }),
  ],
  ["scaling that is null", "wrong-type", () => withVariant({ scaling: null })],
  ["scaling by another metric", "out-of-range", () => withVariant({ scaling: { ...scaling, metric: "cpu" } })],
  ["a target of 0", "out-of-range", () => withVariant({ scaling: { ...scaling, target: 0 } })],
  ["more least than most instances", "out-of-range", () => withVariant({ scaling: { ...scaling, minInstances: 3 } })],
  ["real-time to zero", "out-of-range", () => withVariant({ scaling: { ...scaling, minInstances: 0 } })],
  ["a period of a microsecond", "out-of-range", () => withVariant({ scaling: { ...scaling, periodSeconds: 1e-6 } })],
  [
    "a model larger than the memory",
    "out-of-range",
    () => withVariant({ models: { memoryMB: 1, sizesMB: [2], loadMBPerSecond: 1 } }),
  ],
  ["models without sizes", "wrong-type", () => withVariant({ models: { memoryMB: 1, loadMBPerSecond: 1 } })],
  [
    "a deployment that is null",
    "wrong-type",
    () => serve({ option: { kind: "real-time", variants: [variant], deployment: null } }),
  ],
  [
    "a negative time-out",
    "out-of-range",
    () => serve({ option: { kind: "real-time", variants: [variant], timeoutSeconds: -1 } }),
  ],
  ["no place", "out-of-range", () => ofKind("serverless", { maxConcurrency: 0 })],
  ["more provisioned than allowed", "out-of-range", () => ofKind("serverless", { provisionedConcurrency: 9 })],
  ["a cold start that is null", "wrong-type", () => ofKind("serverless", { coldStart: null })],
  ["a job every nanosecond", "out-of-range", () => ofKind("batch-transform", { everySeconds: 1e-9 })],
  ["a variant that is null", "wrong-type", () => ofKind("asynchronous", { variant: null })],
  ["no price for the type", "out-of-range", () => serve({ prices: { ...prices, instanceHour: {} } })],
  [
    "a type called like a method",
    "out-of-range",
    () => serve({ option: { kind: "real-time", variants: [{ ...variant, instanceType: "toString" }] }, prices }),
  ],
  ["prices that are null", "wrong-type", () => serve({ prices: null })],
  ["a negative price", "out-of-range", () => serve({ prices: { ...prices, instanceHour: { small: -1 } } })],
  ["timeline intervals of a nanosecond", "out-of-range", () => serve({ timelineSeconds: 1e-9 })],
  [
    "arrivals out of order",
    "out-of-range",
    () => serve({ traffic: { ...traffic, arrivals: Float64Array.of(2, 1, 3) } }),
  ],
  [
    "NaN arrivals",
    "out-of-range",
    () => serve({ traffic: { ...traffic, arrivals: Float64Array.of(0, Number.NaN, 3) } }),
  ],
  ["one column shorter", "length-mismatch", () => serve({ traffic: { ...traffic, payloadMB: Float64Array.of(1) } })],
  ["plain arrays as traffic", "wrong-type", () => serve({ traffic: { ...traffic, arrivals: [0, 1, 2] } })],
  ["traffic without end", "not-finite", () => make({ seconds: Number.POSITIVE_INFINITY })],
  ["traffic of no time", "out-of-range", () => make({ seconds: 0 })],
  ["more requests than memory", "out-of-range", () => make({ seconds: 1e12 })],
  ["a negative rate", "out-of-range", () => make({ pattern: { kind: "poisson", requestsPerSecond: -1 } })],
  ["a swing of 2", "out-of-range", () => make({ pattern: { kind: "diurnal", requestsPerSecond: 1, swing: 2 } })],
  [
    "bursts that are null",
    "wrong-type",
    () => make({ pattern: { kind: "burst", requestsPerSecond: 1, bursts: null } }),
  ],
  [
    "a burst that is null",
    "wrong-type",
    () => make({ pattern: { kind: "burst", requestsPerSecond: 1, bursts: [null] } }),
  ],
  ["an unknown pattern", "out-of-range", () => make({ pattern: { kind: "weekly" } })],
  ["a replay backwards", "out-of-range", () => make({ pattern: { kind: "replay", arrivals: [2, 1] } })],
  ["a replay of nothing", "empty", () => make({ pattern: { kind: "replay", arrivals: [] } })],
  ["a replay of objects", "wrong-type", () => make({ pattern: { kind: "replay", arrivals: [{}] } })],
  ["a replay beyond the end", "out-of-range", () => make({ pattern: { kind: "replay", arrivals: [11] } })],
  ["negative payloads", "out-of-range", () => make({ payloadMB: { kind: "constant", value: -1 } })],
  ["shares of 0", "out-of-range", () => make({ modelShares: [0, 0] })],
  ["shares with NaN", "not-finite", () => make({ modelShares: [1, Number.NaN] })],
  ["a formula for text", "wrong-type", () => expectedWait({ requestsPerSecond: "1" as Anything, serviceSeconds: 0.1 })],
  ["no server", "out-of-range", () => expectedWait({ requestsPerSecond: 1, serviceSeconds: 0.1, servers: 0 })],
])("%s is refused: %s", (_, code, call) => {
  expect(refusalOf(call)).toBe(code);
});

describe("deployments", () => {
  const deploy = (change: Anything) => {
    const deployment = { atSeconds: 1, to: { ...variant, name: "b" }, shift: { kind: "all-at-once" }, ...change };
    return serve({ option: { kind: "real-time", variants: [variant], deployment } });
  };
  const alarm = { name: "a", metric: "p99", threshold: 1 };

  test.each<[string, string, Anything]>([
    ["no shift", "wrong-type", { shift: null }],
    ["an unknown shift", "out-of-range", { shift: { kind: "rolling" } }],
    ["a share of 0", "out-of-range", { shift: { kind: "linear", share: 0, waitSeconds: 1 } }],
    ["a share of 1e-12", "out-of-range", { shift: { kind: "linear", share: 1e-12, waitSeconds: 1 } }],
    ["no new variant", "wrong-type", { to: null }],
    ["alarms that are no list", "wrong-type", { alarms: {} }],
    ["an alarm that is null", "wrong-type", { alarms: [null] }],
    ["an alarm on the moon", "out-of-range", { alarms: [{ ...alarm, metric: "tide" }] }],
    ["four of three periods", "out-of-range", { alarms: [{ ...alarm, periods: 3, breaching: 4 }] }],
    ["no time", "wrong-type", { atSeconds: undefined }],
  ])("%s is refused: %s", (_, code, change) => {
    expect(refusalOf(() => deploy(change))).toBe(code);
  });
});

describe("recommendations", () => {
  const asked = {
    candidates: [{ instanceType: "small", service: { kind: "constant", value: 0.1 } }],
    requestsPerSecond: 1,
    objective: { percentile: "p95", seconds: 1 },
    prices,
    rng: createRng(1),
  };

  test.each<[string, string, Anything]>([
    ["no candidate", "empty", { candidates: [] }],
    ["a candidate that is null", "wrong-type", { candidates: [null] }],
    ["an unknown percentile", "out-of-range", { objective: { percentile: "p42", seconds: 1 } }],
    ["no objective", "wrong-type", { objective: null }],
    ["no rate", "out-of-range", { requestsPerSecond: 0 }],
    ["no price", "out-of-range", { candidates: [{ ...asked.candidates[0], instanceType: "huge" }] }],
    ["no prices", "wrong-type", { prices: null }],
    ["no chance", "wrong-type", { rng: null }],
  ])("%s are refused: %s", (_, code, change) => {
    expect(refusalOf(() => recommendInstance({ ...asked, ...change } as Anything))).toBe(code);
  });
});

test("an endpoint that no instance ever serves lets its requests time out, without end or error", () => {
  const option = { kind: "asynchronous", variant: { ...variant, instances: 0 }, queueSeconds: 60 } as const;
  expect(serve({ option })).toMatchObject({ arrived: 3, served: 0, failed: 3, waiting: 0, seconds: 62 });
  expect(serve({ option: { ...option, queueSeconds: 1e6 }, drainSeconds: 100 })).toMatchObject({
    waiting: 3,
    seconds: 110,
  });
});
