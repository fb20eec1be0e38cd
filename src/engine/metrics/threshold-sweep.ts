import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { countAtThresholds, type ScoredRows, type ThresholdCounts } from "./count-at-thresholds.ts";

/** The four confusion counts at each threshold; at every entry they sum to all rows (or their weight). */
export type ThresholdSweep = {
  readonly thresholds: Float64Array;
  readonly tp: Float64Array;
  readonly fp: Float64Array;
  readonly fn: Float64Array;
  readonly tn: Float64Array;
};

/**
 * The whole confusion matrix at each threshold you want to know about.
 *
 * This is the table behind "which threshold should we use?": multiply its four columns by what each outcome costs, and
 * the cheapest row is the answer. Without `thresholds` it has one row for each distinct score, from the strictest down;
 * with them, one row for each of yours, in your order. A threshold between two scores does what the score above it does.
 *
 * Cost: O(n + m log n) for m thresholds.
 *
 * @param labels      0 or 1, length n; one class alone is allowed
 * @param scores      larger means more positive, finite, length n
 * @param weights     0 or more, length n; left out = 1 each
 * @param thresholds  length m, not NaN; ±Infinity mean "none" and "all"; left out = the distinct scores, descending
 * @returns           arrays of length m: row i is the rule score >= thresholds[i]
 * @throws {EngineError} "not-finite" for a threshold that is NaN; else as `thresholdCounts`
 * @example thresholdSweep({ labels: [0, 1, 1], scores: [0.2, 0.4, 0.9], thresholds: [0.5, 0.3] }).tp // => [1, 2]
 * @example thresholdSweep({ labels: [0, 1, 1], scores: [0.2, 0.4, 0.9], thresholds: [0.5, 0.3] }).fn // => [1, 0]
 * @source  by definition; checked against a direct count (test/unit)
 */
export function thresholdSweep(
  options: ScoredRows & { readonly thresholds?: ArrayLike<number> | undefined },
): ThresholdSweep {
  const { thresholds, ...rows } = requireOptions("thresholdSweep", options, [
    "labels",
    "scores",
    "weights",
    "thresholds",
  ]);
  const counts = countAtThresholds("thresholdSweep", rows);
  const table =
    thresholds === undefined ? withoutInfinity(counts) : rulesAt({ counts, thresholds: parseThresholds(thresholds) });
  return {
    ...table,
    fn: remainders({ counts: table.tp, total: counts.positives }),
    tn: remainders({ counts: table.fp, total: counts.negatives }),
  };
}

type Positives = Pick<ThresholdSweep, "thresholds" | "tp" | "fp">;

function withoutInfinity({ thresholds, tp, fp }: ThresholdCounts): Positives {
  return { thresholds: thresholds.slice(1), tp: tp.slice(1), fp: fp.slice(1) };
}

function rulesAt({
  counts,
  thresholds,
}: {
  readonly counts: ThresholdCounts;
  readonly thresholds: Float64Array;
}): Positives {
  const tp = new Float64Array(thresholds.length);
  const fp = new Float64Array(thresholds.length);
  for (const [i, threshold] of thresholds.entries()) {
    const at = lastAtLeast({ descending: counts.thresholds, threshold });
    tp[i] = counts.tp[at] ?? 0;
    fp[i] = counts.fp[at] ?? 0;
  }
  return { thresholds, tp, fp };
}

function remainders({ counts, total }: { readonly counts: Float64Array; readonly total: number }): Float64Array {
  const rest = new Float64Array(counts.length);
  for (let i = 0; i < rest.length; i++) rest[i] = total - (counts[i] ?? 0);
  return rest;
}

function parseThresholds(thresholds: ArrayLike<number>): Float64Array {
  const parsed = Float64Array.from(thresholds);
  const bad = parsed.findIndex(Number.isNaN);
  if (bad < 0) return parsed;
  throw new EngineError("not-finite", `thresholdSweep requires numbers in thresholds, got NaN at row ${bad}`, {
    function: "thresholdSweep",
    argument: "thresholds",
    got: "NaN",
    row: bad,
  });
}

/** The last index whose value is at least the threshold, by halving; entry 0 is +Infinity and always is. */
function lastAtLeast({
  descending,
  threshold,
}: {
  readonly descending: Float64Array;
  readonly threshold: number;
}): number {
  let yes = 0;
  let no = descending.length;
  while (no - yes > 1) {
    const middle = (yes + no) >>> 1;
    if ((descending[middle] ?? 0) >= threshold) yes = middle;
    else no = middle;
  }
  return yes;
}
