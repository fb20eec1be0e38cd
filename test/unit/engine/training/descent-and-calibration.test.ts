import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  calibrate,
  createRng,
  fitIsotonic,
  fitLinearRegression,
  fitLogisticRegression,
  fitLogisticRegressionSteps,
  fitPlatt,
  fitSingleRule,
  gradientDescentSteps,
  learningCurve,
  learningCurveSteps,
  learningRateAt,
  predictLabels,
  runToEnd,
} from "#engine/training/index.ts";
import { areNear, columnsOf, trainingRows } from "./training-rows.ts";

const features = [[-2], [-1], [0.5], [1], [1.5]];
const targets = [-3, -1, 2, 2, 5];
const labels = [0, 1, 0, 1, 1];

describe("gradient descent", () => {
  test("rolls to the answer of least squares, ever lower at a small rate", () => {
    const losses: number[] = [];
    const steps = gradientDescentSteps({ features, targets, loss: "squared", learningRate: 0.1, iterations: 500 });
    const end = runToEnd(steps, ({ loss }) => losses.push(loss));
    const { coefficients, intercept } = fitLinearRegression({ features, targets });
    expect(areNear([end.coefficients, end.intercept], [coefficients, intercept], 1e-6)).toBe(true);
    expect(losses.every((loss, i) => i === 0 || loss <= (losses[i - 1] ?? 0) + 1e-12)).toBe(true);
  });

  test("rolls to the answer of logistic regression without a penalty", () => {
    const end = runToEnd(
      gradientDescentSteps({ features, targets: labels, loss: "logistic", learningRate: 1, iterations: 3000 }),
    );
    const model = fitLogisticRegression({ features, labels, penalty: 0 });
    expect(areNear([end.coefficients, end.intercept], [model.coefficients[0], model.intercepts[0]], 1e-4)).toBe(true);
    expect(end.gradientNorm).toBeLessThan(1e-4);
  });

  test("says why it ended: iterations, too little improvement, divergence", () => {
    const end = (more: object) =>
      runToEnd(gradientDescentSteps({ features, targets, loss: "squared", learningRate: 0.1, ...more })).stoppedBy;
    expect(end({ iterations: 3 })).toBe("iterations");
    expect(end({ minImprovement: 0.01 })).toBe("improvement");
    expect(end({ learningRate: 3 })).toBe("divergence");
  });

  test("starts where it is told, and return() ends it", () => {
    const start = { coefficients: [7], intercept: -1 };
    const steps = gradientDescentSteps({ features, targets, loss: "squared", learningRate: 0.1, start });
    const first = steps.next();
    if (first.done === true) throw new Error("the first point comes before any step");
    expect(first.value).toMatchObject({ done: 0, ...start });
    steps.return({ ...first.value, stoppedBy: "iterations" });
    expect(steps.next().done).toBe(true);
  });

  test("schedules fall, and begin at their rate", () => {
    const schedules = [
      { schedule: "step", rate: 0.5, factor: 0.5, every: 3 },
      { schedule: "exponential", rate: 0.5, factor: 0.9 },
      { schedule: "inverse", rate: 0.5, decay: 0.1 },
      { schedule: "cosine", rate: 0.5, smallest: 0.01, steps: 20 },
    ] as const;
    for (const learningRate of schedules) {
      const rates = Array.from({ length: 30 }, (_, step) => learningRateAt({ learningRate, step }));
      expect(rates[0]).toBe(0.5);
      expect(rates.every((rate, i) => rate > 0 && (i === 0 || rate <= (rates[i - 1] ?? 0)))).toBe(true);
    }
    // By hand: 0.5 / (1 + 0.1 × 10).
    expect(learningRateAt({ learningRate: { schedule: "inverse", rate: 0.5, decay: 0.1 }, step: 10 })).toBe(0.25);
  });
});

test("logistic regression step by step is the same, and its loss never rises", () => {
  fc.assert(
    fc.property(trainingRows, (rows) => {
      const losses: number[] = [];
      const { targets: _unused, ...columns } = columnsOf(rows);
      const model = runToEnd(fitLogisticRegressionSteps(columns), ({ loss }) => losses.push(loss));
      expect(model).toEqual(fitLogisticRegression(columns));
      expect(losses.every((loss, i) => i === 0 || loss <= (losses[i - 1] ?? 0) * (1 + 1e-12))).toBe(true);
    }),
    { numRuns: 20 },
  );
});

const outcomes = fc.array(
  fc.record({
    score: fc.integer({ min: -20, max: 20 }).map((value) => value / 4),
    label: fc.integer({ min: 0, max: 1 }),
    weight: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 2, maxLength: 40 },
);

describe("calibration", () => {
  const columns = (rows: readonly { score: number; label: number; weight: number }[]) => ({
    scores: rows.map(({ score }) => score),
    labels: rows.map(({ label }) => label),
    targets: rows.map(({ label }) => label),
    weights: rows.map(({ weight }) => weight),
  });
  const places = Array.from({ length: 41 }, (_, i) => i / 4 - 5);

  test("the isotonic curve never falls, stays among the outcomes, and keeps their total", () => {
    fc.assert(
      fc.property(outcomes, (rows) => {
        fc.pre(rows.some(({ weight }) => weight > 0));
        const { scores, targets: wanted, weights } = columns(rows);
        const calibration = fitIsotonic({ scores, targets: wanted, weights });
        const curve = calibrate({ calibration, scores: places });
        expect(curve.every((p, i) => p >= 0 && p <= 1 && (i === 0 || p >= (curve[i - 1] ?? 0) - 1e-15))).toBe(true);
        const promised = calibrate({ calibration, scores });
        const total = (values: ArrayLike<number>): number =>
          weights.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0);
        expect(total(promised)).toBeCloseTo(total(wanted), 9);
      }),
      { numRuns: 100 },
    );
  });

  test("a weight is a repetition, for both", () => {
    fc.assert(
      fc.property(outcomes, (rows) => {
        const heavy = rows.flatMap((row) => Array.from({ length: row.weight }, () => ({ ...row, weight: 1 })));
        fc.pre(new Set(heavy.map(({ label }) => label)).size === 2);
        const isotonic = ({ scores, targets, weights }: ReturnType<typeof columns>) =>
          fitIsotonic({ scores, targets, weights });
        const platt = ({ scores, labels, weights }: ReturnType<typeof columns>) =>
          fitPlatt({ scores, labels, weights });
        for (const fitted of [isotonic, platt]) {
          const one = calibrate({ calibration: fitted(columns(rows)), scores: places });
          const two = calibrate({ calibration: fitted(columns(heavy)), scores: places });
          expect(areNear(one, two, 1e-6)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("both survive JSON", () => {
    for (const calibration of [
      fitPlatt({ labels, scores: targets }),
      fitIsotonic({ targets: labels, scores: targets }),
    ]) {
      expect(JSON.parse(JSON.stringify(calibration))).toEqual(calibration);
    }
  });
});

test("no question gets more rows right than the single rule, all of them tried", () => {
  fc.assert(
    fc.property(trainingRows, (rows) => {
      const { features: xs, labels: ys, weights } = columnsOf(rows);
      const rightOf = (predicted: readonly unknown[]): number =>
        weights.reduce((sum, weight, i) => sum + (predicted[i] === ys[i] ? weight : 0), 0);
      let best = 0;
      for (const column of [0, 1]) {
        for (const threshold of xs.map((x) => x[column] ?? 0)) {
          const sides = xs.map((x) => (x[column] ?? 0) <= threshold);
          const heaviest = [true, false].map((side) => {
            const sums = ["a", "b", "c"].map((label) =>
              weights.reduce((sum, weight, i) => sum + (sides[i] === side && ys[i] === label ? weight : 0), 0),
            );
            return Math.max(...sums);
          });
          best = Math.max(best, (heaviest[0] ?? 0) + (heaviest[1] ?? 0));
        }
      }
      const model = fitSingleRule({ features: xs, labels: ys, weights });
      expect(rightOf(predictLabels({ model, features: xs }))).toBe(best);
    }),
    { numRuns: 40 },
  );
});

describe("learning curves", () => {
  const options = {
    rowCount: 40,
    trainSizes: [5, 10, 30],
    testSize: 10,
    repeats: 4,
    fit: (rows: Int32Array) => rows,
    score: (trained: Int32Array, rows: Int32Array) => new Set([...trained, ...rows]).size,
  };

  test("rows to learn from and rows held out never meet; larger sizes contain the smaller", () => {
    const curve = learningCurve({ ...options, rng: createRng(1) });
    expect(curve.map(({ trainSize }) => trainSize)).toEqual([5, 10, 30]);
    // The score counts different rows: those learned from, and those and the ten held out.
    expect(curve.map(({ trainScore }) => trainScore)).toEqual([5, 10, 30]);
    expect(curve.map(({ testScore }) => testScore)).toEqual([15, 20, 40]);
    expect(curve.map(({ testSpread }) => testSpread)).toEqual([0, 0, 0]);
  });

  test("step by step is the same", () => {
    let steps = 0;
    const stepped = runToEnd(learningCurveSteps({ ...options, rng: createRng(2) }), () => steps++);
    expect(stepped).toEqual(learningCurve({ ...options, rng: createRng(2) }));
    expect(steps).toBe(12);
  });
});
