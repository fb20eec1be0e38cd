import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import { fitForest, fitForestSteps, fitTree, predictLabels, runToEnd } from "#engine/training/index.ts";
import { drawTreeSample } from "./tree-samples.ts";

const sampleOf = (options: { seed?: number; missingShare?: number; rowCount?: number }) => {
  return drawTreeSample({ seed: 3, rowCount: 300, classCount: 3, missingShare: 0.1, ...options });
};

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
