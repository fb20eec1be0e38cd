import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ConfusionMatrix } from "./count-label-pairs.ts";
import { fBeta } from "./f-beta.ts";
import type { Label } from "./label-codes.ts";
import { type MatrixSums, matrixSums } from "./matrix-sums.ts";
import { requireMatrix } from "./require-matrix.ts";

/** The scores of one class against all others. */
export type ClassScores = {
  readonly label: Label;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** How many rows are of this class. A score on few rows is a rough one. */
  readonly support: number;
};

/**
 * Precision, recall and F1 of each class, taking it as positive and all others as negative.
 *
 * One accuracy hides which class goes wrong; this is where to look. The precision of a class reads down its column (of all
 * that was called so), the recall along its row (of all that is so).
 *
 * @param matrix         k × k
 * @param beta           `f1` becomes F-beta with this beta; default 1
 * @param whenUndefined  the value of a score that is 0 / 0: the precision of a class never predicted, the recall of a class
 *                       that never occurs
 * @returns              one entry a class, in the matrix's order. O(k²)
 * @throws {EngineError} "undefined-ratio" when a score is 0 / 0 and `whenUndefined` is left out
 * @example
 * const matrix = confusionMatrix({ actual: ["cat", "cat", "dog", "dog"], predicted: ["cat", "dog", "dog", "dog"] });
 * classScores(matrix).map((scores) => scores.recall) // => [0.5, 1]
 * classScores(matrix)[0] // => { label: "cat", precision: 1, recall: 0.5, f1: 2 / 3, support: 2 }
 * @source  agrees with sklearn.metrics.precision_recall_fscore_support (test/conformance/metrics)
 */
export function classScores(
  matrix: ConfusionMatrix,
  options: { readonly beta?: number | undefined } & Undefined = {},
): readonly ClassScores[] {
  const functionName = "classScores";
  const { beta = 1, whenUndefined } = requireOptions(functionName, options, ["beta", "whenUndefined"]);
  const sums = matrixSums({ functionName, of: requireMatrix(functionName, matrix) });
  return matrix.labels.map((label, at) => {
    const { tp, fp, fn, tn } = againstTheRest(sums, at);
    const name = JSON.stringify(label);
    const precisionOf = { functionName, numerator: tp, denominator: tp + fp, needs: `a row predicted ${name}` };
    const recallOf = { functionName, numerator: tp, denominator: tp + fn, needs: `a row of actual class ${name}` };
    return {
      label,
      precision: ratio({ ...precisionOf, whenUndefined }),
      recall: ratio({ ...recallOf, whenUndefined }),
      f1: fBeta({ tp, fp, fn, tn }, { beta, whenUndefined }),
      support: sums.actual[at] ?? 0,
    };
  });
}

function againstTheRest({ correct, actual, predicted, total }: MatrixSums, at: number) {
  const tp = correct[at] ?? 0;
  // Sums of weights may differ from the diagonal in the last digit; a count is never below 0.
  const fp = Math.max(0, (predicted[at] ?? 0) - tp);
  const fn = Math.max(0, (actual[at] ?? 0) - tp);
  return { tp, fp, fn, tn: Math.max(0, total - tp - fp - fn) };
}
