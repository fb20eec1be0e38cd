import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accuracy,
  averageScores,
  balancedAccuracy,
  classificationReport,
  classScores,
  cohenKappa,
  confusionCounts,
  confusionMatrix,
  f1,
  matthewsCorrelation,
  precision,
  recall,
} from "#engine/metrics/index.ts";
import { binaryRows, columnsOf, labeledRows, repeated } from "./labeled-rows.ts";

describe("counting", () => {
  test("booleans: true is positive", () => {
    expect(confusionCounts({ actual: [true, false, false], predicted: [true, true, false] })).toEqual({
      tp: 1,
      fp: 1,
      fn: 0,
      tn: 1,
    });
  });

  test("one class of three against the rest", () => {
    const actual = ["a", "b", "c", "a"];
    const predicted = ["a", "a", "b", "c"];
    expect(confusionCounts({ actual, predicted, positive: "a" })).toEqual({ tp: 1, fp: 1, fn: 1, tn: 1 });
  });

  test("no positive at all is no mistake of the caller", () => {
    expect(confusionCounts({ actual: [0, 0], predicted: [0, 0] })).toEqual({ tp: 0, fp: 0, fn: 0, tn: 2 });
    expect(confusionCounts({ actual: ["ham"], predicted: ["ham"], positive: "spam" })).toEqual({
      tp: 0,
      fp: 0,
      fn: 0,
      tn: 1,
    });
  });

  test("counts are the cells of the matrix, and both give the same scores", () => {
    fc.assert(
      fc.property(binaryRows, (rows) => {
        const columns = columnsOf(rows);
        const four = confusionCounts(columns);
        const matrix = confusionMatrix({ ...columns, labels: [0, 1] });
        expect(matrix.rows).toEqual([
          [four.tn, four.fp],
          [four.fn, four.tp],
        ]);
        const leaveOut = { whenUndefined: Number.NaN };
        for (const score of [accuracy, balancedAccuracy, matthewsCorrelation, cohenKappa]) {
          expect(score(four, leaveOut)).toBe(score(matrix, leaveOut));
        }
      }),
    );
  });

  test("a whole weight is a row that stands there so often", () => {
    fc.assert(
      fc.property(binaryRows, (rows) => {
        const { actual, predicted } = columnsOf(repeated(rows));
        expect(confusionCounts(columnsOf(rows))).toEqual(confusionCounts({ actual, predicted }));
      }),
    );
  });
});

describe("laws of scores over classes", () => {
  test("each row has one label, so micro precision, recall, F1 and any F-beta are the accuracy", () => {
    fc.assert(
      fc.property(labeledRows, (rows) => {
        const matrix = confusionMatrix(columnsOf(rows));
        const micro = averageScores(matrix, { average: "micro", beta: 3 });
        expect(micro.precision).toBeCloseTo(accuracy(matrix), 12);
        expect(micro.recall).toBeCloseTo(accuracy(matrix), 12);
        expect(micro.f1).toBeCloseTo(accuracy(matrix), 12);
      }),
    );
  });

  test("the recall weighted by support is the accuracy, the macro recall the balanced accuracy", () => {
    fc.assert(
      fc.property(labeledRows, (rows) => {
        const { actual, predicted } = columnsOf(rows);
        const matrix = confusionMatrix({ actual, predicted });
        const leaveOut = { whenUndefined: Number.NaN };
        expect(averageScores(matrix, { average: "weighted", ...leaveOut }).recall).toBeCloseTo(accuracy(matrix), 12);
        expect(averageScores(matrix, { average: "macro", ...leaveOut }).recall).toBe(
          balancedAccuracy(matrix, leaveOut),
        );
      }),
    );
  });

  test("the scores of a class are those of its counts against the rest", () => {
    fc.assert(
      fc.property(labeledRows, (rows) => {
        const { actual, predicted } = columnsOf(rows);
        const zero = { whenUndefined: 0 };
        for (const { label, ...scores } of classScores(confusionMatrix({ actual, predicted }), zero)) {
          const four = confusionCounts({ actual, predicted, positive: label });
          expect(scores).toEqual({
            precision: precision(four, zero),
            recall: recall(four, zero),
            f1: f1(four, zero),
            support: four.tp + four.fn,
          });
        }
      }),
    );
  });

  test("kappa and MCC do not change when truth and prediction change places", () => {
    fc.assert(
      fc.property(labeledRows, (rows) => {
        const { actual, predicted } = columnsOf(rows);
        const minusTwo = { whenUndefined: -2 };
        const matrix = confusionMatrix({ actual, predicted });
        const swapped = confusionMatrix({ actual: predicted, predicted: actual });
        for (const weighting of ["none", "linear", "quadratic"] as const) {
          const got = cohenKappa(swapped, { weighting, ...minusTwo });
          expect(got).toBeCloseTo(cohenKappa(matrix, { weighting, ...minusTwo }), 12);
        }
        expect(matthewsCorrelation(swapped, minusTwo)).toBeCloseTo(matthewsCorrelation(matrix, minusTwo), 12);
      }),
    );
  });

  test("a perfect model scores 1 everywhere", () => {
    const actual = ["a", "b", "c", "a"];
    const report = classificationReport({ actual, predicted: actual });
    const one = { precision: 1, recall: 1, f1: 1 };
    expect(report.classes).toEqual([
      { label: "a", ...one, support: 2 },
      { label: "b", ...one, support: 1 },
      { label: "c", ...one, support: 1 },
    ]);
    const all = { ...one, support: 4 };
    expect(report).toMatchObject({ accuracy: 1, macro: all, weighted: all, micro: all });
    expect(matthewsCorrelation(confusionMatrix({ actual, predicted: actual }))).toBe(1);
    expect(cohenKappa(confusionMatrix({ actual, predicted: actual }))).toBe(1);
  });
});
