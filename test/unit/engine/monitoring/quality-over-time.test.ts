import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meanAbsoluteError } from "#engine/metrics/index.ts";
import { createRng, evaluateAlarm, qualityOverTime, qualityOverTimeSteps } from "#engine/monitoring/index.ts";

describe("alarms", () => {
  const values = [0.9, 0.7, 0.9, 0.6, 0.6, null, null, null, 0.9];
  const rule = { threshold: 0.8, comparison: "less" } as const;
  const statesOf = (more: object) =>
    evaluateAlarm({ values, rule: { ...rule, ...more } })
      .map((state) => state[0])
      .join("");

  test("one of one, two of three, three of three, by hand", () => {
    expect(statesOf({})).toBe("oaoaaiiio");
    expect(statesOf({ evaluationPeriods: 3, datapointsToAlarm: 2 })).toBe("oooaaaoio");
    expect(statesOf({ evaluationPeriods: 3 })).toBe("ooooooo" + "io");
  });

  test("missing values by each of the four policies", () => {
    const two = { evaluationPeriods: 2, datapointsToAlarm: 2 };
    expect(statesOf({ ...two, treatMissing: "breaching" })).toBe("ooooaaaao");
    expect(statesOf({ ...two, treatMissing: "not-breaching" })).toBe("ooooaoooo");
    expect(statesOf({ ...two, treatMissing: "ignore" })).toBe("ooooaaaao");
    expect(statesOf({ ...two, treatMissing: "missing" })).toBe("ooooaoiio");
  });

  test("M of N rings exactly when M of the last N are bad", () => {
    const many = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(many, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (series, n, m) => {
        fc.pre(m <= n);
        const states = evaluateAlarm({
          values: series,
          rule: { threshold: 5, comparison: "greater-or-equal", evaluationPeriods: n, datapointsToAlarm: m },
        });
        for (const [at, state] of states.entries()) {
          const bad = series.slice(Math.max(0, at + 1 - n), at + 1).filter((one) => one >= 5).length;
          expect(state).toBe(bad >= m ? "alarm" : "ok");
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("quality over time", () => {
  const predictions = {
    ids: ["a", "b", "c", "d", "e"],
    times: [3, 1, 12, 14, 31],
    predicted: ["x", "y", "x", "x", "y"],
  };
  const labels = { ids: ["b", "c", "a", "d", "zz"], actual: ["y", "y", "x", "x", "x"], times: [2, 20, 4, 40, 50] };
  const metric = { share: "accuracy" } as const;

  test("labels join by id, windows by the time of prediction, late labels count from when they came", () => {
    const all = qualityOverTime({ predictions, labels, windowLength: 10, metric, leastLabels: 1 });
    expect(all.unmatchedLabels).toBe(1);
    expect(all.windows.map(({ from, predictions: count, labeled, value }) => [from, count, labeled, value])).toEqual([
      [1, 2, 2, 1],
      [11, 2, 2, 0.5],
      [21, 0, 0, null],
      [31, 1, 0, null],
    ]);
    expect(all.windows[0]?.medianDelay).toBe(1);
    const early = qualityOverTime({ predictions, labels, windowLength: 10, metric, leastLabels: 1, asOf: 25 });
    expect(early.windows.map(({ labeled }) => labeled)).toEqual([2, 1, 0, 0]);
  });

  test("too few labels are not judged, and no label at all is no mistake", () => {
    const { windows } = qualityOverTime({ predictions, labels: { ids: [], actual: [] }, windowLength: 10, metric });
    expect(windows.every(({ status, coverage }) => status === "too-few-labels" && coverage === 0)).toBe(true);
  });

  test("a share without trials is undefined, not 0", () => {
    const { windows } = qualityOverTime({
      predictions,
      labels,
      windowLength: 100,
      leastLabels: 1,
      metric: { share: "precision", positive: "x" },
    });
    // Called x: a (right), c (wrong), d (right).
    expect(windows[0]?.value).toBeCloseTo(2 / 3, 12);
    const none = qualityOverTime({
      predictions: { ids: [1], times: [0], predicted: [0] },
      labels: { ids: [1], actual: [0] },
      windowLength: 1,
      leastLabels: 1,
      metric: { share: "precision" },
    });
    expect(none.windows[0]?.status).toBe("undefined");
  });

  test("a function of one's own gets a bootstrap interval, the same in slices", () => {
    const rng = createRng(8);
    const count = 90;
    const actual = Array.from({ length: count }, () => rng.uniform() * 10);
    const ids = actual.map((_, k) => k);
    const options = {
      predictions: { ids, times: ids, predicted: actual.map((one) => one + rng.uniform() - 0.5) },
      labels: { ids, actual },
      windowLength: 30,
      metric: { compute: meanAbsoluteError },
      resamples: 200,
    };
    const { windows } = qualityOverTime({ ...options, rng: createRng(1) });
    for (const { value, lower, upper } of windows) {
      expect(value).toBeGreaterThan(0.1);
      expect(lower ?? 1).toBeLessThan(value ?? 0);
      expect(upper ?? 0).toBeGreaterThan(value ?? 1);
    }
    const steps = qualityOverTimeSteps({ ...options, rng: createRng(1) });
    let step = steps.next();
    let reports = 0;
    while (step.done !== true) {
      reports++;
      step = steps.next();
    }
    expect(reports).toBe(windows.length);
    expect(step.value.windows).toEqual(windows);
    const stopped = qualityOverTimeSteps({ ...options, rng: createRng(1) });
    stopped.next();
    expect(stopped.return({ windows: [], unmatchedLabels: 0 }).done).toBe(true);
  });

  test("overlapping windows count a row in each", () => {
    const { windows } = qualityOverTime({
      predictions,
      labels,
      windowLength: 20,
      step: 10,
      from: 0,
      metric,
      leastLabels: 1,
    });
    expect(windows.map(({ predictions: count }) => count)).toEqual([4, 2, 1, 1]);
  });
});
