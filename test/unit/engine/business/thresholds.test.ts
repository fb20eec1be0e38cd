import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  costByThreshold,
  costCurve,
  expectedCost,
  leastCostLabels,
  profitByThreshold,
  thresholdFromCosts,
} from "#engine/business/index.ts";
import { createRng } from "#engine/core/random.ts";
import { confusionMatrix, rocAuc } from "#engine/metrics/index.ts";

const row = fc.record({
  label: fc.constantFrom(0, 1),
  score: fc.integer({ min: 0, max: 6 }),
  value: fc.integer({ min: 0, max: 100 }),
});
const rows = fc.array(row, { minLength: 1, maxLength: 30 });
const money = fc.integer({ min: -50, max: 50 });
const amounts = fc.record({ tp: money, fp: money, fn: money, tn: money });

const columns = (some: readonly { label: number; score: number; value: number }[]) => ({
  labels: some.map(({ label }) => label),
  scores: some.map(({ score }) => score),
});

describe("money by threshold", () => {
  test("profit is cost with the sign turned, and the best is the extreme", () => {
    fc.assert(
      fc.property(rows, amounts, (some, gains) => {
        const profit = profitByThreshold({ ...columns(some), gains });
        const cost = costByThreshold({ ...columns(some), costs: gains });
        expect(Array.from(profit.profit)).toEqual(Array.from(cost.cost));
        expect(profit.best.profit).toBe(Math.max(...profit.profit));
        expect(cost.best.cost).toBe(Math.min(...cost.cost));
      }),
    );
  });

  test("the same amount in every row is the amount for all", () => {
    fc.assert(
      fc.property(rows, amounts, (some, gains) => {
        const asColumns = Object.fromEntries(
          Object.entries(gains).map(([name, value]) => [name, some.map(() => value)]),
        );
        const once = profitByThreshold({ ...columns(some), gains });
        const each = profitByThreshold({ ...columns(some), gains: asColumns });
        expect(Array.from(each.thresholds)).toEqual(Array.from(once.thresholds));
        for (const [i, value] of once.profit.entries()) expect(each.profit[i]).toBeCloseTo(value, 9);
      }),
    );
  });

  test("calling nobody and calling everybody positive is the first and the last", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const values = some.map(({ value }) => value);
        const { profit } = profitByThreshold({ ...columns(some), gains: { tp: values, fp: -7, fn: -3, tn: 1 } });
        const sum = (of: (label: number, value: number) => number) =>
          some.reduce((total, { label, value }) => total + of(label, value), 0);
        expect(profit[0]).toBeCloseTo(
          sum((label) => (label === 1 ? -3 : 1)),
          9,
        );
        expect(profit.at(-1)).toBeCloseTo(
          sum((label, value) => (label === 1 ? value : -7)),
          9,
        );
      }),
    );
  });

  test("with honest probabilities the best threshold is the one from the costs", () => {
    const rng = createRng(11);
    const scores = Float64Array.from({ length: 20_000 }, () => rng.uniform());
    const labels = scores.map((p) => (rng.uniform() < p ? 1 : 0));
    const costs = { fp: 1, fn: 4 };
    const { best, thresholds, cost } = costByThreshold({ labels, scores, costs });
    const elkan = thresholdFromCosts({ costs });
    expect(elkan).toBe(0.2);
    expect(Math.abs(best.threshold - elkan)).toBeLessThan(0.05);
    const atElkan = cost[thresholds.findIndex((threshold) => threshold < elkan) - 1] ?? 0;
    expect(atElkan / best.cost).toBeLessThan(1.01);
  });

  test("a million rows with amounts of their own", () => {
    const rng = createRng(12);
    const scores = new Float64Array(1_000_000);
    const labels = new Uint8Array(scores.length);
    let least = 1;
    for (let row = 0; row < scores.length; row++) {
      const p = rng.uniform();
      scores[row] = p;
      labels[row] = p > 0.75 ? 1 : 0;
      if (p > 0.75 && p < least) least = p;
    }
    // Every positive brings something and stands above every negative: the best rule takes them all.
    expect(profitByThreshold({ labels, scores, gains: { tp: scores, fp: -1 } }).best.threshold).toBe(least);
  });
});

describe("cost matrices", () => {
  test("costs of 0 and 1 are the share of errors, and the least-cost class is the likeliest", () => {
    const probabilities = [
      [0.5, 0.3, 0.2],
      [0.1, 0.2, 0.7],
      [0.4, 0.4, 0.2],
    ];
    const costs = [
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ];
    const { labels, costs: expected } = leastCostLabels({ probabilities, classes: ["a", "b", "c"], costs });
    expect(labels).toEqual(["a", "c", "a"]);
    expect(Array.from(expected)).toEqual([0.5, expect.closeTo(0.3, 12), expect.closeTo(0.6, 12)]);
    const matrix = confusionMatrix({ actual: ["a", "b", "c"], predicted: ["a", "c", "c"] });
    expect(expectedCost({ matrix, costs })).toBeCloseTo(1 / 3, 15);
  });
});

describe("cost curves", () => {
  const both = rows.filter((some) => new Set(some.map(({ label }) => label)).size === 2);

  test("lie below the trivial triangle, start and end at 0, and bend downwards", () => {
    fc.assert(
      fc.property(both, (some) => {
        const { normalizedCost, trivialCost, area } = costCurve({ ...columns(some), points: 41 });
        expect([normalizedCost[0], normalizedCost.at(-1)]).toEqual([0, 0]);
        for (const [i, cost] of normalizedCost.entries()) {
          expect(cost).toBeLessThanOrEqual((trivialCost[i] ?? 0) + 1e-15);
          const [left, right] = [normalizedCost[i - 1], normalizedCost[i + 1]];
          if (left !== undefined && right !== undefined)
            expect(cost).toBeGreaterThanOrEqual((left + right) / 2 - 1e-12);
        }
        expect(area >= -1e-15 && area <= 0.25 + 1e-15).toBe(true);
      }),
    );
  });

  test("a perfect ranking costs nothing, a useless one the triangle", () => {
    expect(costCurve({ labels: [0, 0, 1], scores: [1, 2, 3] }).area).toBe(0);
    expect(costCurve({ labels: [0, 0, 1], scores: [1, 1, 1] }).area).toBe(0.25);
    expect(rocAuc({ labels: [0, 0, 1], scores: [1, 1, 1] })).toBe(0.5);
  });
});
