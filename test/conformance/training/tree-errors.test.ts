import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import { rootMeanSquaredError } from "#engine/metrics/index.ts";
import {
  type ClassificationBoosting,
  type ClassificationForest,
  type ClassificationTree,
  fitBoosting,
  fitForest,
  fitTree,
  predictLabels,
  predictProbabilities,
  predictValues,
  type RegressionBoosting,
  type RegressionForest,
  type RegressionTree,
} from "#engine/training/index.ts";
import { filled, readTreeData, type TreeRows } from "./tree-data.ts";
import fixture from "./tree-errors.json" with { type: "json" };

type TreeModel =
  | ClassificationTree
  | ClassificationForest
  | ClassificationBoosting
  | RegressionTree
  | RegressionForest
  | RegressionBoosting;

/** Share of wrong labels and log loss (probabilities cut at 0.001), or the root mean squared error in thousands. */
function errorsOf(model: TreeModel, { features, labels, targets }: TreeRows): { error: number; logLoss: number } {
  if (!("classes" in model)) {
    const predicted = predictValues({ model, features });
    return { error: rootMeanSquaredError({ actual: targets, predicted }) / 1000, logLoss: 0 };
  }
  const predicted = predictLabels({ model, features });
  const { values, columnCount } = predictProbabilities({ model, features });
  const losses = labels.map((label, row) => {
    const cut = Array.from(values.subarray(row * columnCount, (row + 1) * columnCount), (p) => Math.max(p, 1e-3));
    const own = cut[model.classes.indexOf(label)] ?? 0;
    return -Math.log(own / cut.reduce((sum, p) => sum + p, 0));
  });
  return {
    error: labels.filter((label, row) => label !== predicted[row]).length / labels.length,
    logLoss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
  };
}

/**
 * Within three standard deviations of scikit-learn's mean over its seeds (a chance of one in 370 for one more seed of its own), and not closer
 * than one row of the test set or a thousandth of the error, below which the spread of twelve seeds may be 0.
 */
function expectWithinSpread({
  got,
  seeds,
  least,
  what,
  center = seeds.reduce((sum, error) => sum + error, 0) / seeds.length,
}: {
  readonly got: number;
  readonly seeds: readonly number[];
  readonly least: number;
  readonly what: string;
  readonly center?: number;
}): void {
  const mean = seeds.reduce((sum, error) => sum + error, 0) / seeds.length;
  const spread = Math.sqrt(seeds.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (seeds.length - 1));
  const distance = Math.abs(got - center);
  const reach = Math.max(3 * spread, least);
  expect(distance <= reach, `${what}: got ${got}, scikit-learn ${center} ± ${reach}`).toBe(true);
}

const treeLimits = { maxDepth: 6, minLeafRows: 5 };
const forestLimits = { treeCount: 40, maxDepth: 10, minLeafRows: 2 };
const boostingLimits = { iterations: 40, maxLeaves: 12, minLeafRows: 10 };

describe.each(fixture.cases)("test error on $name is scikit-learn's within its spread", (given) => {
  const { train, test: held } = readTreeData(given);
  const isRegression = given.name === "ames-housing";
  const full = { features: filled(train.features) };
  const known: TreeRows = { ...held, features: filled(held.features) };
  const least = isRegression ? 0.03 : 1.001 / given.testRows;

  test("the rows and columns are those of the generator", () => {
    expect([train.features.rowCount, held.features.rowCount]).toEqual([given.trainRows, given.testRows]);
    expect(train.features.columnCount).toBe(given.columns);
  });

  test("tree", () => {
    const { labels, targets } = train;
    const model = isRegression
      ? fitTree({ ...full, targets, ...treeLimits })
      : fitTree({ ...full, labels, ...treeLimits });
    const { error, logLoss } = errorsOf(model, known);
    expectWithinSpread({ got: error, seeds: given.tree.errors, least, what: "error" });
    expectWithinSpread({ got: logLoss, seeds: given.tree.logLosses, least: 0.01, what: "log loss" });
  });

  test("forest", () => {
    const { labels, targets } = train;
    const rng = createRng(20261124);
    const model = isRegression
      ? fitForest({ ...full, targets, ...forestLimits, rng })
      : fitForest({ ...full, labels, ...forestLimits, rng });
    const { error, logLoss } = errorsOf(model, known);
    expectWithinSpread({ got: error, seeds: given.forest.errors, least, what: "error" });
    expectWithinSpread({ got: logLoss, seeds: given.forest.logLosses, least: 0.001, what: "log loss" });
  });

  test("boosting", () => {
    const { features, labels, targets } = train;
    const settings = given.name === "letter-recognition" ? { ...boostingLimits, iterations: 12 } : boostingLimits;
    const model = isRegression
      ? fitBoosting({ features, targets, ...settings })
      : fitBoosting({ features, labels, ...settings });
    const { error, logLoss } = errorsOf(model, held);
    const { errors, logLosses, full: ofAllRows } = given.boosting;
    expectWithinSpread({ got: error, seeds: errors, least, what: "error", center: ofAllRows.error });
    expectWithinSpread({ got: logLoss, seeds: logLosses, least: 0.001, what: "log loss", center: ofAllRows.logLoss });
  });
});
