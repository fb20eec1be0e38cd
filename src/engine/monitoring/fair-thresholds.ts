import { EngineError } from "#engine/core/errors.ts";
import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { ConfusionCounts } from "#engine/metrics/confusion-counts.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { bestFairChoice } from "./best-fair-choice.ts";
import { requireLabel } from "./fit-categories.ts";
import { type Candidates, groupCandidates } from "./group-candidates.ts";

/** What shall be equal in all groups. */
export type FairnessCriterion = "demographic-parity" | "equal-opportunity" | "equalized-odds";

/** One group and its own threshold. */
export type GroupThreshold = {
  readonly group: Label;
  /** Scores of at least this are positive; null = nobody is. */
  readonly threshold: number | null;
  readonly counts: ConfusionCounts;
  /** Share called positive, of all, of the actual positives and of the actual negatives (null where there is none). */
  readonly selectionRate: number;
  readonly truePositiveRate: number | null;
  readonly falsePositiveRate: number | null;
};

/** Thresholds by group, and what they cost. */
export type FairThresholds = {
  readonly kind: "fair-thresholds";
  readonly version: 1;
  readonly criterion: FairnessCriterion;
  readonly tolerance: number;
  readonly groups: readonly GroupThreshold[];
  readonly accuracy: number;
  /** The largest difference between groups in what shall be equal. */
  readonly gap: number;
  /** The most accurate single threshold for everybody, to compare with. */
  readonly shared: { readonly threshold: number | null; readonly accuracy: number; readonly gap: number };
  /**
   * Accuracy of the shared threshold less that of the fair ones: the price. Negative when fairness comes with a gain.
   */
  readonly accuracyCost: number;
};

/**
 * A threshold for each group, so that groups are treated alike, at the least loss of accuracy.
 *
 * One threshold for all gives groups different rates when their scores differ. "demographic-parity" makes the share
 * called positive equal; "equal-opportunity" the share found among the qualified (recall); "equalized-odds" that and
 * the share of false alarms. Among all combinations of thresholds whose rates differ by at most `tolerance`, the most
 * accurate is taken; so nothing is lost but what the criterion asks for, and the loss stands in `accuracyCost`. Calling
 * everybody or nobody positive always satisfies the criterion, so an answer always exists: look at the rates before you
 * use it. Whether using a person's group in a decision is lawful is not a question of statistics.
 *
 * Each group's thresholds are its distinct scores; beyond 10,000 of them, or 100,000 over all groups (equalized
 * odds: 1200), an even selection.
 *
 * @param labels     0 or 1, length n
 * @param scores     larger means more positive, finite, length n
 * @param groups     the group of each row, length n; at most 50 groups
 * @param criterion  what shall be equal
 * @param tolerance  largest difference of rates that counts as equal, in [0, 1]; default 0.02
 * @returns          plain data; see `applyFairThresholds`. O(n log n), equalized odds adds up to 1.4 × 10⁶ × groups
 * @throws {EngineError} "length-mismatch", "empty", "invalid-label", "not-finite", "out-of-range"; "single-class" when
 *                      a group lacks the class that the criterion speaks of; "too-few-rows" with one group only
 * @example
 * const rows = { labels: [1, 0, 1, 0], scores: [0.9, 0.6, 0.5, 0.2], groups: ["a", "a", "b", "b"] };
 * fitFairThresholds({ ...rows, criterion: "demographic-parity" }).groups.map(({ threshold }) => threshold) // => [0.9, 0.5]
 * @source  Hardt, Price & Srebro 2016, Equality of opportunity in supervised learning (deterministic thresholds)
 */
export function fitFairThresholds(given: {
  readonly labels: ArrayLike<number>;
  readonly scores: ArrayLike<number>;
  readonly groups: ArrayLike<Label>;
  readonly criterion: FairnessCriterion;
  readonly tolerance?: number | undefined;
}): FairThresholds {
  const functionName = "fitFairThresholds";
  const {
    labels,
    scores,
    groups,
    criterion,
    tolerance = 0.02,
  } = requireOptions(functionName, given, ["labels", "scores", "groups", "criterion", "tolerance"]);
  requireSameLength(functionName, { labels, scores, groups });
  const options = ["demographic-parity", "equal-opportunity", "equalized-odds"] as const;
  requireOneOf({ functionName, name: "criterion", value: criterion, options });
  if (!(tolerance >= 0 && tolerance <= 1)) {
    throw new EngineError("out-of-range", `${functionName} requires a tolerance from 0 to 1, got ${tolerance}`, {
      function: functionName,
      argument: "tolerance",
      got: String(tolerance),
    });
  }
  const classes = parseBinaryLabels({ functionName, labels });
  const values = parseNumbers({ functionName, name: "scores", values: scores });
  const isTwofold = criterion === "equalized-odds";
  const candidates = groupCandidates({ functionName, labels: classes, scores: values, groups, isTwofold });
  for (const { group, positives, negatives } of candidates) {
    const isLacking = (criterion !== "demographic-parity" && positives === 0) || (isTwofold && negatives === 0);
    if (!isLacking) continue;
    throw new EngineError(
      "single-class",
      `${functionName} requires both classes in each group for ${criterion}, got ${positives} positive and ${negatives} negative in ${JSON.stringify(group)}`,
      { function: functionName, positives, negatives },
    );
  }
  const rates = candidates.map((group) => ratesOf(group, criterion));
  const choice = bestFairChoice({ candidates, rates, tolerance });
  const chosen = candidates.map((group, g) => groupThreshold(group, choice[g] as number)); // one choice a group
  const shared = bestShared({ candidates, criterion });
  const accuracy = accuracyOf(chosen);
  return {
    kind: "fair-thresholds",
    version: 1,
    criterion,
    tolerance,
    groups: chosen,
    accuracy,
    gap: gapOf(chosen, criterion),
    shared,
    accuracyCost: shared.accuracy - accuracy,
  };
}

/**
 * Calls rows positive by the threshold of their group.
 *
 * @param fitted  from `fitFairThresholds`
 * @param scores  length n
 * @param groups  length n
 * @returns       0 or 1, length n. O(n)
 * @throws {EngineError} "unknown-category" for a group that had no rows when the thresholds were chosen,
 *                      "invalid-label" for what is no group, "length-mismatch", "empty", "not-finite", "wrong-type",
 *                      "unsupported-version"
 * @example
 * const rows = { scores: [0.9, 0.6, 0.5, 0.2], groups: ["a", "a", "b", "b"] };
 * const fitted = fitFairThresholds({ ...rows, labels: [1, 0, 1, 0], criterion: "demographic-parity" });
 * applyFairThresholds({ fitted, ...rows }) // => [1, 0, 1, 0]
 */
export function applyFairThresholds(options: {
  readonly fitted: FairThresholds;
  readonly scores: ArrayLike<number>;
  readonly groups: ArrayLike<Label>;
}): Uint8Array {
  const functionName = "applyFairThresholds";
  const { fitted, scores, groups } = requireOptions(functionName, options, ["fitted", "scores", "groups"]);
  requireFitted({ functionName, fitted, kinds: { "fair-thresholds": 1 } });
  requireSameLength(functionName, { scores, groups });
  const values = parseNumbers({ functionName, name: "scores", values: scores });
  const limits = new Map(fitted.groups.map(({ group, threshold }) => [group, threshold ?? Number.POSITIVE_INFINITY]));
  return Uint8Array.from(values, (score, row) => {
    const group = requireLabel({ functionName, value: groups[row], row });
    const limit = limits.get(group);
    if (limit !== undefined) return score >= limit ? 1 : 0;
    const got = JSON.stringify(group);
    throw new EngineError(
      "unknown-category",
      `${functionName} requires groups with a threshold, got ${got} at row ${row}`,
      {
        function: functionName,
        got,
        row,
      },
    );
  });
}

/** What shall be equal, at each candidate of a group: one or two rates, none of which falls as the threshold falls. */
function ratesOf({ tp, fp, positives, negatives }: Candidates, criterion: FairnessCriterion): readonly Float64Array[] {
  const recall = tp.map((count) => count / positives);
  if (criterion === "equal-opportunity") return [recall];
  if (criterion === "equalized-odds") return [recall, fp.map((count) => count / negatives)];
  return [tp.map((count, k) => (count + (fp[k] as number)) / (positives + negatives))]; // same length
}

function groupThreshold({ group, thresholds, tp, fp, positives, negatives }: Candidates, at: number): GroupThreshold {
  const counts = {
    tp: tp[at] as number, // a candidate
    fp: fp[at] as number, // a candidate
    fn: positives - (tp[at] as number), // a candidate
    tn: negatives - (fp[at] as number), // a candidate
  };
  return {
    group,
    threshold: at === 0 ? null : (thresholds[at] as number), // the first candidate lies above all scores
    counts,
    selectionRate: (counts.tp + counts.fp) / (positives + negatives),
    truePositiveRate: positives === 0 ? null : counts.tp / positives,
    falsePositiveRate: negatives === 0 ? null : counts.fp / negatives,
  };
}

function accuracyOf(groups: readonly GroupThreshold[]): number {
  let right = 0;
  let rows = 0;
  for (const { counts } of groups) {
    right += counts.tp + counts.tn;
    rows += counts.tp + counts.fp + counts.fn + counts.tn;
  }
  return right / rows;
}

function gapOf(groups: readonly GroupThreshold[], criterion: FairnessCriterion): number {
  const spread = (rates: readonly (number | null)[]): number => {
    const found = rates.filter((rate) => rate !== null);
    return Math.max(...found) - Math.min(...found); // at most 50 groups, each with a rate
  };
  const recall = spread(groups.map(({ truePositiveRate }) => truePositiveRate));
  if (criterion === "equal-opportunity") return recall;
  if (criterion === "demographic-parity") return spread(groups.map(({ selectionRate }) => selectionRate));
  return Math.max(recall, spread(groups.map(({ falsePositiveRate }) => falsePositiveRate)));
}

/** The most accurate threshold for all groups together; of equally good ones the highest. */
function bestShared({
  candidates,
  criterion,
}: {
  readonly candidates: readonly Candidates[];
  readonly criterion: FairnessCriterion;
}): FairThresholds["shared"] {
  // Every group's candidates in one row, from the highest: passing one changes the number of right rows of its group.
  const steps = candidates
    .flatMap(({ thresholds }, g) => Array.from(thresholds, (threshold, at) => ({ threshold, g, at })))
    .filter(({ at }) => at > 0)
    .sort((a, b) => b.threshold - a.threshold);
  const places = candidates.map(() => 0);
  let right = candidates.reduce((sum, { right: counts }) => sum + (counts[0] as number), 0); // nobody positive
  let best = { right, threshold: null as number | null, places: [...places] };
  for (const [k, { threshold, g, at }] of steps.entries()) {
    const { right: counts } = candidates[g] as Candidates; // its own index
    right += (counts[at] as number) - (counts[places[g] as number] as number); // candidates
    places[g] = at;
    if (steps[k + 1]?.threshold !== threshold && right > best.right) best = { right, threshold, places: [...places] };
  }
  const groups = candidates.map((group, g) => groupThreshold(group, best.places[g] as number)); // one a group
  return { threshold: best.threshold, accuracy: accuracyOf(groups), gap: gapOf(groups, criterion) };
}
