import { EngineError } from "#engine/core/errors.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
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
 * Counts how often each pair (actual class, predicted class) occurs: the work behind every score of hard predictions.
 *
 * Labels become small integers first, so that the loop over the rows does one addition a row and nothing else. Only then
 * do classes get their order, on k × k cells and not on n rows. O(n + k²).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param actual        true labels, length n
 * @param predicted     the model's labels, length n
 * @param labels        the classes and their order; default: all that occur in either column, sorted
 * @param weights       how many rows each row stands for, length n; default 1 each
 * @returns             k × k counts, rows actual, columns predicted
 * @throws {EngineError} as `confusionMatrix`
 * @example countLabelPairs({ functionName: "confusionMatrix", actual: ["a", "b"], predicted: ["a", "a"] }).rows // => [[1, 0], [1, 0]]
 */
export function countLabelPairs({
  functionName,
  actual,
  predicted,
  labels,
  weights,
}: {
  readonly functionName: string;
  readonly actual: ArrayLike<Label>;
  readonly predicted: ArrayLike<Label>;
  readonly labels?: readonly Label[] | undefined;
  readonly weights?: ArrayLike<number> | undefined;
}): ConfusionMatrix {
  const rowCount = requireSameLength(functionName, { actual, predicted });
  const rowWeights = weights && parseWeights({ functionName, weights, rowCount });
  const codes = encodeLabels({ functionName, actual, predicted });
  const present = presentCodes(codes);
  const order = labels ? givenOrder({ functionName, labels, codes, present }) : sortedOrder({ codes, present });
  const width = codes.seen.length;
  const cells = rowWeights ? tallyWeights(codes, rowWeights) : tallyRows(codes);
  const rows = order.map(({ code: i }) =>
    order.map(({ code: j }) => (i === absent || j === absent ? 0 : (cells[i * width + j] ?? 0))),
  );
  const total = rows.reduce((sum, row) => row.reduce((rowSum, cell) => rowSum + cell, sum), 0);
  return { labels: order.map(({ label }) => label), rows, total };
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

function givenOrder({
  functionName,
  labels,
  codes,
  present,
}: Seen & { readonly functionName: string; readonly labels: readonly Label[] }): readonly Place[] {
  requireSameLength(functionName, { labels });
  const given = new Set(labels);
  if (given.size !== labels.length) {
    throw new EngineError("invalid-label", `${functionName} requires distinct labels, got ${showAll(labels)}`, {
      function: functionName,
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
      `${functionName} requires every row's label among the given ${showAll(labels)}, got ${got}`,
      { function: functionName, got },
    );
  }
  return labels.map((label) => ({ label, code: codeOf.get(label) ?? absent }));
}

function showAll(labels: readonly Label[]): string {
  return labels.map((label) => JSON.stringify(label)).join(", ");
}
