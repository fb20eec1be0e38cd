import { describe, expect, test } from "vitest";
import { createRng, type Deployment, simulateServing, type Variant } from "#engine/serving/index.ts";
import { poisson, prices } from "./serving-samples.ts";

const old: Variant = {
  name: "old",
  instanceType: "small",
  instances: 2,
  service: { kind: "exponential", mean: 0.05 },
  startUpSeconds: 60,
};
const traffic = poisson(20, 3600);
const errorAlarm = { name: "errors", metric: "error-share", threshold: 0.05, periods: 3, breaching: 2 } as const;

function deploy(deployment: Deployment) {
  const option = { kind: "real-time", variants: [old], deployment } as const;
  const { details, instanceSeconds, ...result } = simulateServing({ traffic, option, rng: createRng(2), prices });
  if (details.kind !== "real-time") throw new Error("a real-time endpoint");
  const [before, after] = details.variants;
  if (before === undefined || after === undefined) throw new Error("two variants");
  return { ...result, instanceSeconds, ...details.deployment, before, after };
}

const good = { ...old, name: "new" };
const bad = { ...good, errorShare: 0.3 };
const slow: Variant = { ...good, service: { kind: "exponential", mean: 0.5 }, concurrency: 10 };

describe("all at once", () => {
  test("shifts when the new fleet is up, bakes, and ends the old fleet", () => {
    const { state, events, before, after, instanceSeconds, seconds, failed } = deploy({
      atSeconds: 600,
      to: good,
      shift: { kind: "all-at-once" },
      bakeSeconds: 300,
      alarms: [errorAlarm],
    });
    expect(state).toBe("completed");
    expect(events).toEqual([
      { seconds: 600, event: "launched", newShare: 0, alarm: "" },
      { seconds: 660, event: "shifted", newShare: 1, alarm: "" },
      { seconds: 960, event: "completed", newShare: 1, alarm: "" },
    ]);
    expect(before.arrived).toBe(traffic.arrivals.filter((at) => at < 660).length);
    expect(after.arrived).toBe(traffic.arrivals.filter((at) => at >= 660).length);
    expect(failed).toBe(0);
    // Two old ones until 960 (their last answer was long before), two new ones from 600 to the end.
    expect(instanceSeconds).toBeCloseTo(2 * 960 + 2 * (seconds - 600), 6);
  });

  test("without an alarm a bad model stays", () => {
    const { state, after } = deploy({ atSeconds: 600, to: bad, shift: { kind: "all-at-once" } });
    expect(state).toBe("completed");
    expect(Math.abs(after.failed / after.arrived - 0.3)).toBeLessThan(0.02);
  });
});

describe("canary", () => {
  const shift = { kind: "canary", share: 0.1, waitSeconds: 600 } as const;

  test("a bad model is rolled back by an alarm of two periods in three, and few callers met it", () => {
    const { state, events, before, after } = deploy({ atSeconds: 600, to: bad, shift, alarms: [errorAlarm] });
    expect(state).toBe("rolled-back");
    // 120 requests a minute at the new fleet, 30 % errors: both of the first two periods breach.
    expect(events.map(({ seconds, event, newShare }) => [seconds, event, newShare])).toEqual([
      [600, "launched", 0],
      [660, "shifted", 0.1],
      [780, "alarm", 0.1],
      [780, "rolled-back", 0],
    ]);
    expect(events.at(-1)?.alarm).toBe("errors");
    expect(Math.abs(after.arrived / (20 * 120) - 0.1)).toBeLessThan(0.03);
    expect(before.failed).toBe(0);
  });

  test("all at once, the same model hurts ten times as many", () => {
    const atOnce = deploy({ atSeconds: 600, to: bad, shift: { kind: "all-at-once" }, alarms: [errorAlarm] });
    const canary = deploy({ atSeconds: 600, to: bad, shift, alarms: [errorAlarm] });
    expect(atOnce.state).toBe("rolled-back");
    expect(Math.abs(atOnce.failed / canary.failed / 10 - 1)).toBeLessThan(0.3);
  });

  test("a slow model is caught by latency", () => {
    const alarms = [{ name: "slow", metric: "p90", threshold: 0.4 } as const];
    expect(deploy({ atSeconds: 600, to: slow, shift, alarms })).toMatchObject({ state: "rolled-back" });
    expect(deploy({ atSeconds: 600, to: good, shift, alarms })).toMatchObject({ state: "completed" });
  });

  test("an alarm of three periods in three is later than one of one", () => {
    const rolledBackAt = (periods: number) =>
      deploy({ atSeconds: 600, to: bad, shift, alarms: [{ ...errorAlarm, periods, breaching: periods }] }).events.at(-1)
        ?.seconds;
    expect([rolledBackAt(1), rolledBackAt(3)]).toEqual([720, 840]);
  });
});

test("linear shifts in equal steps, the last one full", () => {
  const { state, events } = deploy({
    atSeconds: 0,
    to: good,
    shift: { kind: "linear", share: 0.3, waitSeconds: 100 },
    bakeSeconds: 50,
  });
  expect(state).toBe("completed");
  const steps = events.map(({ seconds, newShare }) => [seconds, Math.round(100 * newShare)]);
  expect(steps).toEqual([
    [0, 0],
    [60, 30],
    [160, 60],
    [260, 90],
    [360, 100],
    [410, 100],
  ]);
});

test("a deployment that the traffic outlives not is told as far as it came", () => {
  expect(deploy({ atSeconds: 3590, to: good, shift: { kind: "all-at-once" } }).state).toBe("launching");
  expect(deploy({ atSeconds: 3500, to: good, shift: { kind: "all-at-once" } }).state).toBe("baking");
});
