import { describe, expect, test } from "vitest";
import { bootstrapInterval, createRng, rocAuc } from "#engine/metrics/index.ts";

const meanOf = (values: readonly number[]) => (rows: Int32Array) =>
  rows.reduce((sum, row) => sum + (values[row] ?? 0), 0) / rows.length;

test.each(["percentile", "bca"] as const)(
  "of a hundred intervals with confidence 0.95 about 95 hold the true mean: %s",
  (method) => {
    // 400 samples of 50 uniform numbers, true mean 0.5. Covered times are binomial: 0.95 × 400 = 380, standard deviation
    // √(400 × 0.95 × 0.05) = 4.4. For n = 50 the bootstrap falls short of 95 % by about 1 % (its spread divides by n, not
    // n − 1), so 4 below; four standard deviations around 376 are 358 to 394.
    const rng = createRng(60);
    let covered = 0;
    for (let sample = 0; sample < 400; sample++) {
      const values = Array.from({ length: 50 }, () => rng.uniform());
      const { lower, upper } = bootstrapInterval({
        rowCount: 50,
        statistic: meanOf(values),
        rng,
        resamples: 400,
        method,
      });
      if (lower <= 0.5 && 0.5 <= upper) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(358);
    expect(covered).toBeLessThanOrEqual(394);
  },
);

test("equal seeds give equal intervals, another seed another", () => {
  const statistic = meanOf([1, 5, 2, 8, 3]);
  const withSeed = (seed: number) => bootstrapInterval({ rowCount: 5, statistic, rng: createRng(seed) });
  expect(withSeed(1)).toEqual(withSeed(1));
  expect(withSeed(1)).not.toEqual(withSeed(2));
});

test("the standard error of a mean is the spread of the values divided by √n", () => {
  // Values 0 … 9: variance 8.25 with n as divisor, so 8.25 / 10 for the mean. 20,000 draws: relative error 0.5 %.
  const values = Array.from({ length: 10 }, (_, i) => i);
  const rng = createRng(61);
  const { standardError } = bootstrapInterval({ rowCount: 10, statistic: meanOf(values), rng, resamples: 20_000 });
  expect(Math.abs(standardError / Math.sqrt(0.825) - 1)).toBeLessThan(5 * 0.005);
});

describe("strata", () => {
  const labels = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const scores = [3, 1, 2, 4, 0, 1, 2, 5, 1, 0];
  const auc = (rows: Int32Array) =>
    rocAuc({
      labels: Array.from(rows, (row) => labels[row] ?? 0),
      scores: Array.from(rows, (row) => scores[row] ?? 0),
      whenUndefined: Number.NaN,
    });

  test("keep each group's size in each resample", () => {
    bootstrapInterval({
      rowCount: 10,
      statistic: (rows) => {
        expect(rows.filter((row) => labels[row] === 1).length).toBe(1);
        return 0;
      },
      rng: createRng(62),
      resamples: 50,
      strata: labels,
    });
  });

  test("leave no resample undefined, where without them the single positive is often missing", () => {
    const rng = createRng(63);
    const without = bootstrapInterval({ rowCount: 10, statistic: auc, rng, resamples: 1000 });
    const within = bootstrapInterval({ rowCount: 10, statistic: auc, rng, resamples: 1000, strata: labels });
    // No positive among ten draws: 0.9¹⁰ = 34.9 % of 1000, standard deviation 15; four of them.
    expect(Math.abs(without.undefinedCount - 349)).toBeLessThan(60);
    expect(within.undefinedCount).toBe(0);
  });
});

describe("edges", () => {
  const rng = createRng(64);

  test("a statistic that never changes has an interval of one point", () => {
    for (const method of ["percentile", "bca"] as const) {
      expect(bootstrapInterval({ rowCount: 5, statistic: () => 2, rng, method })).toEqual({
        estimate: 2,
        lower: 2,
        upper: 2,
        standardError: 0,
        undefinedCount: 0,
      });
    }
  });

  test("an estimate outside all resamples still has a bca interval", () => {
    // Thirty draws of thirty rows are all different with chance 30!/30³⁰ = 7e-13, so each resample has fewer.
    const statistic = (rows: Int32Array) => new Set(rows).size;
    const { estimate, lower, upper } = bootstrapInterval({
      rowCount: 30,
      statistic,
      rng,
      resamples: 100,
      method: "bca",
    });
    expect(estimate).toBe(30);
    expect(lower <= upper && upper < 30).toBe(true);
  });

  test("all resamples undefined leave NaN and their number", () => {
    const got = bootstrapInterval({ rowCount: 3, statistic: () => Number.NaN, rng, resamples: 10 });
    expect(got).toEqual({ estimate: NaN, lower: NaN, upper: NaN, standardError: NaN, undefinedCount: 10 });
  });

  test("an error of the statistic passes through", () => {
    const statistic = (): number => {
      throw new RangeError("mine");
    };
    expect(() => bootstrapInterval({ rowCount: 3, statistic, rng })).toThrow("mine");
  });

  test.each([
    ["no rows", { rowCount: 0 }, "out-of-range"],
    ["one resample", { resamples: 1 }, "out-of-range"],
    ["half a resample", { resamples: 2.5 }, "out-of-range"],
    ["a confidence of 95", { confidence: 95 }, "out-of-range"],
    ["strata of another length", { strata: [0, 1] }, "length-mismatch"],
    ["an infinite statistic", { statistic: () => Infinity }, "not-finite"],
  ])("%s is refused", (_, wrong, code) => {
    expect(() => bootstrapInterval({ rowCount: 3, statistic: () => 0, rng, ...wrong })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
