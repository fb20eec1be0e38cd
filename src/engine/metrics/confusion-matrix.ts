import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type ConfusionMatrix, countLabelPairs } from "./count-label-pairs.ts";
import type { Label } from "./label-codes.ts";

/**
 * The confusion matrix: for each actual class, what the model called its rows.
 *
 * Every score of hard predictions (accuracy, precision, recall, F1, MCC, kappa) is arithmetic on these k × k cells, so
 * count once and read many scores. Rows are actual classes and columns predicted ones; some books and libraries write it
 * the other way round, so check before you compare by eye. A class that only the predictions or only the truth knows
 * keeps its row and column of zeros: dropping it would hide exactly the mistakes that matter.
 *
 * Normalizing divides each cell: by its row ("actual": shares of each true class, recalls on the diagonal), by its column
 * ("predicted": precisions on the diagonal) or by the total ("all"). Accuracy of a matrix normalized by "actual" is the
 * balanced accuracy, because every class then weighs the same.
 *
 * @param actual         true labels, length n
 * @param predicted      the model's labels, length n
 * @param labels         the classes and their order; default: all that occur in either column, sorted
 * @param weights        how many rows each row stands for, length n; default 1 each
 * @param normalize      what each cell is divided by; default "none"
 * @param whenUndefined  the cell's value where "actual" or "predicted" would divide by 0
 * @returns              k × k cells. O(n + k²)
 * @throws {EngineError} "length-mismatch", "empty", "invalid-label", "not-finite", "invalid-weight"; "out-of-range" at more
 *                       than 2048 labels or another `normalize`; "unknown-label" when a
 *                       row's label is not among `labels` (scikit-learn leaves such rows out of the count in silence);
 *                       "undefined-ratio" when a normalized row or column is empty (scikit-learn writes 0)
 * @example confusionMatrix({ actual: ["cat", "cat", "dog"], predicted: ["cat", "dog", "dog"] }).rows // => [[1, 1], [0, 1]]
 * @example confusionMatrix({ actual: [0, 0, 1], predicted: [0, 1, 1], normalize: "actual" }).rows // => [[0.5, 0.5], [0, 1]]
 * @source  agrees with sklearn.metrics.confusion_matrix (test/conformance/metrics)
 */
export function confusionMatrix(
  options: {
    readonly actual: ArrayLike<Label>;
    readonly predicted: ArrayLike<Label>;
    readonly labels?: readonly Label[] | undefined;
    readonly weights?: ArrayLike<number> | undefined;
    readonly normalize?: "none" | "actual" | "predicted" | "all" | undefined;
  } & Undefined,
): ConfusionMatrix {
  const functionName = "confusionMatrix";
  const {
    actual,
    predicted,
    labels,
    weights,
    normalize = "none",
    whenUndefined,
  } = requireOptions(functionName, options, ["actual", "predicted", "labels", "weights", "normalize", "whenUndefined"]);
  requireOneOf({ functionName, name: "normalize", value: normalize, options: ["none", "actual", "predicted", "all"] });
  const counted = countLabelPairs({ functionName, actual, predicted, labels, weights });
  return normalize === "none" ? counted : normalized({ counted, by: normalize, whenUndefined });
}

function normalized({
  counted: { labels, rows: counts },
  by,
  whenUndefined,
}: {
  readonly counted: ConfusionMatrix;
  readonly by: "actual" | "predicted" | "all";
} & Undefined): ConfusionMatrix {
  const rowSums = counts.map(sum);
  const columnSums = counts.map((_, j) => sum(counts.map((row) => row[j] ?? 0)));
  const total = sum(rowSums);
  const rows = counts.map((row, i) =>
    row.map((numerator, j) => {
      const denominator = { actual: rowSums[i] ?? 0, predicted: columnSums[j] ?? 0, all: total }[by];
      const needs = `a row of every ${by} class`;
      return ratio({ functionName: "confusionMatrix", numerator, denominator, needs, whenUndefined });
    }),
  );
  return { labels, rows, total: sum(rows.map(sum)) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
