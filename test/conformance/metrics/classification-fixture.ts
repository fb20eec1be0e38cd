import { expect } from "vitest";
import type * as door from "#engine/metrics/index.ts";
import {
  accuracy,
  averageScores,
  balancedAccuracy,
  calibrationCurve,
  classScores,
  cohenKappa,
  type Label,
  matthewsCorrelation,
} from "#engine/metrics/index.ts";
import { expectClose } from "../expect-close.ts";
import { type RefusedCase, readFixture } from "./read-fixture.ts";

export type ScoreColumns = Readonly<Record<"precision" | "recall" | "f1" | "f2", unknown>>;

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

type Labeled = {
  readonly name: string;
  readonly actual: readonly Label[];
  readonly predicted: readonly Label[];
};

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

export const fixture = readFixture<{
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

export function expectScored({
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

export function expectKappa({
  matrix,
  expected,
}: {
  readonly matrix: door.ConfusionMatrix;
  readonly expected: Kappa;
}): void {
  for (const weighting of ["none", "linear", "quadratic"] as const) {
    const got = cohenKappa(matrix, { weighting, whenUndefined: Number.NaN });
    expectClose({ got, expected: expected[weighting], what: `kappa, ${weighting}`, floor: 1e-14 });
  }
}

export function expectCurves({
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
