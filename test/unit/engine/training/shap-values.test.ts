import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import {
  fitBoosting,
  fitForest,
  fitTree,
  predictScores,
  runToEnd,
  shapValues,
  shapValuesSteps,
  type TreeModel,
  type TreeNodes,
} from "#engine/training/index.ts";
import { drawTreeSample, type TreeSample, treeSamples } from "./tree-samples.ts";

const fits: Readonly<Record<string, (sample: TreeSample) => TreeModel>> = {
  "tree of classes": ({ features, labels }) => fitTree({ features, labels, maxDepth: 4 }),
  "tree of numbers, weighted": ({ features, targets, weights }) => fitTree({ features, targets, weights, maxDepth: 5 }),
  "forest of classes": ({ features, labels }) =>
    fitForest({ features, labels, treeCount: 5, maxDepth: 4, rng: createRng(1) }),
  "forest of numbers": ({ features, targets }) => fitForest({ features, targets, treeCount: 4, rng: createRng(2) }),
  "boosting of classes": ({ features, labels }) => fitBoosting({ features, labels, iterations: 4, minLeafRows: 2 }),
  "boosting of numbers": ({ features, targets }) => fitBoosting({ features, targets, iterations: 6, minLeafRows: 2 }),
};

describe.each(Object.entries(fits))("%s", (_, learn) => {
  test("base and a row's values add up to its score", () => {
    fc.assert(
      fc.property(treeSamples, (sample) => {
        const model = learn(sample);
        const { base, values } = shapValues({ model, features: sample.features });
        const scores = predictScores({ model, features: sample.features });
        const { rowCount, columnCount } = sample.features;
        for (let row = 0; row < rowCount; row++) {
          for (const [output, { values: ofOutput }] of values.entries()) {
            const shares = ofOutput.subarray(row * columnCount, (row + 1) * columnCount);
            const sum = shares.reduce((total, share) => total + share, base[output] ?? 0);
            expect(sum).toBeCloseTo(scores.values[row * values.length + output] ?? 0, 9);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  test("steps give the same bits", () => {
    const sample = drawTreeSample({ seed: 5, rowCount: 40, missingShare: 0.1 });
    const model = learn(sample);
    const { features } = sample;
    expect(runToEnd(shapValuesSteps({ model, features }))).toEqual(shapValues({ model, features }));
  });
});

/** What a tree says when only some features are known: at a question about another, both sides in proportion to their training rows. */
function expectation(nodes: TreeNodes, row: Float64Array, known: number, node = 0): number {
  const feature = nodes.feature[node] ?? -1;
  if (feature < 0) return nodes.values[node] ?? 0;
  const left = nodes.left[node] ?? 0;
  if ((known >> feature) & 1) {
    const value = row[feature] ?? 0;
    const goesLeft = Number.isNaN(value) ? nodes.missingLeft[node] : value <= (nodes.threshold[node] ?? 0);
    return expectation(nodes, row, known, goesLeft ? left : left + 1);
  }
  const share = (nodes.cover[left] ?? 0) / (nodes.cover[node] ?? 1);
  return share * expectation(nodes, row, known, left) + (1 - share) * expectation(nodes, row, known, left + 1);
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** Shapley's formula as it stands: over all sets of the other features, what this one adds. */
function shapleyByEnumeration(nodes: TreeNodes, row: Float64Array, feature: number): number {
  const count = row.length;
  let sum = 0;
  for (let known = 0; known < 1 << count; known++) {
    if ((known >> feature) & 1) continue;
    const size = known.toString(2).replaceAll("0", "").length;
    const weight = (factorial(size) * factorial(count - size - 1)) / factorial(count);
    sum += weight * (expectation(nodes, row, known | (1 << feature)) - expectation(nodes, row, known));
  }
  return sum;
}

test("values of small trees are Shapley's formula, enumerated over all sets of features", () => {
  fc.assert(
    fc.property(treeSamples, fc.integer({ min: 1, max: 7 }), (sample, maxDepth) => {
      const { features, targets, weights } = sample;
      const { columnCount } = features;
      const model = fitTree({ features, targets, weights, maxDepth });
      const { base, values } = shapValues({ model, features });
      expect(base[0]).toBeCloseTo(expectation(model.nodes, new Float64Array(columnCount), 0), 10);
      for (let row = 0; row < Math.min(4, features.rowCount); row++) {
        const cells = features.values.subarray(row * columnCount, (row + 1) * columnCount);
        for (let feature = 0; feature < columnCount; feature++) {
          const expected = shapleyByEnumeration(model.nodes, cells, feature);
          expect(values[0]?.values[row * columnCount + feature]).toBeCloseTo(expected, 9);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("two features of equal say share alike, worked by hand", () => {
  // "and" of two coins: 1 only at (1, 1). Nothing known: 1/4. One known as 1: 1/2. Both: 1. Each adds (1/4 + 1/2) / 2 = 3/8.
  const features = [[0, 0], [0, 1], [1, 0], [1, 1]]; // biome-ignore format: a table
  const model = fitTree({ features, targets: [0, 0, 0, 1] });
  const { base, values } = shapValues({ model, features: [[1, 1]] });
  expect(base).toEqual([0.25]);
  expect(Array.from(values[0]?.values ?? [])).toEqual([0.375, 0.375]);
});
