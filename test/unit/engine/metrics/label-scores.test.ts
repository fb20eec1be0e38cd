import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accuracy,
  averageScores,
  balancedAccuracy,
  type ConfusionCounts,
  classScores,
  cohenKappa,
  confusionMatrix,
  f1,
  falseNegativeRate,
  falsePositiveRate,
  fBeta,
  matthewsCorrelation,
  negativePredictiveValue,
  precision,
  recall,
  specificity,
  trueNegativeRate,
} from "#engine/metrics/index.ts";

const fish: ConfusionCounts = { tp: 25, fp: 20, fn: 15, tn: 40 };

/** Counts large enough to test overflow and small enough to be counted. */
const counts: fc.Arbitrary<ConfusionCounts> = fc.record({
  tp: fc.integer({ min: 1, max: 1_000_000 }),
  fp: fc.integer({ min: 1, max: 1_000_000 }),
  fn: fc.integer({ min: 1, max: 1_000_000 }),
  tn: fc.integer({ min: 1, max: 1_000_000 }),
});

describe("the fish of the course, worked by hand", () => {
  test.each([
    ["accuracy (25 + 40) / 100", accuracy(fish), 0.65],
    ["precision 25 / 45", precision(fish), 25 / 45],
    ["recall 25 / 40", recall(fish), 0.625],
    ["specificity 40 / 60", specificity(fish), 40 / 60],
    ["true negative rate 40 / 60", trueNegativeRate(fish), 40 / 60],
    ["false positive rate 20 / 60", falsePositiveRate(fish), 20 / 60],
    ["false negative rate 15 / 40", falseNegativeRate(fish), 15 / 40],
    ["negative predictive value 40 / 55", negativePredictiveValue(fish), 40 / 55],
    ["F1 50 / 85", f1(fish), 50 / 85],
    ["F2 125 / (125 + 4 × 15 + 20)", fBeta(fish, { beta: 2 }), 125 / 205],
    ["balanced accuracy (25 / 40 + 40 / 60) / 2", balancedAccuracy(fish), (0.625 + 40 / 60) / 2],
    ["MCC (25 × 40 − 20 × 15) / √(45 × 40 × 60 × 55)", matthewsCorrelation(fish), 700 / Math.sqrt(45 * 40 * 60 * 55)],
    // By chance 45 × 40 / 100 + 55 × 60 / 100 = 51 agree.
    ["kappa (65 − 51) / (100 − 51)", cohenKappa(fish), 14 / 49],
  ])("%s", (_, got, expected) => {
    expect(got).toBeCloseTo(expected, 14);
  });

  test("90 of 100 are fish and the model always says so: accuracy 0.9, balanced accuracy 0.5", () => {
    const lazy = { tp: 90, fp: 10, fn: 0, tn: 0 };
    expect(accuracy(lazy)).toBe(0.9);
    expect(balancedAccuracy(lazy)).toBe(0.5);
    expect(cohenKappa(lazy)).toBe(0);
    expect(matthewsCorrelation(lazy, { whenUndefined: 0 })).toBe(0);
  });
});

describe("laws of binary scores", () => {
  test("rates that are complements sum to one", () => {
    fc.assert(
      fc.property(counts, (any) => {
        expect(recall(any) + falseNegativeRate(any)).toBeCloseTo(1, 14);
        expect(specificity(any) + falsePositiveRate(any)).toBeCloseTo(1, 14);
        expect(trueNegativeRate(any)).toBe(specificity(any));
      }),
    );
  });

  test("swapping the classes turns precision into negative predictive value and recall into specificity", () => {
    fc.assert(
      fc.property(counts, ({ tp, fp, fn, tn }) => {
        const any = { tp, fp, fn, tn };
        const swapped = { tp: tn, fp: fn, fn: fp, tn: tp };
        expect(precision(swapped)).toBe(negativePredictiveValue(any));
        expect(recall(swapped)).toBe(specificity(any));
        expect(matthewsCorrelation(swapped)).toBeCloseTo(matthewsCorrelation(any), 12);
        expect(cohenKappa(swapped)).toBeCloseTo(cohenKappa(any), 12);
        expect(accuracy(swapped)).toBe(accuracy(any));
      }),
    );
  });

  test("MCC is the geometric mean of informedness and markedness, with the sign of both", () => {
    fc.assert(
      fc.property(counts, (any) => {
        const informedness = recall(any) + specificity(any) - 1;
        const markedness = precision(any) + negativePredictiveValue(any) - 1;
        // Differences of numbers near 1 lose digits, so compare squares with an absolute tolerance.
        expect(matthewsCorrelation(any) ** 2).toBeCloseTo(informedness * markedness, 9);
        expect(Math.abs(matthewsCorrelation(any))).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  test("F1 is the harmonic mean, F0 the precision, and every F lies between precision and recall", () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 100, noNaN: true }), (any, beta) => {
        const [p, r] = [precision(any), recall(any)];
        expect(f1(any)).toBeCloseTo((2 * p * r) / (p + r), 12);
        expect(fBeta(any, { beta: 0 })).toBe(p);
        expect(fBeta(any, { beta: 1 })).toBe(f1(any));
        expect(fBeta(any, { beta })).toBeGreaterThanOrEqual(Math.min(p, r) - 1e-12);
        expect(fBeta(any, { beta })).toBeLessThanOrEqual(Math.max(p, r) + 1e-12);
      }),
    );
  });

  test("scaling all counts changes no score, down to the smallest weights", () => {
    fc.assert(
      fc.property(counts, fc.constantFrom(1e-150, 1e-3, 7, 1e100), ({ tp, fp, fn, tn }, scale) => {
        const scaled = { tp: tp * scale, fp: fp * scale, fn: fn * scale, tn: tn * scale };
        for (const score of [accuracy, balancedAccuracy, precision, recall, f1, matthewsCorrelation, cohenKappa]) {
          expect(score(scaled)).toBeCloseTo(score({ tp, fp, fn, tn }), 9);
        }
      }),
    );
  });
});

describe("0 / 0 is the caller's decision", () => {
  const nothing = { tp: 0, fp: 0, fn: 0, tn: 0 };

  test.each(
    Object.entries({
      accuracy,
      balancedAccuracy,
      precision,
      recall,
      specificity,
      trueNegativeRate,
      falsePositiveRate,
      falseNegativeRate,
      negativePredictiveValue,
      f1,
      matthewsCorrelation,
      cohenKappa,
    }),
  )("%s", (_, score) => {
    expect(() => score(nothing)).toThrow(expect.objectContaining({ code: "undefined-ratio" }));
    for (const value of [0, 1, 0.25, Number.NaN]) expect(score(nothing, { whenUndefined: value })).toBe(value);
  });

  test("F1 of a class that occurs and is never found is 0, though its precision is 0 / 0", () => {
    expect(f1({ tp: 0, fp: 0, fn: 4, tn: 6 })).toBe(0);
  });

  test("NaN leaves a class out of the macro mean, 0 keeps it in", () => {
    // Class 0: precision 1/1; class 1 is never predicted; class 2: precision 1/2.
    const matrix = confusionMatrix({ actual: [0, 1, 2], predicted: [0, 2, 2] });
    expect(averageScores(matrix, { average: "macro", whenUndefined: Number.NaN }).precision).toBe(0.75);
    expect(averageScores(matrix, { average: "macro", whenUndefined: 0 }).precision).toBe(0.5);
    expect(() => averageScores(matrix, { average: "macro" })).toThrow(
      expect.objectContaining({ code: "undefined-ratio" }),
    );
  });

  test("the error of a class names the class", () => {
    const matrix = confusionMatrix({ actual: ["cat", "dog"], predicted: ["cat", "cat"] });
    expect(() => classScores(matrix)).toThrow('classScores requires a row predicted "dog"');
  });
});
