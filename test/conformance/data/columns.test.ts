import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  anomalyScores,
  correlationMatrix,
  countBy,
  cramersV,
  createRng,
  findOutliers,
  fitIsolationForest,
  histogram,
  levenshteinDistance,
  outlierFences,
  pearsonCorrelation,
  profile,
  qGramSimilarity,
  readCsv,
  spearmanCorrelation,
} from "#engine/data/index.ts";
import { expectClose } from "../expect-close.ts";
import fixture from "./tables.json" with { type: "json" };

describe("the profile of the penguins as pandas sees them", () => {
  const penguins = readCsv(readFileSync(new URL("penguins.csv", import.meta.url)));
  const expected = fixture.profile;
  const found = profile(penguins);

  test("means, deviations and quantiles", () => {
    for (const [k, name] of expected.columns.entries()) {
      const numbers = found.columns.find((column) => column.name === name)?.numbers;
      expectClose({ got: numbers?.mean, expected: expected.mean[k], what: name });
      expectClose({ got: numbers?.standardDeviation, expected: expected.std[k], what: name });
      const quantiles = numbers?.quantiles.map(({ value }) => value);
      expectClose({
        got: quantiles,
        expected: Object.entries(expected.quantiles).find(([one]) => one === name)?.[1],
        what: name,
      });
    }
  });

  test("top values", () => {
    for (const [name, top] of Object.entries(expected.top)) {
      expect(
        found.columns.find((column) => column.name === name)?.top.map(({ value, count }) => [value, count]),
      ).toEqual(top);
      expect(countBy(penguins, name).filter(({ value }) => value !== null).length).toBe(top.length);
    }
  });

  test("correlations over the pairs that are complete", () => {
    for (const method of ["pearson", "spearman"] as const) {
      const { values } = correlationMatrix({ table: penguins, method, columns: expected.columns });
      expectClose({ got: values, expected: expected[method], what: method });
    }
    expect(found.correlations?.pearson.columns).toEqual(expected.columns);
  });
});

describe.each(fixture.histograms)("histogram of $name as numpy.histogram", ({ values, results }) => {
  test.each(Object.entries(results))("%s", (rule, expected) => {
    const bins = rule === "7" ? 7 : (rule as "sturges"); // the fixture's words are ours
    const found = histogram({ values, bins });
    // NumPy makes one bin where the interquartile range is 0; ours goes on with Sturges and says so.
    if (found.rule === "sturges" && rule === "freedman-diaconis") {
      expect(found).toEqual(histogram({ values, bins: "sturges" }));
      return;
    }
    if (values.every((value) => value === values[0]) && rule !== "7") return;
    expect(found.counts).toEqual(expected.counts);
    expectClose({ got: found.edges, expected: expected.edges, what: rule });
  });
});

/** SciPy centers and scales in another order; at 1e9 with a spread of 1 seven of sixteen digits are left. */
test.each(fixture.correlations)("correlations of $name as SciPy", ({ name, x, y, pearson, spearman }) => {
  const relative = name === "large numbers" ? 1e-7 : 1e-12;
  expectClose({ got: pearsonCorrelation({ x, y }), expected: pearson, what: "pearson", relative });
  expectClose({ got: spearmanCorrelation({ x, y }), expected: spearman, what: "spearman" });
});

test.each(fixture.associations)("Cramér's V of $name as SciPy and Bergsma", ({ x, y, v, corrected }) => {
  expectClose({ got: cramersV({ x, y, missing: "leave-out" }), expected: v, what: "v" });
  expectClose({
    got: cramersV({ x, y, missing: "leave-out", correction: "bias" }),
    expected: corrected,
    what: "corrected",
  });
});

test("outliers as SciPy scores them", () => {
  const { values, z, mad, iqr } = fixture.outliers;
  const scores = (method: "z" | "mad") => findOutliers({ values, fences: outlierFences({ values, method }) });
  expectClose({ got: scores("z").scores, expected: z, what: "z" });
  expectClose({ got: scores("mad").scores, expected: mad, what: "mad" });
  expect(scores("z").rows).toEqual([...z.keys()].filter((row) => Math.abs(z[row] ?? 0) > 3));
  expect(scores("mad").rows).toEqual([...mad.keys()].filter((row) => Math.abs(mad[row] ?? 0) > 3.5));
  const { lower, upper } = outlierFences({ values });
  expectClose({ got: [lower, upper], expected: iqr, what: "iqr" });
});

test("distances as R's adist and as sets say", () => {
  for (const { a, b, levenshtein, jaccard } of fixture.distances) {
    expect(levenshteinDistance({ a, b }), `${a} ${b}`).toBe(levenshtein);
    expect(
      [2, 3].map((q) => qGramSimilarity({ a, b, q })),
      `${a} ${b}`,
    ).toEqual(jaccard);
  }
});

test("isolation forests score as scikit-learn's within its spread over seeds", () => {
  const { features, sampleSize, seeds, mean, sd } = fixture.forest;
  const scores = Array.from({ length: seeds }, (_, seed) =>
    anomalyScores({ forest: fitIsolationForest({ features, rng: createRng(seed), sampleSize }), features }),
  );
  const distances = mean.map((theirs, row) => {
    const ours = scores.reduce((sum, one) => sum + (one[row] ?? 0), 0) / seeds;
    const variance = scores.reduce((sum, one) => sum + ((one[row] ?? 0) - ours) ** 2, 0) / (seeds - 1);
    // Standard error of the difference between two means of 20 seeds.
    return (ours - theirs) / Math.sqrt((variance + (sd[row] ?? 0) ** 2) / seeds);
  });
  // 119 rows: if both are the same, about one exceeds 2.7, and none 4.5 in 1000 such tests.
  expect(Math.max(...distances.map(Math.abs))).toBeLessThan(4.5);
  expect(Math.abs(distances.reduce((sum, one) => sum + one, 0) / distances.length)).toBeLessThan(1);
});
