import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  crossValidate,
  expectedImprovement,
  type Fold,
  fitGaussianProcess,
  groupKFold,
  hyperbandBrackets,
  kFold,
  leaveOneGroupOut,
  predictGaussianProcess,
  stratifiedGroupKFold,
  stratifiedKFold,
  timeSeriesFolds,
} from "#engine/tuning/index.ts";
import { expectClose } from "../expect-close.ts";

const splitters = { groupKFold, kFold, leaveOneGroupOut, stratifiedGroupKFold, stratifiedKFold, timeSeriesFolds };

type Rows = readonly { readonly train: readonly number[]; readonly test: readonly number[] }[];

const fixture = JSON.parse(readFileSync(new URL("tuning.json", import.meta.url), "utf8")) as {
  readonly folds: readonly {
    readonly name: string;
    readonly call: keyof typeof splitters;
    readonly arguments: never;
    readonly folds: Rows;
  }[];
  readonly crossValidation: {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly test: readonly number[];
    readonly train: readonly number[];
    readonly mean: number;
    readonly standardDeviation: number;
  };
  readonly gaussian: readonly {
    readonly name: string;
    readonly features: readonly (readonly number[])[];
    readonly targets: readonly number[];
    readonly kernel: { readonly signal: number; readonly lengths: readonly number[] };
    readonly noise: number;
    readonly query: readonly (readonly number[])[];
    readonly means: readonly number[];
    readonly deviations: readonly number[];
    readonly logLikelihood: number;
    readonly bestLogLikelihood: number;
  }[];
  readonly improvement: readonly {
    readonly mean: number;
    readonly deviation: number;
    readonly best: number;
    readonly improvement: number;
  }[];
  readonly hyperband: readonly {
    readonly maxResource: number;
    readonly reduction: number;
    readonly brackets: readonly (readonly (readonly [number, number])[])[];
  }[];
}; // the shape is the generator's

const plain = (folds: readonly Fold[]): Rows =>
  folds.map((fold) => ({ train: Array.from(fold.train), test: Array.from(fold.test) }));

describe("folds are scikit-learn's", () => {
  // The generator names a splitter and its arguments, which fit each other there.
  test.each(fixture.folds)("$name", ({ call, arguments: named, folds }) => {
    expect(plain(splitters[call](named))).toEqual(folds);
  });
});

test("cross-validated least squares has scikit-learn's scores", () => {
  const { x, y, test: expected, train, mean, standardDeviation } = fixture.crossValidation;
  const result = crossValidate({
    folds: kFold({ rowCount: x.length }),
    fit: (rows) => line({ x, y, rows }),
    score: ({ slope, intercept }, rows) =>
      average(Array.from(rows, (row) => ((y[row] ?? 0) - slope * (x[row] ?? 0) - intercept) ** 2)),
    trainScores: true,
  });
  const got = {
    test: result.folds.map((fold) => fold.test),
    train: result.folds.map((fold) => fold.train),
    mean: result.mean,
    standardDeviation: result.standardDeviation,
  };
  expectClose({ got, expected: { test: expected, train, mean, standardDeviation }, what: "scores", relative: 1e-10 });
});

function line({
  x,
  y,
  rows,
}: {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly rows: Int32Array;
}) {
  const meanX = average(Array.from(rows, (row) => x[row] ?? 0));
  const meanY = average(Array.from(rows, (row) => y[row] ?? 0));
  let together = 0;
  let own = 0;
  for (const row of rows) {
    together += ((x[row] ?? 0) - meanX) * ((y[row] ?? 0) - meanY);
    own += ((x[row] ?? 0) - meanX) ** 2;
  }
  return { slope: together / own, intercept: meanY - (together / own) * meanX };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe("a Gaussian process agrees with scikit-learn", () => {
  test.each(fixture.gaussian)("$name, given the kernel", ({ features, targets, kernel, noise, query, ...expected }) => {
    const model = fitGaussianProcess({ features, targets, kernel, noise });
    const { means, deviations } = predictGaussianProcess({ model, features: query });
    // A noise of 1e-6 gives a condition number near 1e7, of which the two Cholesky factorizations lose as many digits.
    expectClose({ got: means, expected: expected.means, what: "means", relative: 1e-8 });
    expectClose({ got: deviations, expected: expected.deviations, what: "deviations", relative: 1e-8 });
    expectClose({ got: model.logLikelihood, expected: expected.logLikelihood, what: "likelihood", relative: 1e-8 });
  });

  test.each(fixture.gaussian)("$name, searching the kernel", ({ features, targets, bestLogLikelihood }) => {
    const { logLikelihood } = fitGaussianProcess({ features, targets });
    // Both stop when the slope is small; one unit of log-likelihood is a factor of e, a thousandth is nothing.
    expect(logLikelihood).toBeGreaterThan(bestLogLikelihood - 1e-3);
    expect(logLikelihood).toBeLessThan(bestLogLikelihood + 1e-3);
  });
});

test("expected improvement is the integral that it stands for", () => {
  for (const { improvement, ...at } of fixture.improvement) {
    const got = expectedImprovement({ ...at, direction: "minimize" });
    expectClose({ got, expected: improvement, what: JSON.stringify(at), relative: 1e-9, floor: 1e-13 });
    const mirrored = { mean: -at.mean, deviation: at.deviation, best: -at.best };
    expect(expectedImprovement({ ...mirrored, direction: "maximize" })).toBe(got);
  }
});

describe("Hyperband's plan", () => {
  test.each(fixture.hyperband)("R = $maxResource, eta = $reduction", ({ maxResource, reduction, brackets }) => {
    const plan = hyperbandBrackets({ maxResource, reduction });
    expect(plan.map(({ rungs }) => rungs.map(({ trials, resource }) => [trials, resource]))).toEqual(brackets);
  });

  test("is that of algorithm 1 of Li et al. 2018 for R = 81, eta = 3", () => {
    const plan = hyperbandBrackets({ maxResource: 81, reduction: 3 });
    const text = plan.map(({ rungs }) => rungs.map(({ trials, resource }) => `${trials}@${resource}`).join(" "));
    expect(text).toEqual(["81@1 27@3 9@9 3@27 1@81", "34@3 11@9 3@27 1@81", "15@9 5@27 1@81", "8@27 2@81", "5@81"]);
  });
});
