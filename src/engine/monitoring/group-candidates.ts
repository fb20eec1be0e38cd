import { EngineError } from "#engine/core/errors.ts";
import { sortPairs } from "#engine/core/sort-pairs.ts";
import { compareLabels, type Label } from "#engine/metrics/label-codes.ts";
import { requireLabel } from "./fit-categories.ts";

/** The thresholds that make a difference in one group, from above all scores downwards, with the outcomes at each. */
export type Candidates = {
  readonly group: Label;
  readonly positives: number;
  readonly negatives: number;
  /** Descending; the first is Infinity. */
  readonly thresholds: Float64Array;
  /** Positives and negatives with a score of at least the threshold. */
  readonly tp: Float64Array;
  readonly fp: Float64Array;
  /** Rows that the threshold gets right. */
  readonly right: Float64Array;
};

/** The candidates of every group, groups in the order of `compareLabels`. */
export function groupCandidates({
  functionName,
  labels,
  scores,
  groups,
  isTwofold,
}: {
  readonly functionName: string;
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
  readonly groups: ArrayLike<Label>;
  readonly isTwofold: boolean;
}): readonly Candidates[] {
  const rowsOf = new Map<Label, number[]>();
  for (let row = 0; row < labels.length; row++) {
    const group = requireLabel({ functionName, value: groups[row], row });
    const rows = rowsOf.get(group);
    if (rows === undefined) rowsOf.set(group, [row]);
    else rows.push(row);
    if (rowsOf.size > 50) {
      throw new EngineError("out-of-range", `${functionName} requires at most 50 groups, got more`, {
        function: functionName,
        argument: "groups",
      });
    }
  }
  if (rowsOf.size < 2) {
    throw new EngineError("too-few-rows", `${functionName} requires at least two groups, got ${rowsOf.size}`, {
      function: functionName,
      got: rowsOf.size,
    });
  }
  const most = isTwofold ? Math.floor(1200 / rowsOf.size) : Math.min(10_000, Math.floor(100_000 / rowsOf.size));
  return [...rowsOf]
    .sort(([a], [b]) => compareLabels(a, b))
    .map(([group, rows]) => candidatesOf({ group, rows, labels, scores, most }));
}

function candidatesOf({
  group,
  rows,
  labels,
  scores,
  most,
}: {
  readonly group: Label;
  readonly rows: readonly number[];
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
  readonly most: number;
}): Candidates {
  const pairs = new Float64Array(2 * rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number; // i < length
    pairs[2 * i] = scores[row] as number; // a row
    pairs[2 * i + 1] = labels[row] as number; // a row
  }
  sortPairs(pairs);
  // One more than there are rows: before the highest score nobody is positive.
  const thresholds = new Float64Array(rows.length + 1);
  const tp = new Float64Array(rows.length + 1);
  const fp = new Float64Array(rows.length + 1);
  thresholds[0] = Number.POSITIVE_INFINITY;
  let count = 1;
  let positives = 0;
  for (let i = rows.length - 1; i >= 0; i--) {
    const score = pairs[2 * i] as number; // i < rows
    positives += pairs[2 * i + 1] as number; // i < rows
    if (i > 0 && pairs[2 * i - 2] === score) continue;
    thresholds[count] = score;
    tp[count] = positives;
    fp[count] = rows.length - i - positives;
    count++;
  }
  const negatives = rows.length - positives;
  const kept = evenly(count, most);
  const take = (values: Float64Array): Float64Array => Float64Array.from(kept, (at) => values[at] as number); // kept are indices
  return {
    group,
    positives,
    negatives,
    thresholds: take(thresholds),
    tp: take(tp),
    fp: take(fp),
    right: Float64Array.from(kept, (at) => (tp[at] as number) + negatives - (fp[at] as number)), // likewise
  };
}

/** At most `most` of the numbers 0 … length − 1, first and last among them, at even distances. */
function evenly(length: number, most: number): readonly number[] {
  if (length <= most) return Array.from({ length }, (_, at) => at);
  return Array.from({ length: most }, (_, k) => Math.round((k * (length - 1)) / (most - 1)));
}
