import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Matrix } from "#engine/core/matrix.ts";
import { accuracy, confusionMatrix, logLossMulti } from "#engine/metrics/index.ts";
import { createRng, fitNet, predictLabels, predictProbabilities, predictValues } from "#engine/training/index.ts";
import { readTreeData, type TreeCut } from "./tree-data.ts";

type Case = TreeCut & {
  readonly epochs: number;
  readonly errors: readonly number[];
  readonly losses: readonly number[];
};

const fixture: Readonly<Record<"classes" | "values", readonly Case[]>> = JSON.parse(
  readFileSync(new URL("nets.json", import.meta.url), "utf8"),
);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const settings = { hiddenLayers: [16], learningRate: 0.01, batchSize: 32, patience: 1000, minImprovement: 0 };
const seeds = [1, 2, 3];
/** Where three are too few to tell a mean from the spread: as many as scikit-learn's. */
const manySeeds = Array.from({ length: 12 }, (_, i) => i + 1);

/** As nets.gen.py standardizes: by the training rows; missing is 0. */
function standardized({ train, test }: { readonly train: Matrix; readonly test: Matrix }) {
  const columns = train.names.map((_, column) => {
    const present = Array.from(train.values)
      .filter((_value, at) => at % train.columnCount === column)
      .filter((value) => !Number.isNaN(value));
    const center = mean(present);
    return { center, scale: Math.sqrt(mean(present.map((value) => (value - center) ** 2))) || 1 };
  });
  const scaled = (matrix: Matrix): Matrix => ({
    ...matrix,
    values: matrix.values.map((value, at) => {
      const { center, scale } = columns[at % matrix.columnCount] ?? { center: 0, scale: 1 };
      return Number.isNaN(value) ? 0 : (value - center) / scale;
    }),
  });
  return { train: scaled(train), test: scaled(test) };
}

describe("test error of nets lies within scikit-learn's over twelve seeds", () => {
  test.each(fixture.classes)("$name", ({ epochs, errors, losses, ...cut }) => {
    const { train, test: held } = readTreeData(cut);
    const { train: features, test: unseen } = standardized({ train: train.features, test: held.features });
    const reached = seeds.map((seed) => {
      const model = fitNet({ features, labels: train.labels, ...settings, epochs, rng: createRng(seed) });
      const probabilities = predictProbabilities({ model, features: unseen }).values;
      return {
        error:
          1 - accuracy(confusionMatrix({ actual: held.labels, predicted: predictLabels({ model, features: unseen }) })),
        loss: logLossMulti({ actual: held.labels, classes: model.classes, probabilities }),
      };
    });
    const spread = Math.max(...losses) - Math.min(...losses);
    expect(mean(reached.map(({ error }) => error))).toBeLessThanOrEqual(Math.max(...errors));
    expect(mean(reached.map(({ loss }) => loss))).toBeLessThanOrEqual(Math.max(...losses));
    expect(mean(reached.map(({ loss }) => loss))).toBeGreaterThanOrEqual(Math.min(...losses) - spread);
  });

  test.each(fixture.values)("$name", ({ epochs, losses, ...cut }) => {
    const { train, test: held } = readTreeData(cut);
    const { train: features, test: unseen } = standardized({ train: train.features, test: held.features });
    const reached = manySeeds.map((seed) => {
      const model = fitNet({ features, targets: train.targets, ...settings, epochs, rng: createRng(seed) });
      const values = predictValues({ model, features: unseen });
      return mean(Array.from(values, (value, i) => ((value - (held.targets[i] ?? 0)) / model.targetScale) ** 2));
    });
    const spread = Math.max(...losses) - Math.min(...losses);
    expect(mean(reached)).toBeLessThanOrEqual(Math.max(...losses));
    expect(mean(reached)).toBeGreaterThanOrEqual(Math.min(...losses) - spread);
  });
});
