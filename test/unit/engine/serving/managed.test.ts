import { describe, expect, test } from "vitest";
import {
  type AsynchronousOption,
  awsServingLimits,
  createRng,
  recommendInstance,
  recommendInstanceSteps,
  runToEnd,
  type ServerlessOption,
  simulateServing,
  type Traffic,
} from "#engine/serving/index.ts";
import { poisson, prices, replay } from "./serving-samples.ts";

const constant = (value: number) => ({ kind: "constant", value }) as const;

function serve(
  traffic: Traffic,
  option: ServerlessOption | AsynchronousOption | Parameters<typeof simulateServing>[0]["option"],
) {
  const result = simulateServing({ traffic, option, rng: createRng(1), keepRequests: true, prices });
  return { ...result, finished: Array.from(result.requests?.finished ?? []) };
}

describe("serverless, worked by hand: cold start 2 s, work 0.5 s, warm for 10 s", () => {
  const option: ServerlessOption = {
    kind: "serverless",
    memoryMB: 2048,
    maxConcurrency: 2,
    service: constant(0.5),
    coldStart: constant(2),
    keepWarmSeconds: 10,
  };

  test("cold, cold, warm, cold again after a pause", () => {
    const { finished, details, cost, instanceSeconds } = serve(replay([0, 1, 5, 30], 60), option);
    expect(finished).toEqual([2.5, 3.5, 5.5, 32.5]);
    expect(details).toEqual({ kind: "serverless", coldStarts: 3, mostEnvironments: 2 });
    expect(instanceSeconds).toBe(0);
    // Four half seconds on 2 GB at 0.01.
    expect(cost?.total).toBeCloseTo(4 * 0.5 * 2 * 0.01, 12);
  });

  test("an idle environment is there until exactly its time is over", () => {
    expect(serve(replay([0, 12.4], 60), option).finished[1]).toBeCloseTo(12.9, 12);
    expect(serve(replay([0, 12.5], 60), option).finished[1]).toBeCloseTo(15, 12);
  });

  test("beyond the greatest concurrency requests are throttled", () => {
    const { errors, served } = serve(replay([0, 0, 0], 60), option);
    expect([errors.throttled, served]).toEqual([1, 2]);
  });

  test("provisioned concurrency knows no cold start and is paid for idle", () => {
    const { finished, details, cost } = serve(replay([0, 30], 60), { ...option, provisionedConcurrency: 1 });
    expect(finished).toEqual([0.5, 30.5]);
    expect(details).toEqual({ kind: "serverless", coldStarts: 0, mostEnvironments: 1 });
    // 60 s on 2 GB at 0.002, and one second of work at 0.005.
    expect(cost?.total).toBeCloseTo(60 * 2 * 0.002 + 1 * 2 * 0.005, 12);
  });

  test("AWS's limits spread into the option", () => {
    const limited = { ...option, ...awsServingLimits.serverless };
    expect(serve(replay([0], 60, 5), limited).errors["payload-too-large"]).toBe(1);
    expect(serve(replay([0], 60, 3), { ...limited, service: constant(59) }).errors["timed-out"]).toBe(1);
  });

  test("cold and warm seconds make up the utilization", () => {
    // One environment: busy from 0 to 2.5, idle until 12.5.
    expect(serve(replay([0], 60), option).utilization).toBeCloseTo(2.5 / 12.5, 12);
  });
});

describe("asynchronous, worked by hand", () => {
  const option: AsynchronousOption = {
    kind: "asynchronous",
    variant: {
      name: "a",
      instanceType: "small",
      instances: 0,
      service: constant(10),
      startUpSeconds: 30,
      scaling: {
        metric: "backlog-per-instance",
        target: 5,
        minInstances: 0,
        maxInstances: 4,
        scaleOutPeriods: 1,
        scaleInPeriods: 2,
      },
    },
  };

  test("starts from zero at the next minute and goes back to zero", () => {
    const { finished, details, instanceSeconds } = serve(replay([100], 1000), option);
    // Seen at 120, up at 150, done at 160. Quiet at 180 and 240, but the cooldown lasts until 420.
    expect(finished).toEqual([160]);
    expect(details).toMatchObject({
      scaling: [
        { seconds: 120, variant: "a", from: 0, to: 1 },
        { seconds: 420, variant: "a", from: 1, to: 0 },
      ],
    });
    expect(instanceSeconds).toBe(300);
  });

  test("a backlog of twenty asks for four instances", () => {
    const { details, served } = serve(replay(new Array(20).fill(50), 1000), option);
    expect(details).toMatchObject({ scaling: [{ seconds: 60, from: 0, to: 4 }, {}] });
    expect(served).toBe(20);
  });

  test("work beyond its time is stopped, and the instance is free again", () => {
    const variant = { ...option.variant, instances: 1, scaling: { ...option.variant.scaling, minInstances: 1 } };
    const { finished, errors } = serve(replay([0, 0], 1000), {
      ...option,
      variant,
      timeoutSeconds: 4,
    } as AsynchronousOption);
    expect(finished).toEqual([4, 8]);
    expect(errors["timed-out"]).toBe(2);
  });

  test("who waits in the queue too long has expired", () => {
    const { finished } = serve(replay([0], 1000), { ...option, queueSeconds: 70 });
    expect(finished).toEqual([70]); // up only at 90
  });
});

describe("batch transform, worked by hand", () => {
  test("one job a minute, mini-batches of two", () => {
    const { finished, details, instanceSeconds, queueing, utilization } = serve(replay([0, 10, 50, 70], 100), {
      kind: "batch-transform",
      instanceType: "small",
      instances: 1,
      service: constant(2),
      everySeconds: 60,
      batchRequests: 2,
      secondsPerBatch: 1,
      startUpSeconds: 15,
    });
    // At 60: up at 75, two requests until 80, one until 83. At 120: up at 135, one until 138.
    expect(finished).toEqual([83, 83, 83, 138]);
    expect(details).toEqual({
      kind: "batch-transform",
      jobs: [
        { started: 60, finished: 83, requests: 3 },
        { started: 120, finished: 138, requests: 1 },
      ],
    });
    expect(instanceSeconds).toBe(23 + 18);
    expect(utilization).toBe(1);
    expect(queueing.max).toBe(75);
  });

  test("two places share the mini-batches, and a request that is too large fails alone", () => {
    const traffic = { ...replay([0, 0, 0, 0], 60), payloadMB: Float64Array.of(1, 9, 1, 1) };
    const { finished, errors } = serve(traffic, {
      kind: "batch-transform",
      instanceType: "small",
      instances: 2,
      service: constant(2),
      payloadLimitMB: 5,
      startUpSeconds: 0,
    });
    expect(errors["payload-too-large"]).toBe(1);
    expect(finished).toEqual([64, 0, 64, 64]);
  });
});

describe("the recommender", () => {
  const candidates = [
    { instanceType: "small", service: { kind: "exponential", mean: 0.1 } as const },
    { instanceType: "large", service: { kind: "exponential", mean: 0.04 } as const },
  ];
  const asked = {
    candidates,
    testRequests: 10_000,
    requestsPerSecond: 20,
    prices,
    headroom: 0.25,
    routing: "shared",
  } as const;
  const recommend = (seconds: number) =>
    recommendInstance({ ...asked, objective: { percentile: "p95", seconds }, rng: createRng(3) });

  test("takes the cheapest that meets the objective, as queueing theory has it", () => {
    // 25 a second. Large: one instance is M/M/1 at 100 % (never), two are M/M/2 at 50 %. Small: 2.5 places of work, so 3 or more.
    // A second at p95: two large cost 14.4; small at 83 % on three is M/M/3, p95 about 0.5 s: 10.8.
    const relaxed = recommend(1);
    expect(relaxed.best).toMatchObject({ instanceType: "small", instances: 3, meets: true });
    // Service alone has its p95 at 0.1 × ln 20 = 0.3 s on the small type: no number of them answers in 0.2 s.
    const strict = recommend(0.2);
    expect(strict.best).toMatchObject({ instanceType: "large", instances: 2 });
    expect(strict.tests[1]).toMatchObject({ instanceType: "small", meets: false, instances: 20 });
    expect(recommend(0.01).best).toBeUndefined();
  });

  test("one instance bears what M/M/1 says", () => {
    // p95 of M/M/1 is ln 20 × s / (1 − ρ): 1 s on the small type at ρ = 1 − 0.2996 = 0.70, so 7 a second. Chance: 10 %.
    const test = recommend(1).tests.find(({ instanceType }) => instanceType === "small");
    expect(Math.abs((test?.requestsPerSecondEach ?? 0) / 7 - 1)).toBeLessThan(0.1);
  });

  test("steps give the same and can be stopped", () => {
    const ask = () => ({
      ...asked,
      objective: { percentile: "p95", seconds: 0.5 } as const,
      rng: createRng(4),
      testRequests: 2000,
    });
    const steps = recommendInstanceSteps(ask());
    expect(runToEnd(steps)).toEqual(recommendInstance(ask()));
    const stopped = recommendInstanceSteps(ask());
    stopped.next();
    expect(stopped.return({ best: undefined, tests: [] }).done).toBe(true);
  });
});

test("a burst that a fixed fleet drops is served by a serverless endpoint at a price", () => {
  const traffic = poisson(2, 100);
  const real = {
    kind: "real-time",
    variants: [{ name: "a", instanceType: "small", instances: 1, service: constant(1) }],
    queueLimit: 1,
  } as const;
  const serverless: ServerlessOption = {
    kind: "serverless",
    memoryMB: 1024,
    maxConcurrency: 50,
    service: constant(1),
    coldStart: constant(3),
  };
  expect(serve(traffic, real).failed).toBeGreaterThan(50);
  expect(serve(traffic, serverless).failed).toBe(0);
});
