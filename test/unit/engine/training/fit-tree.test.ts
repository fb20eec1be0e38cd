import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import { fitTree, predictLabels, predictValues, pruneTree, pruningPath } from "#engine/training/index.ts";
import { treeSamples } from "./tree-samples.ts";

describe("decision tree", () => {
  test("let loose, it knows its rows by heart where no two of them are equal", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const rng = createRng(seed);
        const features = Array.from({ length: 40 }, () => [rng.uniform(), rng.uniform()]);
        const targets = features.map(() => rng.integer(100));
        const labels = targets.map((target) => target % 3);
        expect(Array.from(predictValues({ model: fitTree({ features, targets }), features }))).toEqual(targets);
        expect(predictLabels({ model: fitTree({ features, labels }), features })).toEqual(labels);
      }),
      { numRuns: 15 },
    );
  });

  test("no single question lowers impurity more than the root's: all of them tried", () => {
    fc.assert(
      fc.property(treeSamples, ({ features, targets }) => {
        const { nodes } = fitTree({ features, targets, maxDepth: 1 });
        const { rowCount, columnCount, values } = features;
        const variance = (rows: readonly number[]): number => {
          const mean = rows.reduce((sum, row) => sum + (targets[row] ?? 0), 0) / rows.length;
          return rows.reduce((sum, row) => sum + ((targets[row] ?? 0) - mean) ** 2, 0) / rowCount;
        };
        const all = Array.from({ length: rowCount }, (_, row) => row);
        let best = 0;
        for (let column = 0; column < columnCount; column++) {
          const cell = (row: number): number => values[row * columnCount + column] ?? 0;
          for (const cut of new Set(all.map(cell))) {
            for (const missingLeft of [false, true]) {
              const isLeft = (row: number): boolean =>
                Number.isNaN(cell(row)) ? missingLeft : cell(row) <= cut || Number.isNaN(cut);
              const left = all.filter(isLeft);
              const right = all.filter((row) => !isLeft(row));
              if (left.length > 0 && right.length > 0)
                best = Math.max(best, variance(all) - variance(left) - variance(right));
            }
          }
        }
        expect(nodes.gain[0]).toBeCloseTo(best, 9);
      }),
      { numRuns: 30 },
    );
  });

  test("limits hold: depth, rows in a leaf, rows to split", () => {
    fc.assert(
      fc.property(
        treeSamples,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (sample, maxDepth, minLeafRows) => {
          const { features, labels } = sample;
          const { nodes } = fitTree({ features, labels, maxDepth, minLeafRows });
          const depths = [0];
          for (const [node, left] of nodes.left.entries()) {
            if (left < 0) expect(nodes.cover[node]).toBeGreaterThanOrEqual(Math.min(minLeafRows, features.rowCount));
            else depths[left] = depths[left + 1] = (depths[node] ?? 0) + 1;
          }
          expect(Math.max(...depths)).toBeLessThanOrEqual(maxDepth);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("every step of the pruning path is the pruned tree, and between steps nothing changes", () => {
    fc.assert(
      fc.property(treeSamples, ({ features, targets }) => {
        const tree = fitTree({ features, targets });
        const path = pruningPath({ tree });
        for (const [at, { complexityPenalty, leafCount, impurity }] of path.entries()) {
          const next = path[at + 1]?.complexityPenalty ?? complexityPenalty + 1;
          const pruned = pruneTree({ tree, complexityPenalty: (complexityPenalty + next) / 2 });
          const leaves = pruned.nodes.feature.flatMap((feature, node) => (feature < 0 ? [node] : []));
          expect(leaves.length).toBe(leafCount);
          const whole = pruned.nodes.cover[0] ?? 1;
          const mean = leaves.reduce(
            (sum, leaf) => sum + ((pruned.nodes.cover[leaf] ?? 0) * (pruned.impurity[leaf] ?? 0)) / whole,
            0,
          );
          expect(mean).toBeCloseTo(impurity, 9);
        }
        expect(path.at(-1)?.leafCount).toBe(1);
      }),
      { numRuns: 20 },
    );
  });

  test("known or missing is a question, too", () => {
    const model = fitTree({ features: [[1], [2], [3], [Number.NaN], [Number.NaN]], labels: ["a", "a", "a", "b", "b"] });
    expect(predictLabels({ model, features: [[-100], [1e300], [Number.NaN]] })).toEqual(["a", "a", "b"]);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test("where training saw no missing value, one follows the larger side", () => {
    const model = fitTree({ features: [[1], [2], [3], [9]], targets: [1, 1, 1, 5], maxDepth: 1 });
    expect(Array.from(predictValues({ model, features: [[Number.NaN]] }))).toEqual([1]);
  });

  test("two questions that gain nothing alone solve exclusive or", () => {
    const features = [[0, 0], [0, 1], [1, 0], [1, 1]]; // biome-ignore format: a table
    const model = fitTree({ features, labels: ["even", "odd", "odd", "even"] });
    expect(predictLabels({ model, features })).toEqual(["even", "odd", "odd", "even"]);
  });
});
