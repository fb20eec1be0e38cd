import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import {
  boostingStages,
  featureImportance,
  fitBoosting,
  fitBoostingSteps,
  fitForest,
  fitForestSteps,
  fitTree,
  predictLabels,
  predictProbabilities,
  predictScores,
  predictValues,
  pruneTree,
  pruningPath,
  runToEnd,
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

describe.each(Object.entries(fits))("%s", (_, fit) => {
  test("is plain data: JSON and structuredClone give it back, and it predicts the same", () => {
    const sample = sampleOf({});
    const model = fit(sample);
    const copy: TreeModel = JSON.parse(JSON.stringify(model));
    expect(copy).toEqual(model);
    expect(structuredClone(model)).toEqual(model);
    expect(numbersIn(model).every(Number.isFinite)).toBe(true);
    const { features } = sample;
    expect(predictScores({ model: copy, features })).toEqual(predictScores({ model, features }));
  });

  test("rows together and rows alone get the same bits, missing values included", () => {
    const model = fit(sampleOf({}));
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
    const scores = predictScores({ model: fit(sample), features: sample.features });
    expect(predictScores({ model: fit(bent), features: bent.features }).values).toEqual(scores.values);
  });

  test("importances sum to 1 and a constant column has none", () => {
    const sample = sampleOf({});
    const values = sample.features.values.map((value, at) => (at % 4 === 3 ? 7 : value));
    const importances = featureImportance({ model: fit({ ...sample, features: { ...sample.features, values } }) });
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

describe("random forest", () => {
  test("out-of-bag score is near the score on unseen rows", () => {
    const sample = drawTreeSample({ seed: 8, rowCount: 600, classCount: 2 });
    const unseen = drawTreeSample({ seed: 9, rowCount: 600, classCount: 2 });
    const { features, labels } = sample;
    const model = fitForest({ features, labels, treeCount: 40, rng: createRng(4) });
    const predicted = predictLabels({ model, features: unseen.features });
    const accuracy = predicted.filter((label, row) => label === unseen.labels[row]).length / 600;
    expect(model.outOfBag.rowCount).toBe(600);
    // Both are shares of 600 rows around 0.85: two standard errors of their difference are 0.04.
    expect(Math.abs((model.outOfBag.score ?? 0) - accuracy)).toBeLessThan(0.06);
  });

  test("without bootstrap and with all features, every tree is the exact tree on few values", () => {
    const sample = sampleOf({ missingShare: 0, rowCount: 120 });
    const { features, targets } = sample;
    const options = { features, targets, maxDepth: 4 };
    const forest = fitForest({ ...options, treeCount: 2, bootstrap: false, featuresPerSplit: 1, rng: createRng(1) });
    expect(forest.outOfBag).toEqual({ score: null, rowCount: 0 });
    const all = fitForest({ ...options, treeCount: 1, bootstrap: false, featuresPerSplit: "all", rng: createRng(1) });
    const gains = (nodes: { gain: readonly number[] }) => [...nodes.gain].reduce((sum, gain) => sum + gain, 0);
    expect(gains(all.trees[0] ?? { gain: [] })).toBeCloseTo(gains(fitTree(options).nodes), 9);
  });

  test("equal seeds give equal forests, others do not; steps give the same bits and can be stopped", () => {
    const { features, labels } = sampleOf({});
    const grow = (seed: number) => fitForest({ features, labels, treeCount: 4, rng: createRng(seed) });
    expect(grow(1)).toEqual(grow(1));
    expect(grow(1)).not.toEqual(grow(2));
    const seen: number[] = [];
    const steps = fitForestSteps({ features, labels, treeCount: 4, rng: createRng(1) });
    expect(runToEnd(steps, ({ done }) => seen.push(done))).toEqual(grow(1));
    expect(seen).toEqual([1, 2, 3, 4]);
    const stopped = fitForestSteps({ features, labels, treeCount: 4, rng: createRng(1) });
    stopped.next();
    stopped.return({} as never); // the result of a stopped run is nobody's
    expect(stopped.next()).toEqual({ done: true, value: undefined });
  });
});

describe("gradient boosting", () => {
  test("training loss never rises with small steps on all rows", () => {
    fc.assert(
      fc.property(treeSamples, ({ features, labels, targets }) => {
        const options = { iterations: 8, minLeafRows: 2, learningRate: 0.2, features };
        for (const model of [fitBoosting({ ...options, labels }), fitBoosting({ ...options, targets })]) {
          const { training } = model.history;
          for (const [at, loss] of training.entries()) {
            expect(loss).toBeLessThanOrEqual((training[at - 1] ?? Number.POSITIVE_INFINITY) + 1e-12);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  test("the last stage is the prediction, the first is one round", () => {
    const sample = sampleOf({});
    const { features, labels, targets } = sample;
    const classifier = fitBoosting({ features, labels, iterations: 6 });
    const stages = [...boostingStages({ model: classifier, features })];
    expect(stages.map(({ done, total }) => [done, total])).toEqual([1, 2, 3, 4, 5, 6].map((done) => [done, 6]));
    expect(stages.at(-1)?.predictions).toEqual(predictProbabilities({ model: classifier, features }));
    const regressor = fitBoosting({ features, targets, iterations: 6 });
    const one = fitBoosting({ features, targets, iterations: 1 });
    const grown = [...boostingStages({ model: regressor, features })];
    expect(grown[0]?.predictions.values).toEqual(predictValues({ model: one, features }));
    expect(grown.at(-1)?.predictions.values).toEqual(predictValues({ model: regressor, features }));
  });

  test("stops when validation loss has not fallen for as long as patience, and keeps the best rounds", () => {
    const { features, labels } = sampleOf({ missingShare: 0 });
    const unseen = sampleOf({ seed: 77, missingShare: 0 });
    const validation = { features: unseen.features, labels: unseen.labels };
    const options = { iterations: 300, learningRate: 0.5, minLeafRows: 5, patience: 5 };
    const model = fitBoosting({ features, labels, validation, ...options });
    const { validation: losses } = model.history;
    const best = losses.indexOf(Math.min(...losses));
    expect(losses.length - 1).toBe(best + 5);
    expect(model.trees.length).toBe(best * 3);
    const { values } = predictProbabilities({ model, features: unseen.features });
    const logs = unseen.labels.map((label, row) => Math.log(values[row * 3 + model.classes.indexOf(label)] ?? 0));
    expect(-logs.reduce((sum, log) => sum + log, 0) / logs.length).toBeCloseTo(losses[best] ?? 0, 10);
  });

  test("leaf-wise and depth-wise agree when the leaves suffice for both", () => {
    const { features, targets } = sampleOf({});
    const options = { features, targets, iterations: 3, maxDepth: 3, maxLeaves: 8 };
    const scores = (growth: "leaf-wise" | "depth-wise") =>
      predictScores({ model: fitBoosting({ ...options, growth }), features });
    const other = scores("depth-wise").values;
    for (const [row, score] of scores("leaf-wise").values.entries()) expect(score).toBeCloseTo(other[row] ?? 0, 12);
  });

  test("limits hold: leaves, depth, rows in a leaf", () => {
    const { features, targets } = sampleOf({});
    const model = fitBoosting({ features, targets, iterations: 4, maxLeaves: 5, maxDepth: 2, minLeafRows: 30 });
    for (const { feature, cover } of model.trees) {
      const leaves = feature.flatMap((asked, node) => (asked < 0 ? [cover[node] ?? 0] : []));
      expect(leaves.length).toBeLessThanOrEqual(4);
      expect(Math.min(...leaves)).toBeGreaterThanOrEqual(30);
    }
  });

  test("subsample draws with the given chance: equal seeds, equal models; a drawn share is seen", () => {
    const { features, labels } = sampleOf({});
    const grow = (seed: number) =>
      fitBoosting({ features, labels, iterations: 3, subsample: 0.5, rng: createRng(seed) });
    expect(grow(1)).toEqual(grow(1));
    expect(grow(1)).not.toEqual(grow(2));
    expect(grow(1).trees[0]?.cover[0]).toBe(150);
  });

  test("a larger class weight moves probabilities towards the class", () => {
    const { features, labels } = drawTreeSample({ seed: 4, rowCount: 200 });
    const mean = (classWeights: Record<string, number>) => {
      const model = fitBoosting({ features, labels, classWeights, iterations: 10 });
      const { values } = predictProbabilities({ model, features });
      return values.reduce((sum, p, at) => sum + (at % 2 === 1 ? p : 0), 0) / 200;
    };
    expect(mean({ c1: 5 })).toBeGreaterThan(mean({ c1: 1 }) + 0.1);
  });

  test("steps report every round, give the same bits and can be stopped", () => {
    const { features, labels } = sampleOf({});
    const options = { features, labels, iterations: 4 };
    const losses: number[] = [];
    const model = runToEnd(fitBoostingSteps(options), ({ trainingLoss }) => losses.push(trainingLoss));
    expect(model).toEqual(fitBoosting(options));
    expect(losses).toEqual(model.history.training.slice(1));
    const stopped = fitBoostingSteps(options);
    stopped.next();
    stopped.return({} as never); // the result of a stopped run is nobody's
    expect(stopped.next()).toEqual({ done: true, value: undefined });
  });
});
