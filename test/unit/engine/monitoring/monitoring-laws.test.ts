import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/index.ts";
import {
  attributionDrift,
  checkConstraints,
  compareTables,
  fitFairThresholds,
  qualityOverTime,
  suggestConstraints,
  tableStatistics,
  wilsonInterval,
} from "#engine/monitoring/index.ts";

const numRuns = 60;

const column = (rows: number) =>
  fc.oneof(
    fc.array(fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true })), { minLength: rows, maxLength: rows }),
    fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { minLength: rows, maxLength: rows }),
    fc.array(fc.option(fc.constantFrom("a", "b", "7", "")), { minLength: rows, maxLength: rows }),
    fc.array(fc.option(fc.boolean()), { minLength: rows, maxLength: rows }),
  );
const table = fc
  .integer({ min: 1, max: 25 })
  .chain((rows) => fc.dictionary(fc.constantFrom("x", "y", "z", "__proto_", "toString"), column(rows), { minKeys: 1 }))
  .map((columns) => fromColumns(columns));

describe("constraints", () => {
  test("a table keeps the constraints that it suggested, after a trip through JSON too", () => {
    fc.assert(
      fc.property(table, (baseline) => {
        const statistics = JSON.parse(JSON.stringify(tableStatistics({ table: baseline })));
        const constraints = JSON.parse(JSON.stringify(suggestConstraints({ statistics })));
        expect(checkConstraints({ table: baseline, constraints, statistics }).violations).toEqual([]);
      }),
      { numRuns },
    );
  });

  test("statistics count every row, in buckets and values too", () => {
    fc.assert(
      fc.property(table, (baseline) => {
        for (const one of tableStatistics({ table: baseline }).columns) {
          expect(one.present + one.missing).toBe(baseline.rowCount);
          const counts = one.type === "number" ? (one.numbers?.buckets ?? []) : one.texts.values;
          expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(one.present);
        }
      }),
      { numRuns },
    );
  });
});

test("a table compared with itself has not moved", () => {
  fc.assert(
    fc.property(table, (baseline) => {
      const { columns, driftShare } = compareTables({ baseline, current: baseline });
      expect(driftShare).toBe(0);
      for (const one of columns) {
        if (one.verdict === "not-comparable") expect(one.reason).toBe("no-values");
        else expect(one).toMatchObject({ value: 0, pValue: 1, verdict: "stable" });
      }
    }),
    { numRuns },
  );
});

test("Wilson's interval holds the estimate, stays in [0, 1], mirrors, and narrows with trials", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (trials, some) => {
      const successes = Math.min(some, trials);
      const { estimate, lower, upper } = wilsonInterval({ successes, trials });
      expect(lower).toBeGreaterThanOrEqual(0);
      expect(upper).toBeLessThanOrEqual(1);
      expect(estimate).toBeGreaterThanOrEqual(lower);
      expect(estimate).toBeLessThanOrEqual(upper);
      const mirrored = wilsonInterval({ successes: trials - successes, trials });
      expect(mirrored.lower).toBeCloseTo(1 - upper, 12);
      const more = wilsonInterval({ successes: 4 * successes, trials: 4 * trials });
      expect(more.upper - more.lower).toBeLessThan(upper - lower);
    }),
    { numRuns },
  );
});

test("NDCG is in (0, 1], and 1 when only the size of importances changed", () => {
  const importances = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 10 });
  const named = (values: readonly number[]) => Object.fromEntries(values.map((value, k) => [`f${k}`, value]));
  fc.assert(
    fc.property(importances, fc.integer({ min: 1, max: 9 }), (values, factor) => {
      const baseline = named(values);
      expect(attributionDrift({ baseline, current: named(values.map((one) => factor * one)) }).ndcg).toBe(1);
      const turned = attributionDrift({ baseline, current: named(values.map((one) => 1001 - one)) });
      expect(turned.ndcg).toBeGreaterThan(0);
      expect(turned.ndcg).toBeLessThan(1);
    }),
    { numRuns },
  );
});

test("fair thresholds keep their promise on any data, and every row is counted once", () => {
  const row = fc.record({
    group: fc.constantFrom("a", "b", "c"),
    label: fc.constantFrom(0, 1),
    score: fc.integer({ min: 0, max: 12 }),
  });
  const criterion = fc.constantFrom("demographic-parity", "equal-opportunity", "equalized-odds");
  const rows = fc.array(row, { minLength: 6, maxLength: 60 });
  fc.assert(
    fc.property(rows, criterion, fc.constantFrom(0, 0.05, 0.3), (all, wanted, tolerance) => {
      const cells = new Set(all.map(({ group, label }) => `${group}${label}`));
      const groups = new Set(all.map(({ group }) => group));
      fc.pre(groups.size > 1 && cells.size === 2 * groups.size);
      const fitted = fitFairThresholds({
        groups: all.map(({ group }) => group),
        labels: all.map(({ label }) => label),
        scores: all.map(({ score }) => score),
        criterion: wanted,
        tolerance,
      });
      expect(fitted.gap).toBeLessThanOrEqual(tolerance + 1e-9);
      const total = fitted.groups.reduce((sum, { counts: { tp, fp, fn, tn } }) => sum + tp + fp + fn + tn, 0);
      expect(total).toBe(all.length);
    }),
    { numRuns },
  );
});

test("every prediction lies in one window, and coverage is the share of labels that came", () => {
  const prediction = fc.record({
    time: fc.integer({ min: 0, max: 200 }),
    said: fc.constantFrom(0, 1),
    delay: fc.nat(50),
  });
  fc.assert(
    fc.property(
      fc.array(prediction, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 250 }),
      (all, asOf) => {
        const ids = all.map((_, k) => k);
        const { windows } = qualityOverTime({
          predictions: { ids, times: all.map(({ time }) => time), predicted: all.map(({ said }) => said) },
          labels: { ids, actual: all.map(({ said }) => said), times: all.map(({ time, delay }) => time + delay) },
          windowLength: 30,
          metric: { share: "accuracy" },
          leastLabels: 1,
          asOf,
        });
        const sum = (key: "predictions" | "labeled") => windows.reduce((total, window) => total + window[key], 0);
        expect(sum("predictions")).toBe(all.length);
        expect(sum("labeled")).toBe(all.filter(({ time, delay }) => time + delay <= asOf).length);
        for (const { status, value } of windows) if (status === "measured") expect(value).toBe(1);
      },
    ),
    { numRuns },
  );
});
