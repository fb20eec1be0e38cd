import { beforeAll, describe, expect, test } from "vitest";
import * as door from "#engine/metrics/index.ts";
import {
  accuracy,
  averageScores,
  balancedAccuracy,
  brierScore,
  calibrationCurve,
  classificationReport,
  classScores,
  cohenKappa,
  confusionCounts,
  confusionMatrix,
  createRng,
  f1,
  falseNegativeRate,
  falsePositiveRate,
  fBeta,
  type Label,
  logLoss,
  logLossMulti,
  matthewsCorrelation,
  negativePredictiveValue,
  precision,
  recall,
  specificity,
  trueNegativeRate,
} from "#engine/metrics/index.ts";
import { expectClose } from "../expect-close.ts";
import { codeOfRefusal, type RefusedCase, readFixture } from "./read-fixture.ts";

type ScoreColumns = Readonly<Record<"precision" | "recall" | "f1" | "f2", unknown>>;
type Scored = {
  readonly order: readonly Label[];
  readonly matrix: readonly (readonly number[])[];
  readonly accuracy: number;
  readonly balancedAccuracy: number;
  readonly matthewsCorrelation: number;
  readonly scores: readonly {
    readonly whenUndefined: number | "NaN";
    readonly classes: ScoreColumns & { readonly support: readonly number[] };
    readonly macro: ScoreColumns;
    readonly weighted: ScoreColumns;
    readonly micro: ScoreColumns;
  }[];
};
type Labeled = { readonly name: string; readonly actual: readonly Label[]; readonly predicted: readonly Label[] };
type Weighted = { readonly weights?: readonly number[] };
type Kappa = Readonly<Record<"none" | "linear" | "quadratic", number | "NaN">>;
type HardCase = Labeled &
  Weighted &
  Scored & {
    readonly labels?: readonly Label[];
    readonly kappa: Kappa;
    readonly normalized: Readonly<Record<"actual" | "predicted" | "all", readonly (readonly number[])[]>>;
  };
type BinaryCase = Labeled &
  Weighted & { readonly positive: Label; readonly counts: unknown } & Readonly<Record<string, unknown>>;
type Curve = {
  readonly bins: number;
  readonly strategy: "uniform" | "quantile";
  readonly meanPredicted: readonly number[];
  readonly fractionPositive: readonly number[];
};
type Promised = { readonly logLoss: number; readonly brierScore: number; readonly curves: readonly Curve[] };
type ProbabilityCase = Weighted &
  Promised & { readonly name: string; readonly labels: readonly number[]; readonly probabilities: readonly number[] };
type MultiCase = Weighted & {
  readonly name: string;
  readonly actual: readonly Label[];
  readonly classes: readonly Label[];
  readonly probabilities: readonly number[];
  readonly logLoss: number;
};

const fixture = readFixture<{
  readonly hard: readonly HardCase[];
  readonly binary: readonly BinaryCase[];
  readonly probabilities: readonly ProbabilityCase[];
  readonly logLossMulti: readonly MultiCase[];
  readonly refused: readonly RefusedCase[];
  readonly large: {
    readonly seed: number;
    readonly rows: number;
    readonly plain: Scored & Promised & { readonly kappa: Kappa };
    readonly weighted: Scored & Omit<Promised, "curves">;
  };
}>("classification.json");

function expectScored({
  matrix,
  expected,
}: {
  readonly matrix: door.ConfusionMatrix;
  readonly expected: Scored;
}): void {
  expect(matrix.labels).toEqual(expected.order);
  expectClose({ got: matrix.rows, expected: expected.matrix, what: "matrix" });
  expectClose({ got: accuracy(matrix), expected: expected.accuracy, what: "accuracy" });
  const leaveOut = { whenUndefined: Number.NaN };
  expectClose({
    got: balancedAccuracy(matrix, leaveOut),
    expected: expected.balancedAccuracy,
    what: "balanced accuracy",
  });
  const mcc = matthewsCorrelation(matrix, { whenUndefined: 0 });
  expectClose({ got: mcc, expected: expected.matthewsCorrelation, what: "MCC" });
  for (const scores of expected.scores) {
    const whenUndefined = Number(scores.whenUndefined);
    const classes = classScores(matrix, { whenUndefined });
    const withBeta2 = classScores(matrix, { whenUndefined, beta: 2 });
    const what = `classes when undefined is ${whenUndefined}`;
    const column = (of: "precision" | "recall" | "f1" | "support") => classes.map((entry) => entry[of]);
    const got = {
      precision: column("precision"),
      recall: column("recall"),
      f1: column("f1"),
      f2: withBeta2.map((entry) => entry.f1),
      support: column("support"),
    };
    expectClose({ got, expected: scores.classes, what });
    for (const average of ["macro", "weighted", "micro"] as const) {
      const mean = averageScores(matrix, { average, whenUndefined });
      const f2 = averageScores(matrix, { average, whenUndefined, beta: 2 }).f1;
      expectClose({ got: { ...mean, f2 }, expected: scores[average], what: `${average} ${what}` });
    }
  }
}

function expectKappa({ matrix, expected }: { readonly matrix: door.ConfusionMatrix; readonly expected: Kappa }): void {
  for (const weighting of ["none", "linear", "quadratic"] as const) {
    const got = cohenKappa(matrix, { weighting, whenUndefined: Number.NaN });
    expectClose({ got, expected: expected[weighting], what: `kappa, ${weighting}`, floor: 1e-14 });
  }
}

function expectCurves({
  labels,
  probabilities,
  curves,
}: {
  readonly labels: ArrayLike<number>;
  readonly probabilities: ArrayLike<number>;
  readonly curves: readonly Curve[];
}): void {
  for (const { bins, strategy, ...expected } of curves) {
    const got = calibrationCurve({ labels, probabilities, bins, strategy });
    expectClose({ got, expected, what: `calibration curve of ${bins} ${strategy} bins` });
    expect(got.count.reduce((sum, count) => sum + count, 0)).toBe(labels.length);
  }
}

describe("hard predictions agree with scikit-learn", () => {
  test.each(fixture.hard)("$name", (expected) => {
    const { actual, predicted, labels, weights } = expected;
    const matrix = confusionMatrix({ actual, predicted, labels, weights });
    expectScored({ matrix, expected });
    expectKappa({ matrix, expected: expected.kappa });
    for (const normalize of ["actual", "predicted", "all"] as const) {
      const got = confusionMatrix({ actual, predicted, labels, weights, normalize, whenUndefined: 0 }).rows;
      expectClose({ got, expected: expected.normalized[normalize], what: `normalized by ${normalize}` });
    }
    const report = classificationReport({ actual, predicted, labels, weights, whenUndefined: 0 });
    expectClose({ got: report.macro, expected: withoutF2(expected.scores[0]?.macro), what: "report, macro" });
    expectClose({ got: report.weighted, expected: withoutF2(expected.scores[0]?.weighted), what: "report, weighted" });
    expectClose({ got: report.accuracy, expected: expected.accuracy, what: "report, accuracy" });
  });
});

function withoutF2(columns: ScoreColumns | undefined): unknown {
  return { precision: columns?.precision, recall: columns?.recall, f1: columns?.f1 };
}

describe("binary scores agree with scikit-learn", () => {
  test.each(fixture.binary)(
    "$name",
    ({ name: _, actual, predicted, positive, weights, counts: expectedCounts, ...expected }) => {
      const counts = confusionCounts({ actual, predicted, positive, weights });
      expectClose({ got: counts, expected: expectedCounts, what: "counts" });
      const zero = { whenUndefined: 0 };
      const got = {
        accuracy: accuracy(counts),
        balancedAccuracy: balancedAccuracy(counts, { whenUndefined: Number.NaN }),
        precision: precision(counts, zero),
        recall: recall(counts, zero),
        specificity: specificity(counts, zero),
        negativePredictiveValue: negativePredictiveValue(counts, zero),
        falsePositiveRate: falsePositiveRate(counts, zero),
        falseNegativeRate: falseNegativeRate(counts, zero),
        f1: f1(counts, zero),
        fHalf: fBeta(counts, { beta: 0.5, ...zero }),
        f2: fBeta(counts, { beta: 2, ...zero }),
        fZero: fBeta(counts, { beta: 0, ...zero }),
        matthewsCorrelation: matthewsCorrelation(counts, zero),
        cohenKappa: cohenKappa(counts, { whenUndefined: Number.NaN }),
      };
      expectClose({ got, expected, what: "scores" });
      expect(trueNegativeRate(counts, zero)).toBe(got.specificity);
    },
  );
});

describe("probabilities agree with scikit-learn", () => {
  test.each(fixture.probabilities)("$name", ({ labels, probabilities, weights, curves, ...expected }) => {
    expectClose({ got: logLoss({ labels, probabilities, weights }), expected: expected.logLoss, what: "log loss" });
    expectClose({ got: brierScore({ labels, probabilities, weights }), expected: expected.brierScore, what: "Brier" });
    expectCurves({ labels, probabilities, curves });
  });

  test.each(fixture.logLossMulti)("$name", ({ actual, classes, probabilities, weights, logLoss: expected }) => {
    expectClose({ got: logLossMulti({ actual, classes, probabilities, weights }), expected, what: "log loss" });
  });
});

describe("what scikit-learn raises on, or lets pass, is refused by code", () => {
  test.each(fixture.refused)("$name: $code", (refused) => {
    expect(codeOfRefusal({ door, refused })).toBe(refused.code);
  });
});

describe("a million rows agree with scikit-learn", () => {
  const { seed, rows, plain, weighted } = fixture.large;
  const actual = new Uint8Array(rows);
  const predicted = new Uint8Array(rows);
  const labels = new Uint8Array(rows);
  const probabilities = new Float64Array(rows);
  const weights = new Float64Array(rows);

  beforeAll(() => {
    const rng = createRng(seed);
    for (let row = 0; row < rows; row++) {
      const label = rng.integer(10);
      actual[row] = label;
      predicted[row] = rng.uniform() < 0.8 ? label : rng.integer(10);
      const probability = rng.uniform();
      probabilities[row] = probability;
      labels[row] = rng.uniform() < probability ? 1 : 0;
      weights[row] = rng.uniform();
    }
  });

  test("hard predictions of ten classes", () => {
    const matrix = confusionMatrix({ actual, predicted });
    expectScored({ matrix, expected: plain });
    expectKappa({ matrix, expected: plain.kappa });
  });

  test("hard predictions of ten classes, weighted", () => {
    expectScored({ matrix: confusionMatrix({ actual, predicted, weights }), expected: weighted });
  });

  test("probabilities", () => {
    expectClose({ got: logLoss({ labels, probabilities }), expected: plain.logLoss, what: "log loss" });
    expectClose({ got: brierScore({ labels, probabilities }), expected: plain.brierScore, what: "Brier" });
    expectCurves({ labels, probabilities, curves: plain.curves });
  });

  test("probabilities, weighted", () => {
    expectClose({ got: logLoss({ labels, probabilities, weights }), expected: weighted.logLoss, what: "log loss" });
    expectClose({ got: brierScore({ labels, probabilities, weights }), expected: weighted.brierScore, what: "Brier" });
  });
});
