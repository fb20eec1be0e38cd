import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import {
  boostingStages,
  fitBoosting,
  fitBoostingSteps,
  predictProbabilities,
  predictScores,
  predictValues,
  runToEnd,
} from "#engine/training/index.ts";
import { drawTreeSample, treeSamples } from "./tree-samples.ts";

const sampleOf = (options: { seed?: number; missingShare?: number; rowCount?: number }) => {
  return drawTreeSample({ seed: 3, rowCount: 300, classCount: 3, missingShare: 0.1, ...options });
};

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
