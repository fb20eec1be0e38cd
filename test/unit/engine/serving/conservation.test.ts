import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng, generateTraffic, runToEnd, simulateServing, simulateServingSteps } from "#engine/serving/index.ts";
import { options, prices } from "./serving-samples.ts";

const kinds = ["real-time", "asynchronous", "serverless", "batch-transform"] as const;

function trafficOf(seed: number, requestsPerSecond: number) {
  return generateTraffic({
    pattern: {
      kind: "burst",
      requestsPerSecond,
      bursts: [{ fromSeconds: 100, seconds: 30, requestsPerSecond: 60 }],
    },
    seconds: 300,
    payloadMB: { kind: "exponential", mean: 0.3 },
    rng: createRng(seed),
  });
}

describe.each(kinds)("%s", (kind) => {
  const option = options[kind];

  test("arrived = served + failed + waiting at every moment, as the single requests tell it", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 40 }), fc.boolean(), (seed, rate, drains) => {
        const traffic = trafficOf(seed, rate);
        const rng = createRng(seed);
        const asked = { traffic, option, rng, keepRequests: true, timelineSeconds: 7, drainSeconds: drains ? 3600 : 0 };
        const { timeline, requests, ...result } = simulateServing(asked);
        expect(result.served + result.failed + result.waiting).toBe(result.arrived);
        expect(result.arrived).toBe(traffic.arrivals.length);
        expect(Object.values(result.errors).reduce((sum, count) => sum + count, 0)).toBe(result.failed);
        const { finished, outcomes } = requests ?? { finished: new Float64Array(), outcomes: new Uint8Array() };
        for (const [i, time] of timeline.seconds.entries()) {
          const arrived = traffic.arrivals.filter((at) => at <= time).length;
          const ended = (isServed: boolean) =>
            finished.filter((at, request) => at <= time && (outcomes[request] === 1) === isServed).length;
          expect([timeline.arrived[i], timeline.served[i], timeline.failed[i]]).toEqual([
            arrived,
            ended(true),
            ended(false),
          ]);
          expect(timeline.waiting[i]).toBe(arrived - ended(true) - ended(false));
        }
      }),
      { numRuns: 5 },
    );
  });

  test("nobody is answered before asking, and percentiles ascend", () => {
    const traffic = trafficOf(3, 20);
    const { requests, latency } = simulateServing({ traffic, option, rng: createRng(4), keepRequests: true });
    for (const [i, at] of (requests?.finished ?? []).entries()) {
      if (!Number.isNaN(at)) expect(at).toBeGreaterThanOrEqual(traffic.arrivals[i] ?? 0);
    }
    const { min, p50, p90, p95, p99, p999, max } = latency;
    const ascending = [min, p50, p90, p95, p99, p999, max];
    expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
  });

  test("percentiles are within 0.1 % of the exact ones", () => {
    const traffic = trafficOf(5, 30);
    const { requests, latency } = simulateServing({ traffic, option, rng: createRng(6), keepRequests: true });
    const exact = traffic.arrivals
      .map((at, i) => (requests?.outcomes[i] === 1 ? (requests.finished[i] ?? 0) - at : -1))
      .filter((seconds) => seconds >= 0)
      .sort();
    for (const [got, p] of [
      [latency.p50, 0.5],
      [latency.p95, 0.95],
      [latency.p99, 0.99],
    ] as const) {
      const wanted = exact[Math.ceil(p * exact.length) - 1] ?? Number.NaN;
      expect(Math.abs(got - wanted)).toBeLessThanOrEqual(0.001 * wanted);
    }
  });

  test("the same seed gives the same result, in steps too, and steps can be stopped", () => {
    const traffic = trafficOf(7, 200);
    const ask = () => ({ traffic, option, rng: createRng(8), prices });
    const reports: number[] = [];
    const inSteps = runToEnd(simulateServingSteps(ask()), ({ done }) => reports.push(done));
    expect(inSteps).toEqual(simulateServing(ask()));
    expect(reports.length).toBeGreaterThan(1);
    const steps = simulateServingSteps(ask());
    steps.next();
    expect(steps.return(inSteps).done).toBe(true);
    expect(steps.next().done).toBe(true);
  });

  test("traffic without a request is served without an error", () => {
    const traffic = generateTraffic({
      pattern: { kind: "poisson", requestsPerSecond: 0 },
      seconds: 60,
      rng: createRng(1),
    });
    const result = simulateServing({ traffic, option, rng: createRng(2), prices });
    expect(result).toMatchObject({ arrived: 0, served: 0, failed: 0, waiting: 0 });
    expect(result.latency.p99).toBeNaN();
  });
});

test("each request has the same work under every instance count", () => {
  const traffic = trafficOf(9, 5);
  const workOf = (instances: number) => {
    const variants = [
      { name: "a", instanceType: "small", instances, service: { kind: "exponential", mean: 0.01 } as const },
    ];
    const option = { kind: "real-time", variants, routing: "shared" } as const;
    const { requests } = simulateServing({ traffic, option, rng: createRng(1), keepRequests: true });
    return requests?.finished ?? new Float64Array();
  };
  // With a hundred and with two hundred instances nobody waits, so the answer comes when the work is done.
  expect(workOf(100)).toEqual(workOf(200));
});
