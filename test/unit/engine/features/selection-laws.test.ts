import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Matrix } from "#engine/core/matrix.ts";
import {
  anovaScores,
  chiSquareScores,
  columnVariances,
  correlationFilter,
  createRng,
  eliminateFeatures,
  eliminateFeaturesSteps,
  mutualInformation,
  mutualInformationSteps,
  permutationImportance,
  permutationImportanceSteps,
  runToEnd,
  selectBest,
} from "#engine/features/index.ts";

const labeled = fc.array(
  fc.record({
    label: fc.constantFrom("a", "b", "c"),
    x: fc.integer({ min: 0, max: 9 }),
    y: fc.double({ min: -5, max: 5, noNaN: true }),
  }),
  { minLength: 8, maxLength: 40 },
);
const given = labeled.map((list) => {
  const all = [...list, { label: "a", x: 1, y: 0.25 }, { label: "b", x: 4, y: -0.5 }];
  return { features: all.map(({ x, y }) => [x, y]), labels: all.map(({ label }) => label) };
});

describe("scores", () => {
  test("F is not moved by shifting a column or by renaming classes", () => {
    fc.assert(
      fc.property(given, ({ features, labels }) => {
        const { scores, pValues } = anovaScores({ features, labels, whenUndefined: -1 });
        const moved = features.map(([x = 0, y = 0]) => [x + 8, y * 4]);
        const renamed = labels.map((label) => label.charCodeAt(0));
        const again = anovaScores({ features: moved, labels: renamed, whenUndefined: -1 });
        for (const [j, score] of scores.entries()) expect(again.scores[j]).toBeCloseTo(score, 6);
        for (const p of pValues) expect(p === -1 || (p >= 0 && p <= 1)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("chi-square grows in proportion to the counts", () => {
    fc.assert(
      fc.property(given, ({ features, labels }) => {
        const counts = features.map(([x = 0]) => [x, x * 3]);
        const [once = 0, thrice = 0] = chiSquareScores({ features: counts, labels }).scores;
        expect(thrice).toBeCloseTo(3 * once, 8);
      }),
      { numRuns: 40 },
    );
  });

  test("information of discrete columns is symmetric, at least 0, at most the entropy, and 0 for a constant", () => {
    fc.assert(
      fc.property(given, ({ features, labels }) => {
        const rng = createRng(1);
        const codes = labels.map((label) => label.charCodeAt(0));
        const x = features.map(([value = 0]) => value);
        const information = (columns: readonly number[], about: readonly number[]) =>
          mutualInformation({
            features: columns.map((value) => [value, 7]),
            labels: about,
            rng,
            discrete: ["x0", "x1"],
          }).scores;
        const [score = -1, constant] = information(x, codes);
        expect(constant).toBe(0);
        expect(score).toBeGreaterThanOrEqual(0);
        const [own = 0] = information(codes, codes);
        expect(score).toBeLessThanOrEqual(own + 1e-12);
        if (new Set(x).size > 1) expect(information(codes, x)[0]).toBeCloseTo(score, 12);
      }),
      { numRuns: 40 },
    );
  });

  test("information about numbers sees a parabola that correlation misses", () => {
    const rng = createRng(3);
    const features = Array.from({ length: 400 }, () => [rng.uniform() * 2 - 1, rng.uniform()]);
    const targets = features.map(([x = 0]) => x * x);
    const [curve = 0, noise = 1] = mutualInformation({ features, targets, rng }).scores;
    expect(curve).toBeGreaterThan(1);
    expect(noise).toBeLessThan(0.15);
  });

  test("information of a bivariate normal is −ln(1 − r²) / 2 (closed form) within its scatter", () => {
    const rng = createRng(8);
    const normal = () => Math.sqrt(-2 * Math.log(1 - rng.uniform())) * Math.cos(2 * Math.PI * rng.uniform());
    const r = 0.8;
    const pairs = Array.from({ length: 4000 }, () => [normal(), normal()] as const);
    const targets = pairs.map(([a, b]) => r * a + Math.sqrt(1 - r * r) * b);
    const [got = 0] = mutualInformation({ features: pairs.map(([a]) => [a]), targets, rng }).scores;
    expect(Math.abs(got + Math.log(1 - r * r) / 2)).toBeLessThan(0.05);
  });

  test("the best come first, equals in order, NaN never", () => {
    const scores = { names: ["a", "b", "c", "d"], scores: Float64Array.of(1, Number.NaN, 5, 1) };
    expect(selectBest({ scores })).toEqual(["c", "a", "d"]);
    expect(selectBest({ scores, count: 2 })).toEqual(["c", "a"]);
    expect(selectBest({ scores, above: 1 })).toEqual(["c"]);
  });

  test("the correlation filter keeps the first of any twins, and no two twins", () => {
    fc.assert(
      fc.property(given, ({ features }) => {
        const wide = features.map(([x = 0, y = 0]) => [y, x, 2 - y, x + y]);
        const { kept, dropped } = correlationFilter({ features: wide, threshold: 0.9 });
        expect(kept[0]).toBe("x0");
        expect([...kept, ...dropped.map(({ name }) => name)].sort()).toEqual(["x0", "x1", "x2", "x3"]);
        for (const { because } of dropped) expect(kept).toContain(because);
      }),
      { numRuns: 30 },
    );
  });
});

describe("permutation importance", () => {
  const rng = createRng(2);
  const features = Array.from({ length: 60 }, () => [rng.uniform(), rng.uniform(), rng.uniform()]);
  const error = ({ values, rowCount }: Matrix) => {
    let sum = 0;
    for (let row = 0; row < rowCount; row++) {
      const predicted = 5 * (values[3 * row] as number) + (values[3 * row + 1] as number); // three columns
      const [a = 0, b = 0] = features[row] ?? [];
      sum += (predicted - 5 * a - b) ** 2;
    }
    return sum / rowCount;
  };

  test("a column that the model ignores has exactly 0; more weight, more importance", () => {
    const found = permutationImportance({ features, score: error, better: "lower", rng: createRng(1) });
    expect(found.baseline).toBeCloseTo(0, 25);
    expect(found.scores[2]).toBe(0);
    expect(found.scores[0]).toBeGreaterThan(found.scores[1] ?? 0);
    expect(found.scores[1]).toBeGreaterThan(0);
    // E(x − x')² of two independent uniforms is 1/6; weight 5 squared. Five shuffles of 60 rows scatter by some 10 %.
    expect(Math.abs((found.scores[0] ?? 0) - 25 / 6)).toBeLessThan(1);
  });

  test("higher is better and lower is better mirror each other", () => {
    const lower = permutationImportance({ features, score: error, better: "lower", rng: createRng(1) });
    const higher = permutationImportance({ features, score: (matrix) => -error(matrix), rng: createRng(1) });
    expect(higher.scores).toEqual(lower.scores);
  });

  test("in steps it is the same; stopping ends the calls", () => {
    const options = { features, score: error, repeats: 2 };
    expect(runToEnd(permutationImportanceSteps({ ...options, rng: createRng(5) }))).toEqual(
      permutationImportance({ ...options, rng: createRng(5) }),
    );
    let calls = 0;
    const count = () => calls++;
    const steps = permutationImportanceSteps({ features, score: count, rng: createRng(5) });
    steps.next();
    steps.return(undefined as never); // a stopped computation has no result
    expect(steps.next().done).toBe(true);
    expect(calls).toBe(1);
  });
});

describe("steps", () => {
  test("mutual information", () => {
    const source = createRng(1);
    const features = Array.from({ length: 3000 }, () => [source.uniform(), source.uniform()]);
    const targets = features.map(([x = 0]) => x);
    const reports: number[] = [];
    const inSteps = runToEnd(mutualInformationSteps({ features, targets, rng: createRng(1) }), ({ done }) =>
      reports.push(done),
    );
    expect(inSteps).toEqual(mutualInformation({ features, targets, rng: createRng(1) }));
    expect(reports.length).toBeGreaterThan(2);
    expect(reports).toEqual(reports.toSorted((a, b) => a - b));
    const stopped = mutualInformationSteps({ features, targets, rng: createRng(1) });
    stopped.next();
    stopped.return(undefined as never); // a stopped computation has no result
    expect(stopped.next().done).toBe(true);
  });

  test("elimination", () => {
    const features = [
      [1, 5, 2, 9],
      [3, 5, 8, 1],
    ];
    const options = { features, importances: (left: Matrix) => columnVariances({ features: left }).scores, keep: 2 };
    expect(runToEnd(eliminateFeaturesSteps(options))).toEqual(eliminateFeatures(options));
    expect(eliminateFeatures(options).kept).toEqual(["x2", "x3"]);
    const steps = eliminateFeaturesSteps(options);
    steps.next();
    steps.return(undefined as never); // a stopped computation has no result
    expect(steps.next().done).toBe(true);
  });
});
