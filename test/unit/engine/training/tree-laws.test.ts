import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import {
  featureImportance,
  fitBoosting,
  fitForest,
  fitTree,
  predictScores,
  type TreeModel,
} from "#engine/training/index.ts";
import { drawTreeSample, type TreeSample, takeTreeRows, treeSamples } from "./tree-samples.ts";

const small = { treeCount: 6, maxDepth: 5 };
const fits: Readonly<Record<string, (sample: TreeSample) => TreeModel>> = {
  "classification tree": ({ features, labels }) => fitTree({ features, labels }),
  "classification tree by entropy": ({ features, labels }) => fitTree({ features, labels, criterion: "entropy" }),
  "regression tree": ({ features, targets }) => fitTree({ features, targets }),
  "classification forest": ({ features, labels }) => fitForest({ features, labels, rng: createRng(1), ...small }),
  "forest by entropy": ({ features, labels }) =>
    fitForest({ features, labels, rng: createRng(1), criterion: "entropy", ...small }),
  "regression forest": ({ features, targets }) => fitForest({ features, targets, rng: createRng(1), ...small }),
  "classification boosting": ({ features, labels }) => fitBoosting({ features, labels, iterations: 5, minLeafRows: 2 }),
  "regression boosting": ({ features, targets }) =>
    fitBoosting({ features, targets, iterations: 5, minLeafRows: 2, growth: "depth-wise" }),
};

const sampleOf = (options: { seed?: number; rowCount?: number; missingShare?: number; classCount?: number }) => {
  return drawTreeSample({ seed: 3, rowCount: 300, classCount: 3, missingShare: 0.1, ...options });
};

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe.each(Object.entries(fits))("%s", (_, learn) => {
  test("is plain data: JSON and structuredClone give it back, and it predicts the same", () => {
    const sample = sampleOf({});
    const model = learn(sample);
    const copy: TreeModel = JSON.parse(JSON.stringify(model));
    expect(copy).toEqual(model);
    expect(structuredClone(model)).toEqual(model);
    expect(numbersIn(model).every(Number.isFinite)).toBe(true);
    const { features } = sample;
    expect(predictScores({ model: copy, features })).toEqual(predictScores({ model, features }));
  });

  test("rows together and rows alone get the same bits, missing values included", () => {
    const model = learn(sampleOf({}));
    const { features } = sampleOf({ seed: 99, rowCount: 1500 });
    const together = predictScores({ model, features });
    const width = together.columnCount;
    for (let row = 0; row < features.rowCount; row += 97) {
      const cells = features.values.slice(row * features.columnCount, (row + 1) * features.columnCount);
      const alone = predictScores({ model, features: { ...features, rowCount: 1, values: cells } });
      expect(Array.from(alone.values)).toEqual(Array.from(together.values.slice(row * width, (row + 1) * width)));
    }
  });

  test("does not care how the values of a column are scaled or bent, as long as their order stays", () => {
    const sample = sampleOf({});
    const bend = (value: number): number => Math.expm1(value / 4) * 1000;
    const bent = { ...sample, features: { ...sample.features, values: sample.features.values.map(bend) } };
    const scores = predictScores({ model: learn(sample), features: sample.features });
    expect(predictScores({ model: learn(bent), features: bent.features }).values).toEqual(scores.values);
  });

  test("importances sum to 1 and a constant column has none", () => {
    const sample = sampleOf({});
    const values = sample.features.values.map((value, at) => (at % 4 === 3 ? 7 : value));
    const importances = featureImportance({ model: learn({ ...sample, features: { ...sample.features, values } }) });
    expect(importances.reduce((sum, { gain }) => sum + gain, 0)).toBeCloseTo(1, 12);
    expect(importances[3]).toEqual({ name: "x3", gain: 0, splitCount: 0 });
  });
});

describe("a row of weight 2 is the row twice, a row of weight 0 is no row", () => {
  test("in trees", () => {
    fc.assert(
      fc.property(
        treeSamples,
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 60, maxLength: 60 }),
        (sample, times) => {
          const weights = sample.labels.map((_, row) => (row < 4 ? 1 : (times[row] ?? 1)));
          const rows = weights.flatMap((weight, row) => Array.from({ length: weight }, () => row));
          const repeated = takeTreeRows(sample, rows);
          const { features } = sample;
          const limits = { maxDepth: 3 };
          const weighed = fitTree({ features, labels: sample.labels, weights, ...limits });
          const twice = fitTree({ features: repeated.features, labels: repeated.labels, ...limits });
          expect(weighed).toEqual(twice);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("in boosting without a limit on rows", () => {
    const sample = sampleOf({ rowCount: 80, missingShare: 0 });
    const weights = sample.labels.map((_, row) => (row * 7) % 3);
    const rows = weights.flatMap((weight, row) => Array.from({ length: weight }, () => row));
    const repeated = takeTreeRows(sample, rows);
    const options = { iterations: 5, minLeafRows: 1, maxLeaves: 4 };
    const weighed = fitBoosting({ features: sample.features, targets: sample.targets, weights, ...options });
    const twice = fitBoosting({ features: repeated.features, targets: repeated.targets, ...options });
    const scores = predictScores({ model: weighed, features: sample.features }).values;
    for (const [row, score] of predictScores({ model: twice, features: sample.features }).values.entries()) {
      expect(score).toBeCloseTo(scores[row] ?? 0, 9);
    }
  });
});
