import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import * as data from "#engine/data/index.ts";
import * as features from "#engine/features/index.ts";
import * as metrics from "#engine/metrics/index.ts";
import * as training from "#engine/training/index.ts";
import { refusalOf } from "./refusal-of.ts";

/** Twelve rows of three columns, two groups far apart. */
const rng = createRng(5);
const rows = Array.from({ length: 12 }, (_, row) =>
  [0, 1, 2].map((column) => (row % 2) * (4 + column) + rng.uniform() * (1 + column)),
);
const targets = rows.map(([a = 0, b = 0, c = 0]) => 2 * a - b + c / 3 + rng.uniform() / 10);
const labels = rows.map((_, row) => (row % 2 === 0 ? "a" : "b"));
const queries = rows.map((row) => row.map((value) => value + 0.1));

const scaled = (by: number): number[][] => rows.map((row) => row.map((value) => value * by));
const asked = (by: number): number[][] => queries.map((row) => row.map((value) => value * by));
const tableOf = (by: number) =>
  data.fromColumns({ x: scaled(by).map(([x = 0]) => x), y: scaled(by).map(([, y = 0]) => y) });
const numbersOf = (table: ReturnType<typeof tableOf>): number[] =>
  Object.values(table.columns).flatMap((column) => (column.type === "number" ? Array.from(column.values) : []));

/** What must not change when all features are measured in another unit. Units by powers of two are without rounding. */
const free: Readonly<Record<string, (by: number) => readonly unknown[]>> = {
  "nearest neighbors": (by) => {
    const model = training.fitNeighbors({ features: scaled(by), labels, neighbors: 3, weighting: "distance" });
    return Array.from(training.predictProbabilities({ model, features: asked(by) }).values);
  },
  "k-means": (by) => {
    const model = training.fitKMeans({ features: scaled(by), clusters: 2, rng: createRng(1) });
    return Array.from(training.predictClusters({ model, features: asked(by) }));
  },
  "naive Bayes": (by) => {
    const model = training.fitNaiveBayes({ features: scaled(by), labels });
    return Array.from(training.predictProbabilities({ model, features: asked(by) }).values);
  },
  "least squares": (by) => {
    const model = training.fitLinearRegression({ features: scaled(by), targets });
    return Array.from(training.predictValues({ model, features: asked(by) }));
  },
  "a tree": (by) => {
    const model = training.fitTree({ features: scaled(by), labels });
    return training.predictLabels({ model, features: asked(by) });
  },
  standard: (by) => {
    const table = tableOf(by);
    return numbersOf(
      features.transform({
        transformer: features.fitScaler({ table, columns: ["x", "y"], method: "standard" }),
        table,
      }),
    );
  },
  "min-max": (by) => {
    const table = tableOf(by);
    return numbersOf(
      features.transform({ transformer: features.fitScaler({ table, columns: ["x", "y"], method: "min-max" }), table }),
    );
  },
  robust: (by) => {
    const table = tableOf(by);
    return numbersOf(
      features.transform({ transformer: features.fitScaler({ table, columns: ["x", "y"], method: "robust" }), table }),
    );
  },
  "r squared": (by) => {
    const rows = { actual: targets.map((y) => y * by), predicted: targets.map((y) => (y + 0.1 * y ** 2) * by) };
    return [metrics.rSquared(rows), metrics.explainedVariance(rows)];
  },
  correlation: (by) => {
    const table = tableOf(by);
    return [data.pearsonCorrelation({ x: data.numbers(table, "x"), y: data.numbers(table, "y") })];
  },
  "principal components": (by) => {
    const table = tableOf(by);
    return features.fitPca({ table, columns: ["x", "y"] }).explainedVarianceRatio;
  },
};

/** The same for the unit of the targets: predictions follow it. */
const follow: Readonly<Record<string, (by: number) => readonly number[]>> = {
  "least squares": (by) => {
    const model = training.fitLinearRegression({ features: rows, targets: targets.map((y) => y * by) });
    return Array.from(training.predictValues({ model, features: queries })).map((y) => y / by);
  },
  "root mean squared error": (by) => {
    const actual = targets.map((y) => y * by);
    return [metrics.rootMeanSquaredError({ actual, predicted: actual.map(() => 0) }) / by];
  },
  "standard deviations": (by) => {
    const table = data.fromColumns({ y: targets.map((y) => y * by) });
    const [one] = data.describe(table);
    const [two] = data.profile(table).columns;
    const three = data.groupBy({ table, by: [], aggregate: { sd: { op: "sd", column: "y" } } });
    const described = one?.type === "number" ? one.standardDeviation : Number.NaN;
    return [described, two?.numbers?.standardDeviation ?? Number.NaN, ...data.numbers(three, "sd")].map(
      (sd) => sd / by,
    );
  },
  boosting: (by) => {
    const model = training.fitBoosting({ features: rows, targets: targets.map((y) => y * by), minLeafRows: 2 });
    return Array.from(training.predictValues({ model, features: queries })).map((y) => y / by);
  },
  "elastic net": (by) => {
    const options = { features: rows, targets: targets.map((y) => y * by), penalty: 0.01 * by };
    return Array.from(training.predictValues({ model: training.fitLasso(options), features: queries })).map(
      (y) => y / by,
    );
  },
  ridge: (by) => {
    const model = training.fitRidge({ features: rows, targets: targets.map((y) => y * by) });
    return Array.from(training.predictValues({ model, features: queries })).map((y) => y / by);
  },
  "nearest neighbors": (by) => {
    const model = training.fitNeighbors({ features: rows, targets: targets.map((y) => y * by), neighbors: 3 });
    return Array.from(training.predictValues({ model, features: queries })).map((y) => y / by);
  },
  "a tree": (by) => {
    const model = training.fitTree({ features: rows, targets: targets.map((y) => y * by) });
    return Array.from(training.predictValues({ model, features: queries })).map((y) => y / by);
  },
};

const exponents = [-1000, -700, -540, -520, -500, -300, -100, 100, 300, 480, 500, 520, 700, 1000];

describe.each(Object.entries(free))("the unit of the features and %s", (_, answer) => {
  test.each(exponents)("2 ** %i changes nothing, or is refused", (exponent) => {
    const call = () => answer(2 ** exponent);
    const refusal = refusalOf(call);
    expect(["accepted", "out-of-range"]).toContain(refusal);
    if (refusal === "accepted") expectNear(call(), answer(1));
  });
});

describe.each(Object.entries(follow))("the unit of the targets and %s", (_, answer) => {
  test.each(exponents)("2 ** %i is that of the answers, or is refused", (exponent) => {
    const call = () => answer(2 ** exponent);
    const refusal = refusalOf(call);
    expect(["accepted", "out-of-range"]).toContain(refusal);
    if (refusal === "accepted") expectNear(call(), answer(1));
  });
});

function expectNear(got: readonly unknown[], expected: readonly unknown[]): void {
  expect(got.length).toBe(expected.length);
  for (const [at, one] of expected.entries()) {
    if (typeof one === "number") expect(got[at]).toBeCloseTo(one, 8);
    else expect(got[at]).toBe(one);
  }
}
