import type { Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { accuracy } from "./accuracy.ts";
import { type AverageScores, averageScores } from "./average-scores.ts";
import { type ClassScores, classScores } from "./class-scores.ts";
import { countLabelPairs } from "./count-label-pairs.ts";
import type { Label } from "./label-codes.ts";

/** The scores of a classifier at one glance: each class, and all classes in three kinds of mean. */
export type ClassificationReport = {
  readonly classes: readonly ClassScores[];
  readonly accuracy: number;
  readonly macro: AverageScores;
  readonly weighted: AverageScores;
  readonly micro: AverageScores;
};

/**
 * The usual first look at a classifier: precision, recall, F1 and support of each class, and their means.
 *
 * Read it from the bottom up and doubt it on the way: accuracy first; macro beside weighted (a gap means that rare classes
 * do worse); then the class with the lowest recall, and its row in the confusion matrix, which says what it was taken for.
 *
 * @param actual         true labels, length n
 * @param predicted      the model's labels, length n
 * @param labels         the classes and their order; default: all that occur, sorted
 * @param weights        how many rows each row stands for, length n; default 1 each
 * @param whenUndefined  the value of a score that is 0 / 0; NaN leaves that class out of the means
 * @returns              numbers, not text: print or draw them as you like. O(n + k²)
 * @throws {EngineError} as `confusionMatrix`; "undefined-ratio" when a class was never predicted or never occurs and
 *                       `whenUndefined` is left out
 * @example
 * const report = classificationReport({ actual: [0, 0, 1, 2], predicted: [0, 1, 1, 1], whenUndefined: 0 });
 * report.classes[1] // => { label: 1, precision: 1 / 3, recall: 1, f1: 0.5, support: 1 }
 * report.accuracy // => 0.5
 * @source  agrees with sklearn.metrics.classification_report (test/conformance/metrics)
 */
export function classificationReport(
  options: {
    readonly actual: ArrayLike<Label>;
    readonly predicted: ArrayLike<Label>;
    readonly labels?: readonly Label[] | undefined;
    readonly weights?: ArrayLike<number> | undefined;
  } & Undefined,
): ClassificationReport {
  const { actual, predicted, labels, weights, whenUndefined } = requireOptions("classificationReport", options, [
    "actual",
    "predicted",
    "labels",
    "weights",
    "whenUndefined",
  ]);
  const matrix = countLabelPairs({ functionName: "classificationReport", actual, predicted, labels, weights });
  return {
    classes: classScores(matrix, { whenUndefined }),
    accuracy: accuracy(matrix, { whenUndefined }),
    macro: averageScores(matrix, { average: "macro", whenUndefined }),
    weighted: averageScores(matrix, { average: "weighted", whenUndefined }),
    micro: averageScores(matrix, { average: "micro", whenUndefined }),
  };
}
