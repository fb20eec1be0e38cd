import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/index.ts";
import { meanAbsoluteError } from "#engine/metrics/index.ts";
import {
  applyFairThresholds,
  attributionDrift,
  checkConstraints,
  createRng,
  type EngineError,
  evaluateAlarm,
  fitFairThresholds,
  qualityOverTime,
  qualityOverTimeSteps,
  suggestConstraints,
  tableStatistics,
} from "#engine/monitoring/index.ts";

describe("constraints", () => {
  const baseline = fromColumns({
    age: [20, 30, 40, 50],
    income: [1.5, 2.5, null, 4],
    city: ["Bandung", "Jakarta", "Jakarta", "Bandung"],
    isNew: [true, false, true, true],
  });
  const statistics = tableStatistics({ table: baseline });
  const constraints = suggestConstraints({ statistics });

  test("say what was true of the baseline", () => {
    expect(constraints.columns).toEqual([
      { name: "age", inferredType: "Integral", completeness: 1, isNonNegative: true, domain: null },
      { name: "income", inferredType: "Fractional", completeness: 0.75, isNonNegative: true, domain: null },
      { name: "city", inferredType: "String", completeness: 1, isNonNegative: null, domain: ["Bandung", "Jakarta"] },
      { name: "isNew", inferredType: "String", completeness: 1, isNonNegative: null, domain: ["false", "true"] },
    ]);
  });

  test("the baseline itself breaks none, and all survives JSON", () => {
    const [kept, ruled] = [JSON.parse(JSON.stringify(statistics)), JSON.parse(JSON.stringify(constraints))];
    expect(checkConstraints({ table: baseline, constraints: ruled, statistics: kept }).violations).toEqual([]);
  });

  test("each of the six checks finds its own violation, and no other", () => {
    const columns = {
      age: [20, 30, 40, 50],
      income: [1.5, 2.5, null, 4],
      city: ["Bandung", "Jakarta", "Jakarta", "Bandung"],
      isNew: [true, false, true, true],
    };
    const { city: _, ...withoutCity } = columns;
    const cases = [
      ["data_type_check", { ...columns, age: [20.5, 30, 40, 50] }],
      ["data_type_check", { ...columns, age: ["20", "thirty", "40", "50"] }],
      ["data_type_check", { ...columns, age: [-20, 30, 40, 50] }],
      ["completeness_check", { ...columns, age: [20, null, 40, 50] }],
      ["categorical_values_check", { ...columns, city: ["Bandung", "Jakarta", "Jakarta", "bandung"] }],
      ["missing_column_check", withoutCity],
      ["extra_column_check", { ...columns, phone: [1, 2, 3, 4] }],
    ] as const;
    for (const [check, changed] of cases) {
      const { violations } = checkConstraints({ table: fromColumns(changed), constraints });
      expect(violations.map((violation) => violation.check)).toEqual([check]);
    }
  });

  test("text that reads as a number is one", () => {
    const table = fromColumns({
      age: ["20", "30", "40", "50"],
      income: [1, 2, 3, 4],
      city: ["Bandung", "Bandung", "Jakarta", "Jakarta"],
      isNew: [true, true, true, false],
    });
    expect(checkConstraints({ table, constraints }).violations).toEqual([]);
  });

  test("a threshold and an override loosen what they name", () => {
    const table = fromColumns({
      city: ["Bandung", "Jakarta", "Medan", "Jakarta"],
      age: [1, 2, 3, 4],
      income: [1, 2, 3, 4],
      isNew: [true, true, true, false],
    });
    const checksOf = (loosened: typeof constraints) =>
      checkConstraints({ table, constraints: loosened }).violations.map(({ check }) => check);
    expect(checksOf(constraints)).toEqual(["categorical_values_check"]);
    expect(checksOf({ ...constraints, overrides: { city: { domainMatch: 0.75 } } })).toEqual([]);
    expect(checksOf(suggestConstraints({ statistics, config: { domainMatch: 0.7 } }))).toEqual([]);
    expect(checksOf(suggestConstraints({ statistics, largestDomain: 1 }))).toEqual([]);
  });

  test("a moved distribution is drift, a small sample of the same source is not (Robust)", () => {
    const rng = createRng(6);
    const draw = (count: number, mean: number) => Array.from({ length: count }, () => mean + rng.uniform());
    const before = tableStatistics({ table: fromColumns({ x: draw(3000, 0) }), sketchSize: 500 });
    const rules = suggestConstraints({ statistics: before });
    const checks = (values: number[]) =>
      checkConstraints({ table: fromColumns({ x: values }), constraints: rules, statistics: before }).violations.map(
        ({ check }) => check,
      );
    expect(checks(draw(2000, 0.3))).toEqual(["baseline_drift_check"]);
    expect(checks(draw(30, 0))).toEqual([]);
  });

  test("a sketch of quantiles tells the distance within its resolution", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
        const rng = createRng(seed);
        const draw = () => fromColumns({ x: Array.from({ length: 700 }, () => rng.uniform() + rng.uniform()) });
        const [first, second] = [draw(), draw()];
        const distance = (sketchSize: number) => {
          const before = tableStatistics({ table: first, sketchSize });
          const config = { comparisonMethod: "Simple", comparisonThreshold: -1 } as const;
          const rules = suggestConstraints({ statistics: before, config });
          return (
            checkConstraints({ table: second, constraints: rules, statistics: before }).violations[0]?.observed ?? 0
          );
        };
        expect(Math.abs(distance(101) - distance(1000))).toBeLessThanOrEqual(1 / 100 + 1e-9);
      }),
      { numRuns: 5 },
    );
  });
});

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

describe("fair thresholds", () => {
  const rng = createRng(12);
  const rows = Array.from({ length: 600 }, () => {
    const group = rng.integer(3);
    const label = rng.uniform() < 0.3 + 0.15 * group ? 1 : 0;
    return { group, label, score: 0.5 * label + 0.1 * group + rng.uniform() };
  });
  const columns = {
    groups: rows.map(({ group }) => group),
    labels: rows.map(({ label }) => label),
    scores: rows.map(({ score }) => score),
  };

  test("reach every criterion within the tolerance, at a price that is told", () => {
    for (const criterion of ["demographic-parity", "equal-opportunity", "equalized-odds"] as const) {
      const fitted = fitFairThresholds({ ...columns, criterion, tolerance: 0.03 });
      expect(fitted.gap).toBeLessThanOrEqual(0.03 + 1e-9);
      expect(fitted.shared.gap).toBeGreaterThan(0.05);
      expect(fitted.accuracyCost).toBeCloseTo(fitted.shared.accuracy - fitted.accuracy, 12);
      expect(JSON.parse(JSON.stringify(fitted))).toEqual(fitted);
      const said = applyFairThresholds({ fitted, scores: columns.scores, groups: columns.groups });
      const right = said.filter((one, row) => one === columns.labels[row]).length;
      expect(right / said.length).toBeCloseTo(fitted.accuracy, 12);
    }
  });

  test("of equally good shared thresholds the highest is taken", () => {
    // From 4 down: right rows 2 (nobody), then 3, 2, 3, 2 of 4 at thresholds 4, 3, 2, 1.
    const { shared } = fitFairThresholds({
      scores: [4, 3, 2, 1],
      labels: [1, 0, 1, 0],
      groups: ["a", "b", "b", "a"],
      criterion: "demographic-parity",
      tolerance: 1,
    });
    expect(shared).toMatchObject({ threshold: 4, accuracy: 0.75 });
  });

  test("more tolerance never costs accuracy", () => {
    const accuracies = [0, 0.05, 0.1, 0.3, 1].map(
      (tolerance) => fitFairThresholds({ ...columns, criterion: "demographic-parity", tolerance }).accuracy,
    );
    expect(accuracies).toEqual(accuracies.toSorted((a, b) => a - b));
  });
});

test("attribution drift: AWS's example, by hand", () => {
  // DCG of the current order rank, gpa, sat: 0.05/1 + 0.5/log₂3 + 0.7/2 = 0.7155; ideal 0.7 + 0.5/log₂3 + 0.05/2 = 1.0405.
  const { ndcg, features } = attributionDrift({
    baseline: { sat: 0.7, gpa: 0.5, rank: 0.05 },
    current: { sat: 0.1, gpa: 0.2, rank: 0.7 },
  });
  const middle = 0.5 / Math.log2(3);
  expect(ndcg).toBeCloseTo((0.4 + middle) / (0.725 + middle), 12);
  expect(features.map(({ currentRank }) => currentRank)).toEqual([3, 2, 1]);
});

test("an error names the function and says what it needs", () => {
  const call = () => attributionDrift({ baseline: { a: 1 }, current: { b: 1 } });
  expect(call).toThrow(expect.objectContaining({ code: "unknown-column" } satisfies Partial<EngineError>));
});
