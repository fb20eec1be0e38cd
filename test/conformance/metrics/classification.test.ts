import { describe, expect, test } from "vitest";
import * as door from "#engine/metrics/index.ts";
import {
  accuracy,
  balancedAccuracy,
  brierScore,
  classificationReport,
  cohenKappa,
  confusionCounts,
  confusionMatrix,
  f1,
  falseNegativeRate,
  falsePositiveRate,
  fBeta,
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
import { expectCurves, expectKappa, expectScored, fixture, type ScoreColumns } from "./classification-fixture.ts";
import { codeOfRefusal } from "./read-fixture.ts";

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
