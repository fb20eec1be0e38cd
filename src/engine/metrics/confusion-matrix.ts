import { EngineError } from "#engine/core/errors.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { compareLabels, encodeLabels, type Label, type LabelCodes } from "./label-codes.ts";

/** How often each class was taken for each class. `rows[i][j]` counts rows that are `labels[i]` and were called `labels[j]`. */
export type ConfusionMatrix = {
  readonly labels: readonly Label[];
  /** k × k: a row is an actual class, a column a predicted one; the diagonal holds what was right. */
  readonly rows: readonly (readonly number[])[];
  /** The sum of all cells: the number of rows, or their weight. */
  readonly total: number;
};

/**
 * The confusion matrix: for each actual class, what the model called its rows.
 *
 * Every score of hard predictions (accuracy, precision, recall, F1, MCC, kappa) is arithmetic on these k × k cells, so
 * count once and read many scores. Rows are actual classes and columns predicted ones; some books and libraries write it
 * the other way round, so check before you compare by eye. A class that only the predictions or only the truth knows
 * keeps its row and column of zeros: dropping it would hide exactly the mistakes that matter.
 *
 * Normalising divides each cell: by its row ("actual": shares of each true class, recalls on the diagonal), by its column
 * ("predicted": precisions on the diagonal) or by the total ("all"). Accuracy of a matrix normalised by "actual" is the
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
 *                       "undefined-ratio" when a normalised row or column is empty (scikit-learn writes 0)
 * @example confusionMatrix({ actual: ["cat", "cat", "dog"], predicted: ["cat", "dog", "dog"] }).rows // => [[1, 1], [0, 1]]
 * @example confusionMatrix({ actual: [0, 0, 1], predicted: [0, 1, 1], normalize: "actual" }).rows // => [[0.5, 0.5], [0, 1]]
 * @source  agrees with sklearn.metrics.confusion_matrix (test/conformance/metrics)
 */
export function confusionMatrix({
  actual,
  predicted,
  labels,
  weights,
  normalize = "none",
  whenUndefined,
}: {
  readonly actual: ArrayLike<Label>;
  readonly predicted: ArrayLike<Label>;
  readonly labels?: readonly Label[] | undefined;
  readonly weights?: ArrayLike<number> | undefined;
  readonly normalize?: "none" | "actual" | "predicted" | "all" | undefined;
} & Undefined): ConfusionMatrix {
  const functionName = "confusionMatrix";
  requireOneOf({ functionName, name: "normalize", value: normalize, options: ["none", "actual", "predicted", "all"] });
  const rowCount = requireSameLength(functionName, { actual, predicted });
  const rowWeights = weights && parseWeights({ functionName, weights, rowCount });
  const codes = encodeLabels({ functionName, actual, predicted });
  const present = presentCodes(codes);
  const order = labels ? givenOrder({ labels, codes, present }) : sortedOrder({ codes, present });
  const width = codes.seen.length;
  const cells = rowWeights ? tallyWeights(codes, rowWeights) : tallyRows(codes);
  const counts = order.map(({ code: i }) =>
    order.map(({ code: j }) => (i === absent || j === absent ? 0 : (cells[i * width + j] ?? 0))),
  );
  const rows = normalize === "none" ? counts : normalized({ counts, by: normalize, whenUndefined });
  return { labels: order.map(({ label }) => label), rows, total: sum(rows.map(sum)) };
}

type Place = { readonly label: Label; readonly code: number };

/** The code of a class that is asked for and that no row has. */
const absent = -1;

/** The whole of the hot loop: one addition a row. */
function tallyRows({ seen, actual, predicted }: LabelCodes): Int32Array {
  const width = seen.length;
  const cells = new Int32Array(width * width);
  for (let row = 0; row < actual.length; row++) {
    const cell = (actual[row] ?? 0) * width + (predicted[row] ?? 0);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  return cells;
}

function tallyWeights({ seen, actual, predicted }: LabelCodes, weights: Float64Array): Float64Array {
  const width = seen.length;
  const cells = new Float64Array(width * width);
  for (let row = 0; row < actual.length; row++) {
    const cell = (actual[row] ?? 0) * width + (predicted[row] ?? 0);
    cells[cell] = (cells[cell] ?? 0) + (weights[row] ?? 0);
  }
  return cells;
}

/** 1 at each code that a row uses, be its weight 0. */
function presentCodes({ seen, actual, predicted }: LabelCodes): Uint8Array {
  const present = new Uint8Array(seen.length);
  for (let row = 0; row < actual.length; row++) {
    present[actual[row] ?? 0] = 1;
    present[predicted[row] ?? 0] = 1;
  }
  return present;
}

type Seen = { readonly codes: LabelCodes; readonly present: Uint8Array };

function sortedOrder({ codes, present }: Seen): readonly Place[] {
  return codes.seen
    .map((label, code) => ({ label, code }))
    .filter(({ code }) => present[code] === 1)
    .sort((a, b) => compareLabels(a.label, b.label));
}

function givenOrder({ labels, codes, present }: Seen & { readonly labels: readonly Label[] }): readonly Place[] {
  requireSameLength("confusionMatrix", { labels });
  const given = new Set(labels);
  if (given.size !== labels.length) {
    throw new EngineError("invalid-label", `confusionMatrix requires distinct labels, got ${showAll(labels)}`, {
      function: "confusionMatrix",
      got: showAll(labels),
    });
  }
  const codeOf = new Map<Label, number>();
  for (const [code, label] of codes.seen.entries()) {
    if (present[code] !== 1) continue;
    codeOf.set(label, code);
    if (given.has(label)) continue;
    const got = JSON.stringify(label);
    throw new EngineError(
      "unknown-label",
      `confusionMatrix requires every row's label among the given ${showAll(labels)}, got ${got}`,
      { function: "confusionMatrix", got },
    );
  }
  return labels.map((label) => ({ label, code: codeOf.get(label) ?? absent }));
}

function normalized({
  counts,
  by,
  whenUndefined,
}: {
  readonly counts: readonly (readonly number[])[];
  readonly by: "actual" | "predicted" | "all";
} & Undefined): readonly (readonly number[])[] {
  const rowSums = counts.map(sum);
  const columnSums = counts.map((_, j) => sum(counts.map((row) => row[j] ?? 0)));
  const total = sum(rowSums);
  return counts.map((row, i) =>
    row.map((numerator, j) => {
      const denominator = { actual: rowSums[i] ?? 0, predicted: columnSums[j] ?? 0, all: total }[by];
      const needs = `a row of every ${by} class`;
      return ratio({ functionName: "confusionMatrix", numerator, denominator, needs, whenUndefined });
    }),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function showAll(labels: readonly Label[]): string {
  return labels.map((label) => JSON.stringify(label)).join(", ");
}
