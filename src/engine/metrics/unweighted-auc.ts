import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import type { Undefined } from "#engine/core/ratio.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import type { ScoredRows } from "./count-at-thresholds.ts";
import { type CountsByValue, countByValue } from "./count-by-value.ts";
import { requireBothClasses } from "./require-both-classes.ts";

/**
 * The whole area without weights, from pairs directly: the scores of the positives and of the negatives are sorted apart, which moves
 * half as much as sorting rows, and one walk over both counts for each positive the negatives below it and beside it. Where only few
 * scores differ, rows are counted by score and nothing but the scores is sorted. Whole numbers
 * below 2⁵³ up to 10⁸ rows, so the one division is the only rounding. O(n) for long columns.
 */
export function unweightedAuc({
  functionName,
  labels,
  scores,
  whenUndefined,
}: Pick<ScoredRows, "labels" | "scores"> & Undefined & { readonly functionName: string }): number {
  const rowCount = requireSameLength(functionName, { labels, scores });
  const classes = parseBinaryLabels({ functionName, labels });
  const keys = parseNumbers({ functionName, name: "scores", values: scores });
  let positiveCount = 0;
  for (let row = 0; row < rowCount; row++) positiveCount += classes[row] as number; // row < length
  const negativeCount = rowCount - positiveCount;
  requireBothClasses({ functionName, positives: positiveCount, negatives: negativeCount, whenUndefined });
  if (positiveCount === 0 || negativeCount === 0) return whenUndefined ?? Number.NaN;

  const counts = countByValue({ classes, scores: keys });
  if (counts !== undefined) return wonPairsTwiceByValue(counts) / (2 * positiveCount * negativeCount);
  const positives = new Float64Array(positiveCount);
  const negatives = new Float64Array(negativeCount);
  for (let row = 0, p = 0, n = 0; row < rowCount; row++) {
    const key = keys[row] as number; // row < length
    if (classes[row] === 1) positives[p++] = key;
    else negatives[n++] = key;
  }
  return wonPairsTwice(sortNumbers(positives), sortNumbers(negatives)) / (2 * positiveCount * negativeCount);
}

function wonPairsTwiceByValue({ positives, negatives }: CountsByValue): number {
  let twice = 0;
  let below = 0;
  for (let i = 0; i < positives.length; i++) {
    const beside = negatives[i] as number; // of equal length
    twice += (positives[i] as number) * (2 * below + beside);
    below += beside;
  }
  return twice;
}

/** Over all pairs of a positive and a negative: 2 where the positive is higher, 1 where both are equal. Both ascending. */
function wonPairsTwice(positives: Float64Array, negatives: Float64Array): number {
  let twice = 0;
  let below = 0;
  let notAbove = 0;
  for (let p = 0; p < positives.length; p++) {
    const score = positives[p] as number; // p < length
    while (below < negatives.length && (negatives[below] as number) < score) below++; // below < length
    if (notAbove < below) notAbove = below;
    while (notAbove < negatives.length && negatives[notAbove] === score) notAbove++;
    twice += below + notAbove;
  }
  return twice;
}
