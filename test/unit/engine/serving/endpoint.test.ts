import { describe, expect, test } from "vitest";
import {
  createRng,
  type RealTimeOption,
  type Routing,
  simulateServing,
  type Traffic,
  type Variant,
} from "#engine/serving/index.ts";
import { poisson, prices, replay } from "./serving-samples.ts";

const second = { kind: "constant", value: 1 } as const;
const single: Variant = { name: "a", instanceType: "small", instances: 1, service: second };

function serve(traffic: Traffic, option: Omit<RealTimeOption, "kind">) {
  const result = simulateServing({
    traffic,
    option: { kind: "real-time", ...option },
    rng: createRng(1),
    keepRequests: true,
    prices,
  });
  const { requests, details } = result;
  if (requests === undefined || details.kind !== "real-time") throw new Error("real-time keeps its requests");
  return { ...result, finished: Array.from(requests.finished), outcomes: Array.from(requests.outcomes), details };
}

describe("limits, worked by hand: one place, one second of work, all ask at 0", () => {
  test("beyond the queue limit a request is refused at once", () => {
    const { finished, errors } = serve(replay([0, 0, 0, 0], 10), { variants: [single], queueLimit: 2 });
    expect(finished).toEqual([1, 2, 3, 0]);
    expect(errors["queue-full"]).toBe(1);
  });

  test("who waits too long gives up, and the model works on unaware", () => {
    // The third begins at 2 and would be answered at 3; its caller leaves at 2.5. The fourth waits for it until 2.5, too.
    const { finished, errors, utilization, seconds } = serve(replay([0, 0, 0, 0, 2.6], 10), {
      variants: [single],
      timeoutSeconds: 2.5,
    });
    expect(finished).toEqual([1, 2, 2.5, 2.5, 4]);
    expect(errors["timed-out"]).toBe(2);
    // Busy for 3 s, then from 3 to 4, out of 10.
    expect(utilization).toBeCloseTo(4 / seconds, 12);
  });

  test("the clock stops when the last caller has gone: work after that is in nobody's busy share", () => {
    // The first leaves at 1.5 and its work ends at 2; the second leaves the queue at 1.6. Nothing is waited for after 1.6.
    const slow: Variant = { ...single, service: { kind: "constant", value: 2 } };
    const { finished, utilization, seconds } = serve(replay([0, 0.1], 1), { variants: [slow], timeoutSeconds: 1.5 });
    expect(finished).toEqual([1.5, 1.6]);
    expect(seconds).toBeCloseTo(1.6, 12);
    expect(utilization).toBe(1);
  });

  test("a request that is too large is refused", () => {
    const { errors, served } = serve(replay([0, 1], 10, 7), { variants: [single], payloadLimitMB: 6 });
    expect([errors["payload-too-large"], served]).toEqual([2, 0]);
  });

  test("payload takes time, and instances and payload cost money", () => {
    const { finished, cost } = serve(replay([0], 100, 512), { variants: [{ ...single, secondsPerMB: 0.01 }] });
    expect(finished).toEqual([6.12]);
    // 100 s of 3.6 an hour, and half a gigabyte at 1.
    expect(cost?.total).toBeCloseTo(0.1 + 0.5, 12);
  });
});

describe("routing", () => {
  const traffic = poisson(16, 2000);
  const meanWait = (routing: Routing) =>
    serve(traffic, { variants: [{ ...single, instances: 2, service: { kind: "exponential", mean: 0.1 } }], routing })
      .queueing.mean;

  test("one queue waits least, random most, and random is two single queues", () => {
    const [shared, least, random] = [meanWait("shared"), meanWait("least-outstanding"), meanWait("random")];
    expect(shared).toBeLessThan(least);
    expect(least).toBeLessThan(random);
    // M/M/1 at 80 %: 0.1 × 0.8 / 0.2 = 0.4 s. Busy for long: at 32,000 requests the standard error is about 6 %.
    expect(Math.abs(random / 0.4 - 1)).toBeLessThan(0.2);
  });
});

describe("a multi-model endpoint", () => {
  const models = (memoryMB: number) => ({ memoryMB, sizesMB: [100, 100, 100], loadMBPerSecond: 100 });
  const ask = (memoryMB: number, order: readonly number[]) => {
    const traffic = {
      ...replay(
        order.map((_, i) => 10 * i),
        100,
      ),
      models: Int32Array.from(order),
    };
    const { finished, details } = serve(traffic, { variants: [{ ...single, models: models(memoryMB) }] });
    return { seconds: finished.map((at, i) => at - 10 * i), loads: details.variants[0]?.modelLoads };
  };

  test("loads a model once while there is memory", () => {
    expect(ask(300, [0, 1, 2, 0, 1, 2])).toEqual({ seconds: [2, 2, 2, 1, 1, 1], loads: 3 });
  });

  test("drops the model that was asked for longest ago", () => {
    // 2 takes the place of 1, since 0 was asked for again.
    expect(ask(200, [0, 1, 0, 2, 0, 1])).toEqual({ seconds: [2, 2, 1, 2, 1, 2], loads: 4 });
  });

  test("by-model routing loads each model at one instance only", () => {
    const order = Array.from({ length: 90 }, (_, i) => i % 3);
    const traffic = {
      ...replay(
        order.map((_, i) => i),
        100,
      ),
      models: Int32Array.from(order),
    };
    const loads = (routing: Routing) =>
      serve(traffic, { variants: [{ ...single, instances: 3, models: models(300) }], routing }).details.variants[0]
        ?.modelLoads;
    expect(loads("by-model")).toBe(3);
    expect(loads("random")).toBe(9);
  });
});

describe("target tracking", () => {
  // Four a second for ten minutes: 240 a minute. Target 85 an instance: three are needed, and then 80 is within the margin.
  const arrivals = Array.from({ length: 2400 }, (_, i) => i / 4 + 0.01);
  const scaling = { metric: "invocations-per-instance", target: 85, minInstances: 1, maxInstances: 5 } as const;
  const fast: Variant = { ...single, service: { kind: "constant", value: 0.1 }, startUpSeconds: 100, scaling };

  test("adds after three periods, takes away after fifteen, as worked by hand", () => {
    const { details, timeline, instanceSeconds } = serve(replay(arrivals, 2000), {
      variants: [fast],
      routing: "shared",
    });
    expect(details.scaling).toEqual([
      { seconds: 180, variant: "a", from: 1, to: 3 },
      { seconds: 1500, variant: "a", from: 3, to: 1 }, // the last busy minute ends at 600; 660 to 1500 are 15 quiet ones
    ]);
    const at = (seconds: number) => timeline.instances[timeline.seconds.indexOf(seconds)];
    expect([at(180), at(260), at(300), at(1480), at(1520)]).toEqual([1, 1, 3, 3, 1]);
    expect(instanceSeconds).toBe(2000 + 2 * (1500 - 180));
  });

  test("waits for the cooldown before it takes away", () => {
    const slow = { ...fast, scaling: { ...scaling, scaleInPeriods: 1, scaleInCooldownSeconds: 700 } };
    const { details } = serve(replay(arrivals, 2000), { variants: [slow], routing: "shared" });
    expect(details.scaling.map(({ seconds }) => seconds)).toEqual([180, 900]); // the first full minute after 880
  });

  test("adds no more than the most allowed", () => {
    const few = { ...fast, scaling: { ...scaling, maxInstances: 2 } };
    const { details } = serve(replay(arrivals, 2000), { variants: [few], routing: "shared" });
    expect(details.scaling[0]).toEqual({ seconds: 180, variant: "a", from: 1, to: 2 });
  });
});

describe("shadow and A/B variants", () => {
  const traffic = poisson(10, 600);
  const b: Variant = { ...single, name: "b", service: { kind: "exponential", mean: 0.05 }, errorShare: 0.1 };
  const a: Variant = { ...b, name: "a", errorShare: 0.02, instances: 2 };

  test("a shadow changes nothing for the callers and sees every request", () => {
    const alone = serve(traffic, { variants: [a] });
    const shadowed = serve(traffic, { variants: [a], shadows: [b] });
    expect({ ...shadowed, details: 0, cost: 0 }).toEqual({ ...alone, details: 0, cost: 0 });
    expect(shadowed.details.shadows[0]?.arrived).toBe(traffic.arrivals.length);
    const hours = ({ cost }: typeof alone) =>
      cost?.lines.reduce((sum, { unit, amount }) => sum + (unit === "instance-hour" ? amount : 0), 0) ?? 0;
    expect(hours(shadowed)).toBeCloseTo(1.5 * hours(alone), 9);
  });

  test("variants share the traffic by weight, and their books sum to the total", () => {
    const { details, arrived, served, failed } = serve(traffic, { variants: [{ ...a, weight: 3 }, b] });
    const [first, other] = details.variants;
    // Binomial, five standard errors.
    expect(Math.abs((first?.arrived ?? 0) / arrived - 0.75)).toBeLessThan(5 * Math.sqrt(0.1875 / arrived));
    expect((first?.arrived ?? 0) + (other?.arrived ?? 0)).toBe(arrived);
    expect((first?.served ?? 0) + (other?.served ?? 0)).toBe(served);
    expect((first?.failed ?? 0) + (other?.failed ?? 0)).toBe(failed);
  });
});
