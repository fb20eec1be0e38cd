import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createRng,
  type DetectorOptions,
  runDetector,
  runDetectorSteps,
  startDetector,
  updateDetector,
} from "#engine/monitoring/index.ts";

const options: readonly DetectorOptions[] = [
  { kind: "ddm" },
  { kind: "eddm" },
  { kind: "adwin", checkEvery: 8 },
  { kind: "page-hinkley", threshold: 10, direction: "both" },
  { kind: "kswin", windowSize: 60, recentSize: 20, significance: 0.001 },
];
const answers = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 120 });

function noise({ seed, count, rate }: { readonly seed: number; readonly count: number; readonly rate: number }) {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => (rng.uniform() < rate ? 1 : 0));
}

describe.each(options.map((one) => [one.kind, one] as const))("%s", (_, option) => {
  test("value by value, through JSON, is the same as in one run", () => {
    fc.assert(
      fc.property(answers, (values) => {
        const run = runDetector({ state: startDetector(option), values, rng: createRng(1) });
        const rng = createRng(1);
        const drifts: number[] = [];
        let state = startDetector(option);
        for (const [at, value] of values.entries()) {
          const before = JSON.stringify(state);
          const next = updateDetector({ state, value, rng });
          expect(JSON.stringify(state)).toBe(before);
          state = JSON.parse(JSON.stringify(next.state));
          if (next.status === "drift") drifts.push(at);
        }
        expect(drifts).toEqual(run.drifts);
        expect(state).toEqual(run.state);
      }),
      { numRuns: 15 },
    );
  });

  test("constant values never ring", () => {
    for (const value of [0, 1]) {
      const run = runDetector({
        state: startDetector(option),
        values: new Array<number>(600).fill(value),
        rng: createRng(1),
      });
      expect(run.drifts).toEqual([]);
    }
  });

  test("a large change is found within 150 values", () => {
    const values = [...noise({ seed: 4, count: 500, rate: 0.1 }), ...noise({ seed: 5, count: 500, rate: 0.9 })];
    const { drifts } = runDetector({ state: startDetector(option), values, rng: createRng(1) });
    expect(drifts.some((at) => at >= 500 && at < 650)).toBe(true);
  });

  test("in slices it is the same bit by bit, and it can be stopped", () => {
    const values = noise({ seed: 9, count: 12_000, rate: 0.3 });
    const start = { state: startDetector(option), values };
    const steps = runDetectorSteps({ ...start, rng: createRng(2) });
    const reports: number[] = [];
    let step = steps.next();
    while (step.done !== true) {
      reports.push(step.value.done);
      step = steps.next();
    }
    expect(reports.length).toBeGreaterThan(1);
    expect(step.value).toEqual(runDetector({ ...start, rng: createRng(2) }));
    const stopped = runDetectorSteps({ ...start, rng: createRng(2) });
    stopped.next();
    // what is returned is up to the caller who stops
    expect(stopped.return({} as never).done).toBe(true);
    expect(stopped.next().done).toBe(true);
  });
});

test("false alarms on a source that does not change are as rare as promised", () => {
  let adwin = 0;
  for (let seed = 0; seed < 40; seed++) {
    const values = noise({ seed, count: 2000, rate: 0.3 });
    adwin += runDetector({ state: startDetector({ kind: "adwin" }), values }).drifts.length;
  }
  // The paper's bound is 0.002 for each look, and it is loose: at 62 looks × 40 runs at most about 5 alarms.
  expect(adwin).toBeLessThanOrEqual(5);
});

test("DDM by hand: thirty right answers, then errors", () => {
  // After 30 right answers and e errors: p = e / (30 + e), s = √(p(1 − p)/(30 + e)). The least is at the first answer judged, the 31st:
  // p = 1/31 = 0.0323, s = 0.0317. Limits: warning p + 2s = 0.0957, drift p + 3s = 0.1274. With 2 errors p + s = 0.0625 + 0.0428 =
  // 0.1053, above the warning; with 3 errors 0.0909 + 0.0500 = 0.1409, above the drift.
  const values = [...new Array<number>(30).fill(0), 1, 1, 1];
  const { drifts, warnings } = runDetector({ state: startDetector({ kind: "ddm" }), values });
  expect({ drifts, warnings }).toEqual({ drifts: [32], warnings: [31] });
});

test("Page–Hinkley by hand: the delay is threshold over rise", () => {
  // 100 zeros, then tens, without forgetting or tolerance: after k tens the mean is 10k/(100 + k), and the evidence grows by
  // 10 − mean each: 9.90, 9.80, 9.71, 9.62 … Sums 9.90, 19.70, 29.41, 39.03: above 30 at the fourth ten, position 103.
  const values = [...new Array<number>(100).fill(0), ...new Array<number>(20).fill(10)];
  const state = startDetector({ kind: "page-hinkley", threshold: 30, tolerance: 0, forgetting: 1 });
  expect(runDetector({ state, values: values.slice(0, 104) }).drifts).toEqual([103]);
});

test("Page–Hinkley rings at the first value after its warm-up, not before", () => {
  // A ramp: evidence is above the threshold from the second value on.
  const values = Array.from({ length: 40 }, (_, k) => 10 * k);
  const state = startDetector({ kind: "page-hinkley", threshold: 1, warmUp: 12 });
  expect(runDetector({ state, values }).drifts[0]).toBe(11);
});

test("ADWIN keeps few buckets for many values, and their sizes add up", () => {
  const { state } = runDetector({
    state: startDetector({ kind: "adwin" }),
    values: noise({ seed: 1, count: 20_000, rate: 0.5 }),
  });
  const sizes = state.rows.map(({ sums }, row) => sums.length * 2 ** row);
  expect(sizes.reduce((total, size) => total + size, 0)).toBe(state.width);
  expect(state.rows.reduce((total, { sums }) => total + sums.length, 0)).toBeLessThan(80);
});
