import { describe, expect, test } from "vitest";
import { alwaysValidTest, createRng, groupSequentialBounds, type Rng, sequentialTest } from "#engine/business/index.ts";

function arm(rng: Rng, rate: number, rows: number): Uint8Array {
  const outcomes = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) outcomes[row] = rng.uniform() < rate ? 1 : 0;
  return outcomes;
}

/** Share of `runs` experiments in which something happens. */
function shareOf(runs: number, happens: (rng: Rng) => boolean): number {
  const seeds = createRng(20261124);
  let count = 0;
  for (let run = 0; run < runs; run++) if (happens(createRng(seeds.uint32()))) count++;
  return count / runs;
}

describe("the sequential probability ratio test", () => {
  const rates = { baseRate: 0.1, alternativeRate: 0.15, falseAlarmRate: 0.05, missRate: 0.2 };

  // Wald: a' <= a / (1 − b) and b' <= b / (1 − a); overshoot makes both smaller. Three standard errors at 500 runs.
  test("keeps its error rates", () => {
    const falseAlarms = shareOf(
      1000,
      (rng) => sequentialTest({ outcomes: arm(rng, 0.1, 2500), ...rates }).decision === "alternative",
    );
    const misses = shareOf(
      1000,
      (rng) => sequentialTest({ outcomes: arm(rng, 0.15, 2500), ...rates }).decision === "base",
    );
    expect(falseAlarms).toBeLessThan(0.05 / 0.8 + 3 * Math.sqrt((0.05 * 0.95) / 500));
    expect(misses).toBeLessThan(0.2 / 0.95 + 3 * Math.sqrt((0.2 * 0.8) / 500));
    expect(falseAlarms).toBeGreaterThan(0.02);
    expect(misses).toBeGreaterThan(0.12);
  });

  test("decides at the row at which Wald's bound is passed", () => {
    // Rates 1/4 and 3/4: a success is worth log 3, a failure −log 3. Upper log(0.8 / 0.05) = log 16, between 2 and 3 times log 3.
    const asked = { baseRate: 0.25, alternativeRate: 0.75 };
    expect(sequentialTest({ outcomes: [1, 1, 0, 1, 1, 0], ...asked })).toMatchObject({
      decision: "alternative",
      rowsUsed: 5,
    });
    // Lower log(0.2 / 0.95), between −1 and −2 times log 3.
    expect(sequentialTest({ outcomes: [0, 1, 0, 0], ...asked })).toMatchObject({ decision: "base", rowsUsed: 4 });
    expect(sequentialTest({ outcomes: [1, 0, 1], ...asked })).toMatchObject({ decision: "undecided", rowsUsed: 3 });
  });
});

describe("always-valid p values", () => {
  const find = (rng: Rng, rate: number) =>
    alwaysValidTest({ control: arm(rng, 0.2, 2000), treatment: arm(rng, rate, 2000), expectedDifference: 0.05 });

  test("find a difference between equals in at most 5 % of experiments, looking after every row", () => {
    const share = shareOf(400, (rng) => find(rng, 0.2).decidedAfter !== undefined);
    expect(share).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 400));
  });

  test("while a fixed-size p value, looked at after every row, finds one several times as often", () => {
    const share = shareOf(100, (rng) => {
      const [a, b] = [arm(rng, 0.2, 2000), arm(rng, 0.2, 2000)];
      let [sumA, sumB] = [0, 0];
      return a.some((value, i) => {
        sumA += value;
        sumB += b[i] ?? 0;
        const [p, n] = [(sumA + sumB) / (2 * (i + 1)), i + 1];
        return n >= 30 && Math.abs(sumA - sumB) / n > 1.96 * Math.sqrt((2 * p * (1 - p)) / n);
      });
    });
    expect(share).toBeGreaterThan(0.2);
  });

  test("find a real difference, and their interval covers it", () => {
    const share = shareOf(100, (rng) => find(rng, 0.3).decidedAfter !== undefined);
    expect(share).toBeGreaterThan(0.95);
    const covered = shareOf(200, (rng) => {
      const { lower, upper } = find(rng, 0.25);
      return (lower.at(-1) ?? 1) <= 0.05 && (upper.at(-1) ?? 0) >= 0.05;
    });
    expect(covered).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.05 * 0.95) / 200));
  });

  test("never rise", () => {
    const { pValues, lower, upper } = find(createRng(5), 0.25);
    expect(pValues.every((p, i) => i === 0 || p <= (pValues[i - 1] ?? 1))).toBe(true);
    expect(lower.every((value, i) => value <= (upper[i] ?? value))).toBe(true);
  });
});

describe("group-sequential bounds", () => {
  // Jennison & Turnbull 2000, tables 2.1 (Pocock) and 2.3 (O'Brien–Fleming), two-sided 5 %.
  test.each([
    [1, 1.96, 1.96],
    [2, 2.178, 1.977],
    [3, 2.289, 2.004],
    [4, 2.361, 2.024],
    [5, 2.413, 2.04],
    [10, 2.555, 2.087],
  ])("for %i looks as published", (looks, pocock, last) => {
    expect(Math.abs((groupSequentialBounds({ looks, shape: "pocock" }).z[0] ?? 0) - pocock)).toBeLessThan(6e-4);
    expect(Math.abs((groupSequentialBounds({ looks }).z.at(-1) ?? 0) - last)).toBeLessThan(6e-4);
  });

  test("raise a false alarm in 5 % of experiments", () => {
    const { z } = groupSequentialBounds({ looks: 4 });
    const share = shareOf(2000, (rng) => {
      let sum = 0;
      return z.some((bound, k) => {
        // Twelve uniform numbers less six: mean 0, variance 1, near enough to normal.
        for (let i = 0; i < 12; i++) sum += rng.uniform() - 0.5;
        return Math.abs(sum) / Math.sqrt(k + 1) > bound;
      });
    });
    expect(Math.abs(share - 0.05)).toBeLessThan(3 * Math.sqrt((0.05 * 0.95) / 2000));
  });
});
