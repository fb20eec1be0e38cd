import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { countLabelPairs } from "./count-label-pairs.ts";
import type { Label } from "./label-codes.ts";

/** The four outcomes of a yes-or-no question. Whole numbers, or sums of weights. */
export type ConfusionCounts = {
  /** True positives: positive and called positive (a fish, found). */
  readonly tp: number;
  /** False positives: negative and called positive (no fish, a false alarm). */
  readonly fp: number;
  /** False negatives: positive and called negative (a fish, missed). */
  readonly fn: number;
  /** True negatives: negative and called negative. */
  readonly tn: number;
};

/**
 * Counts the four outcomes of a binary classifier.
 *
 * The second word of each name is what the model said, the first whether it was right. Which class is "positive" is a
 * choice, usually the rare thing one looks for, and every score but accuracy, MCC and kappa changes with it. With three or
 * more classes the counts are those of `positive` against the rest.
 *
 * @param actual     true labels, length n
 * @param predicted  the model's labels, length n
 * @param positive   the label that counts as positive; default 1 for labels 0 and 1, true for booleans, else required
 * @param weights    how many rows each row stands for, length n; default 1 each
 * @returns          four counts that sum to n, or to the weights. O(n)
 * @throws {EngineError} "invalid-label" when labels are neither 0 and 1 nor booleans and `positive` is left out;
 *                       "unknown-label" when `positive` occurs nowhere though two classes do (a misspelled class would
 *                       otherwise score 0); "length-mismatch", "empty", "not-finite", "invalid-weight"
 * @example confusionCounts({ actual: [1, 1, 0, 0], predicted: [1, 0, 1, 0] }) // => { tp: 1, fp: 1, fn: 1, tn: 1 }
 * @example
 * const actual = ["fish", "fish", "boot"];
 * const predicted = ["fish", "boot", "boot"];
 * confusionCounts({ actual, predicted, positive: "fish" }) // => { tp: 1, fp: 0, fn: 1, tn: 1 }
 */
export function confusionCounts(options: {
  readonly actual: ArrayLike<Label>;
  readonly predicted: ArrayLike<Label>;
  readonly positive?: Label | undefined;
  readonly weights?: ArrayLike<number> | undefined;
}): ConfusionCounts {
  const { actual, predicted, positive, weights } = requireOptions("confusionCounts", options, [
    "actual",
    "predicted",
    "positive",
    "weights",
  ]);
  const { labels, rows } = countLabelPairs({ functionName: "confusionCounts", actual, predicted, weights });
  const wanted = positive ?? defaultPositive(labels);
  const at = labels.indexOf(wanted);
  if (at < 0 && labels.length > 1) {
    const got = `${JSON.stringify(wanted)} beside ${labels.map((label) => JSON.stringify(label)).join(", ")}`;
    throw new EngineError("unknown-label", `confusionCounts requires positive to be one of the labels, got ${got}`, {
      function: "confusionCounts",
      got,
    });
  }
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (const [i, row] of rows.entries()) {
    for (const [j, count] of row.entries()) {
      counts[outcome({ isPositive: i === at, calledPositive: j === at })] += count;
    }
  }
  return counts;
}

function outcome({
  isPositive,
  calledPositive,
}: {
  readonly isPositive: boolean;
  readonly calledPositive: boolean;
}): keyof ConfusionCounts {
  if (isPositive) return calledPositive ? "tp" : "fn";
  return calledPositive ? "fp" : "tn";
}

function defaultPositive(labels: readonly Label[]): Label {
  if (labels.every((label) => label === 0 || label === 1)) return 1;
  if (labels.every((label) => typeof label === "boolean")) return true;
  const got = labels.map((label) => JSON.stringify(label)).join(", ");
  throw new EngineError("invalid-label", `confusionCounts requires positive unless labels are 0 and 1, got ${got}`, {
    function: "confusionCounts",
    got,
  });
}
