import { describe, expect, test } from "vitest";
import {
  createRng,
  type Distribution,
  monteCarlo,
  monteCarloSteps,
  runToEnd,
  tornado,
} from "#engine/business/index.ts";

const sum = ({ a, b }: { readonly a: number; readonly b: number }) => a + b;
const normal = (mean: number, standardDeviation: number): Distribution => ({ kind: "normal", mean, standardDeviation });

describe("tornado", () => {
  test("bars are those of the model at the ends, the widest first", () => {
    const inputs = { a: { low: 1, base: 2, high: 3 }, b: { low: -5, base: 0, high: 1 } };
    expect(tornado({ model: sum, inputs })).toEqual({
      base: 2,
      bars: [
        { name: "b", atLow: -3, atHigh: 3, swing: 6 },
        { name: "a", atLow: 1, atHigh: 3, swing: 2 },
      ],
    });
  });
});

describe("Monte Carlo", () => {
  const inputs = { a: normal(1, 3), b: normal(2, 4) };

  test("a sum of independent normals has mean 3 and deviation 5", () => {
    const { mean, standardDeviation, negativeShare, p5, p95 } = monteCarlo({
      model: sum,
      inputs,
      rng: createRng(31),
      runs: 40_000,
    });
    // Standard errors: mean 5 / 200 = 0.025, deviation 5 / √80,000 = 0.018; P(sum < 0) = Φ(−0.6) = 0.2743 ± 0.0022.
    expect(Math.abs(mean - 3)).toBeLessThan(0.125);
    expect(Math.abs(standardDeviation - 5)).toBeLessThan(0.09);
    expect(Math.abs(negativeShare - 0.2743)).toBeLessThan(0.011);
    expect(Math.abs((p95 - p5) / (2 * 1.6449 * 5) - 1)).toBeLessThan(0.03);
  });

  test.each([-1, -0.5, 0.8, 1])("with a correlation of %d the variance of the sum is 25 + 24 × it", (correlation) => {
    const correlations = [{ between: ["a", "b"], correlation }] as const;
    const { standardDeviation } = monteCarlo({ model: sum, inputs, correlations, rng: createRng(32), runs: 10_000 });
    const expected = Math.sqrt(25 + 24 * correlation);
    expect(Math.abs(standardDeviation / expected - 1)).toBeLessThan(0.03);
  });

  test("three inputs that all move together by 0.5 are fine, by −0.6 impossible", () => {
    const three = { a: normal(0, 1), b: normal(0, 1), c: normal(0, 1) };
    const model = ({ a, b, c }: Readonly<Record<"a" | "b" | "c", number>>) => a + b + c;
    const ask = (correlation: number) => {
      const pairs = [
        ["a", "b"],
        ["a", "c"],
        ["b", "c"],
      ] as const;
      const correlations = pairs.map((between) => ({ between, correlation }));
      return monteCarlo({ model, inputs: three, correlations, rng: createRng(33), runs: 10_000 });
    };
    // Variance 3 + 6 × 0.5 = 6.
    expect(Math.abs(ask(0.5).standardDeviation / Math.sqrt(6) - 1)).toBeLessThan(0.03);
    expect(() => ask(-0.6)).toThrow(expect.objectContaining({ code: "singular-matrix" }));
  });

  test("every distribution has its mean and deviation", () => {
    const cases: readonly (readonly [Distribution, number, number])[] = [
      [{ kind: "constant", value: 4 }, 4, 0],
      [{ kind: "uniform", low: 0, high: 6 }, 3, Math.sqrt(3)],
      [{ kind: "triangular", low: 0, mode: 3, high: 6 }, 3, Math.sqrt(1.5)],
      [{ kind: "lognormal", mean: 2, standardDeviation: 1 }, 2, 1],
      [{ kind: "exponential", mean: 2 }, 2, 2],
      [{ kind: "empirical", values: [1, 1, 4] }, 2, Math.SQRT2],
    ];
    for (const [a, mean, deviation] of cases) {
      const got = monteCarlo({ model: ({ a: value }) => value, inputs: { a }, rng: createRng(34), runs: 10_000 });
      expect(Math.abs(got.mean - mean)).toBeLessThanOrEqual((5 * deviation) / Math.sqrt(10_000));
      // Long tails: the deviation of the log-normal one is itself known to a few percent only.
      expect(Math.abs(got.standardDeviation - deviation)).toBeLessThanOrEqual(0.08 * deviation);
    }
  });

  test("steps give the same, report progress and can be stopped", () => {
    const ask = () => ({ model: sum, inputs, rng: createRng(35) });
    const reports: number[] = [];
    const inSteps = runToEnd(monteCarloSteps(ask()), ({ done }) => reports.push(done));
    expect(inSteps).toEqual(monteCarlo(ask()));
    expect(reports).toEqual([2000, 4000, 6000, 8000]);
    const steps = monteCarloSteps(ask());
    steps.next();
    expect(steps.return(inSteps).done).toBe(true);
  });
});
