import { describe, expect, test } from "vitest";
import { normalCdf } from "#engine/core/normal-cdf.ts";
import { normalQuantile } from "#engine/core/normal-quantile.ts";
import { bootstrapInterval, createRng, rocAucInterval } from "#engine/metrics/index.ts";
import { expectClose } from "../expect-close.ts";
import { readFixture } from "./read-fixture.ts";

type Statistic = "mean" | "median" | "variance";
type Method = "percentile" | "bca";
const methods: readonly Method[] = ["percentile", "bca"];
type Interval = { readonly lower: number; readonly upper: number; readonly standardError: number };

const fixture = readFixture<{
  readonly normal: Readonly<Record<"z" | "cdf" | "p" | "quantile", readonly number[]>>;
  readonly delong: readonly {
    readonly name: string;
    readonly labels: readonly number[];
    readonly scores: readonly number[];
    readonly confidence: number;
    readonly interval: unknown;
  }[];
  readonly bootstrap: readonly {
    readonly name: string;
    readonly values: readonly number[];
    readonly statistic: Statistic;
    readonly seed: number;
    readonly resamples: number;
    readonly confidence: number;
    readonly intervals: Readonly<Record<Method, unknown>>;
  }[];
  readonly stratified: {
    readonly groups: readonly (readonly number[])[];
    readonly seed: number;
    readonly resamples: number;
    readonly interval: unknown;
  };
  readonly monteCarlo: {
    readonly values: readonly number[];
    readonly resamples: number;
    readonly intervals: Readonly<Record<Method, Interval>>;
  };
}>("uncertainty.json");

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const statistics: Readonly<Record<Statistic, (values: readonly number[]) => number>> = {
  mean,
  median: (values) => {
    const sorted = values.toSorted((a, b) => a - b);
    return mean([sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0]);
  },
  variance: (values) => mean(values.map((value) => (value - mean(values)) ** 2)),
};

const taken = (values: readonly number[], rows: Int32Array): readonly number[] =>
  Array.from(rows, (row) => values[row] ?? Number.NaN);

describe("the normal distribution agrees with SciPy", () => {
  const { z, cdf, p, quantile } = fixture.normal;

  test("distribution function, far tails included", () => {
    // z²/2 in the exponent turns a rounding of 1e-16 in z into z² × 1e-16 in the result: 1.4e-13 at z = -37.
    for (const [i, expected] of cdf.entries()) {
      expectClose({ got: normalCdf(z[i] ?? 0), expected, what: `cdf of ${z[i]}`, floor: 0 });
    }
  });

  test("quantiles, far tails included", () => {
    for (const [i, expected] of quantile.entries()) {
      expectClose({ got: normalQuantile(p[i] ?? 0), expected, what: `quantile of ${p[i]}` });
    }
  });

  test("the ends are infinite, and outside is refused", () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    for (const bad of [-0.1, 1.1, Number.NaN]) {
      expect(() => normalQuantile(bad)).toThrow(expect.objectContaining({ code: "out-of-range" }));
    }
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalCdf(Number.NaN)).toBeNaN();
  });
});

describe("DeLong's interval agrees with its definition by pairs", () => {
  test.each(fixture.delong)("$name", ({ labels, scores, confidence, interval }) => {
    expectClose({ got: rocAucInterval({ labels, scores, confidence }), expected: interval, what: "interval" });
  });
});

describe("bootstrap agrees with scipy.stats.bootstrap on the same resamples", () => {
  test.each(fixture.bootstrap)("$name", ({ values, statistic, seed, resamples, confidence, intervals }) => {
    for (const method of methods) {
      const got = bootstrapInterval({
        rowCount: values.length,
        statistic: (rows) => statistics[statistic](taken(values, rows)),
        rng: createRng(seed),
        resamples,
        confidence,
        method,
      });
      // A bias of z₀ near 0 loses digits in SciPy's ndtri as in ours, hence 1e-11.
      expectClose({ got, expected: intervals[method], what: method, relative: 1e-11 });
    }
  });

  test("two strata are SciPy's two samples", () => {
    const { groups, seed, resamples, interval } = fixture.stratified;
    const values = groups.flat();
    const strata = groups.flatMap((group, stratum) => group.map(() => stratum));
    const got = bootstrapInterval({
      rowCount: values.length,
      statistic: (rows) => {
        const part = (stratum: number) =>
          taken(
            values,
            rows.filter((row) => strata[row] === stratum),
          );
        return mean(part(0)) - mean(part(1));
      },
      rng: createRng(seed),
      resamples,
      method: "bca",
      strata,
    });
    expectClose({ got, expected: interval, what: "interval", relative: 1e-11 });
  });
});

describe("bootstrap agrees with scipy.stats.bootstrap within chance", () => {
  test.each(methods)("%s", (method) => {
    const { values, resamples, intervals } = fixture.monteCarlo;
    const got = bootstrapInterval({
      rowCount: values.length,
      statistic: (rows) => mean(taken(values, rows)),
      rng: createRng(2028),
      resamples,
      method,
    });
    // The 2.5 % quantile of B draws has standard error √(0.025 × 0.975 / B) / density; the bell curve's density there is
    // 0.0584 / σ, so 0.0189 σ at B = 20,000. Two independent runs differ by √2 times that; five of those are allowed.
    const allowed = 5 * Math.SQRT2 * 0.0189 * intervals[method].standardError;
    expect(Math.abs(got.lower - intervals[method].lower)).toBeLessThan(allowed);
    expect(Math.abs(got.upper - intervals[method].upper)).toBeLessThan(allowed);
    // A standard deviation of B draws has relative standard error 1 / √(2B) = 0.5 %; the same five, twice.
    expect(Math.abs(got.standardError / intervals[method].standardError - 1)).toBeLessThan(5 * Math.SQRT2 * 0.005);
  });
});
