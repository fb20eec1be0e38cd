import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createRng,
  createStudy,
  expectedImprovement,
  findBestTrial,
  fitGaussianProcess,
  fitGaussianProcessSteps,
  type Parameters,
  predictGaussianProcess,
  runToEnd,
  type SearchSpace,
  tune,
} from "#engine/tuning/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

/** Branin's function: three lowest points of 0.397887 (Dixon & Szegő 1978). */
const branin = {
  lowest: 0.397887,
  space: {
    x: { type: "continuous", min: -5, max: 10 },
    y: { type: "continuous", min: 0, max: 15 },
  } satisfies SearchSpace,
  value: ({ x, y }: Parameters): number => {
    const [a, b] = [Number(x), Number(y)];
    return (
      (b - (5.1 * a * a) / (4 * Math.PI ** 2) + (5 * a) / Math.PI - 6) ** 2 +
      10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) +
      10
    );
  },
};

/** Hartmann's function of three variables: lowest point −3.86278. */
const hartmann = {
  lowest: -3.86278,
  space: Object.fromEntries(["a", "b", "c"].map((name) => [name, { type: "continuous", min: 0, max: 1 } as const])),
  value: ({ a, b, c }: Parameters): number => {
    const at = [Number(a), Number(b), Number(c)];
    const alpha = [1, 1.2, 3, 3.2];
    const steep = [
      [3, 10, 30],
      [0.1, 10, 35],
      [3, 10, 30],
      [0.1, 10, 35],
    ];
    const center = [
      [0.3689, 0.117, 0.2673],
      [0.4699, 0.4387, 0.747],
      [0.1091, 0.8732, 0.5547],
      [0.0381, 0.5743, 0.8828],
    ];
    return -alpha.reduce((sum, weight, i) => {
      const distance = at.reduce((total, x, j) => total + (steep[i]?.[j] ?? 0) * (x - (center[i]?.[j] ?? 0)) ** 2, 0);
      return sum + weight * Math.exp(-distance);
    }, 0);
  },
};

describe.each([
  ["Branin", branin, 25],
  ["Hartmann 3", hartmann, 25],
] as const)("%s", (_, { space, value, lowest }, maxTrials) => {
  const regrets = (strategy: "random" | "bayesian"): readonly number[] =>
    [1, 2, 3, 4, 5]
      .map((seed) => {
        const study = createStudy({
          space,
          direction: "minimize",
          strategy,
          completion: { maxTrials },
          rng: createRng(seed),
        });
        const best = findBestTrial(tune({ study, evaluate: ({ parameters }) => value(parameters) }));
        return (best?.outcome.value ?? Number.POSITIVE_INFINITY) - lowest;
      })
      .toSorted((a, b) => a - b);

  test("Bayesian search has a tenth of random search's median regret, or less", () => {
    const [bayesian, random] = [regrets("bayesian")[2] ?? 1, regrets("random")[2] ?? 0];
    expect(bayesian).toBeGreaterThanOrEqual(-1e-5);
    expect(bayesian).toBeLessThan(random / 10);
  });
});

describe("laws of the Gaussian process", () => {
  const rows = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })),
    {
      minLength: 2,
      maxLength: 12,
    },
  );
  const kernel = { signal: 1, lengths: [0.3] };

  test("the deviation at an observed place is at most the noise, and never above the prior's", () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const features = pairs.map(([x]) => [x]);
        const model = fitGaussianProcess({ features, targets: pairs.map(([, y]) => y), kernel, noise: 0.01 });
        const there = predictGaussianProcess({ model, features }).deviations;
        for (const deviation of there) expect(deviation / model.targetScale).toBeLessThanOrEqual(0.1 + 1e-9);
        const far = predictGaussianProcess({ model, features: [[500]] });
        expect(far.deviations[0]).toBeCloseTo(model.targetScale, 9);
        expect(far.means[0]).toBeCloseTo(model.targetMean, 9);
      }),
      { numRuns: 40 },
    );
  });

  test("shifting and stretching the targets shifts and stretches the means", () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const spread = Math.max(...pairs.map(([, y]) => y)) - Math.min(...pairs.map(([, y]) => y));
        fc.pre(spread > 0.01);
        const features = pairs.map(([x]) => [x]);
        const query = [[0.1], [0.6]];
        const mean = (targets: readonly number[]) =>
          predictGaussianProcess({
            model: fitGaussianProcess({ features, targets, kernel, noise: 0.1 }),
            features: query,
          }).means;
        const plain = mean(pairs.map(([, y]) => y));
        const moved = mean(pairs.map(([, y]) => 7 - 3 * y));
        for (const [i, value] of moved.entries()) expect(value).toBeCloseTo(7 - 3 * (plain[i] ?? 0), 7);
      }),
      { numRuns: 40 },
    );
  });

  test("in steps it is the same model, and it is plain data", () => {
    const options = { features: [[0], [0.2], [0.5], [0.9]], targets: [1, 3, 2, -1] };
    const model = fitGaussianProcess(options);
    let steps = 0;
    expect(runToEnd(fitGaussianProcessSteps(options), () => (steps += 1))).toEqual(model);
    expect(steps).toBeGreaterThan(3);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test("more deviation never lowers the expected improvement", () => {
    const numbers = fc.record({
      mean: fc.double({ min: -3, max: 3, noNaN: true }),
      best: fc.double({ min: -3, max: 3, noNaN: true }),
      deviation: fc.double({ min: 0, max: 4, noNaN: true }),
    });
    fc.assert(
      fc.property(numbers, (at) => {
        const low = expectedImprovement({ ...at, direction: "maximize" });
        expect(low).toBeGreaterThanOrEqual(Math.max(0, at.mean - at.best) - 1e-12);
        expect(
          expectedImprovement({ ...at, deviation: at.deviation + 1, direction: "maximize" }),
        ).toBeGreaterThanOrEqual(low);
      }),
      { numRuns: 100 },
    );
  });

  const fitting = (options: Anything) => () => fitGaussianProcess(options);
  test.each<readonly [string, () => unknown, string]>([
    ["no rows", fitting({ features: [], targets: [] }), "empty"],
    [
      "a million rows",
      fitting({ features: Array.from({ length: 1_000_000 }, () => [1]), targets: [1] }),
      "out-of-range",
    ],
    ["unequal lengths", fitting({ features: [[1]], targets: [1, 2] }), "length-mismatch"],
    ["NaN as target", fitting({ features: [[1]], targets: [Number.NaN] }), "not-finite"],
    ["infinity as feature", fitting({ features: [[Number.POSITIVE_INFINITY]], targets: [1] }), "not-finite"],
    ["null", fitting({ features: null, targets: [1] }), "wrong-type"],
    ["objects as targets", fitting({ features: [[1]], targets: [{}] }), "wrong-type"],
    [
      "a negative length",
      fitting({ features: [[1]], targets: [1], kernel: { signal: 1, lengths: [-1] } }),
      "out-of-range",
    ],
    [
      "a kernel of another width",
      fitting({ features: [[1]], targets: [1], kernel: { signal: 1, lengths: [1, 1] } }),
      "out-of-range",
    ],
    ["a negative noise", fitting({ features: [[1]], targets: [1], noise: -1 }), "out-of-range"],
    ["groups of another width", fitting({ features: [[1]], targets: [1], lengthGroups: [0, 1] }), "out-of-range"],
    [
      "repeated rows without noise",
      fitting({ features: [[1], [1]], targets: [1, 2], kernel: { signal: 1, lengths: [1] }, noise: 0 }),
      "singular-matrix",
    ],
    [
      "another model",
      () => predictGaussianProcess({ model: { kind: "ridge", version: 1 } as Anything, features: [[1]] }),
      "wrong-type",
    ],
    [
      "NaN",
      () => expectedImprovement({ mean: Number.NaN, deviation: 1, best: 0, direction: "minimize" }),
      "not-finite",
    ],
  ])("%s is refused", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });

  test("a constant target, a single row and targets near the largest number are fitted", () => {
    const large = fitGaussianProcess({ features: [[0], [1]], targets: [-1.7e308, 1.7e308] });
    expect([large.targetMean, large.targetScale]).toEqual([0, 1.7e308]);
    const constant = fitGaussianProcess({ features: [[0], [0.5], [1]], targets: [4, 4, 4] });
    expect(predictGaussianProcess({ model: constant, features: [[0.3]] }).means[0]).toBeCloseTo(4, 12);
    const single = fitGaussianProcess({ features: [[0.5]], targets: [2] });
    expect(predictGaussianProcess({ model: single, features: [[0.5]] }).means[0]).toBe(2);
  });
});
