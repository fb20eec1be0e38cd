import type { Undefined } from "#engine/core/ratio.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { classScores } from "./class-scores.ts";
import type { ConfusionMatrix } from "./count-label-pairs.ts";
import { fBeta } from "./f-beta.ts";
import { matrixSums } from "./matrix-sums.ts";
import { meanOfDefined } from "./mean-of-defined.ts";
import { precision } from "./precision.ts";
import { recall } from "./recall.ts";
import { requireMatrix } from "./require-matrix.ts";

/** How the classes' scores become one: see `averageScores`. */
export type Average = "micro" | "macro" | "weighted";

/** Scores over all classes. `f1` is F-beta where a beta was given; `support` is the number of rows. */
export type AverageScores = {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
};

/**
 * Precision, recall and F1 over all classes as one number each.
 *
 * - "macro": the plain mean over classes. A class of ten rows counts as much as one of ten thousand, so rare classes that
 *   fail are seen.
 * - "weighted": the mean weighted by support. Near accuracy; frequent classes rule. Its recall is the accuracy.
 * - "micro": the counts of all classes are added first. Where each row has one label, each error is one class's false
 *   positive and another's false negative, so micro precision, recall and F1 are all the accuracy.
 *
 * Macro F1 is the mean of the classes' F1, not the F1 of the mean precision and mean recall; papers use both.
 *
 * @param matrix         k × k
 * @param average        one of "micro", "macro", "weighted"
 * @param beta           `f1` becomes F-beta with this beta; default 1
 * @param whenUndefined  the value of a class's score that is 0 / 0; NaN leaves that class out of the mean
 * @returns              scores in [0, 1]. O(k²)
 * @throws {EngineError} "undefined-ratio" when a needed score is 0 / 0 and `whenUndefined` is left out; "out-of-range" at
 *                       another average
 * @example
 * const matrix = confusionMatrix({ actual: ["cat", "cat", "dog", "dog"], predicted: ["cat", "dog", "dog", "dog"] });
 * averageScores(matrix, { average: "macro" }).precision // => (1 + 2 / 3) / 2
 * averageScores(matrix, { average: "micro" }).f1 // => accuracy(matrix)
 * @source  agrees with sklearn.metrics.precision_recall_fscore_support, NaN as in its 1.3 and later
 */
export function averageScores(
  matrix: ConfusionMatrix,
  options: { readonly average: Average; readonly beta?: number | undefined } & Undefined,
): AverageScores {
  const functionName = "averageScores";
  const {
    average,
    beta = 1,
    whenUndefined,
  } = requireOptions(functionName, options, ["average", "beta", "whenUndefined"]);
  requireOneOf({ functionName, name: "average", value: average, options: ["micro", "macro", "weighted"] });
  const { correct, total } = matrixSums({ functionName, of: requireMatrix(functionName, matrix) });
  if (average === "micro") {
    const tp = correct.reduce((sum, count) => sum + count, 0);
    const wrong = Math.max(0, total - tp);
    const counts = { tp, fp: wrong, fn: wrong, tn: 0 };
    return {
      precision: precision(counts, { whenUndefined }),
      recall: recall(counts, { whenUndefined }),
      f1: fBeta(counts, { beta, whenUndefined }),
      support: total,
    };
  }
  const scores = classScores(matrix, { beta, whenUndefined });
  const weights = scores.map(({ support }) => (average === "macro" ? 1 : support));
  const mean = (of: "precision" | "recall" | "f1"): number =>
    meanOfDefined({ values: scores.map((score) => score[of]), weights });
  return { precision: mean("precision"), recall: mean("recall"), f1: mean("f1"), support: total };
}
