import { accuracy } from "#engine/metrics/accuracy.ts";
import type { ConfusionCounts } from "#engine/metrics/confusion-counts.ts";
import { precision } from "#engine/metrics/precision.ts";
import { recall } from "#engine/metrics/recall.ts";

/** The four boxes in the order in which a matrix is read: rows are what it is, columns what the model says. */
export const outcomes = ["tp", "fn", "fp", "tn"] as const;
export type Outcome = (typeof outcomes)[number];

export function isOutcome(text: string | undefined): text is Outcome {
  return outcomes.some((outcome) => outcome === text);
}

export const scoreNames = ["accuracy", "precision", "recall"] as const;
export type ScoreName = (typeof scoreNames)[number];

export type Score = {
  readonly name: ScoreName;
  /** NaN while there is nothing to divide by. */
  readonly value: number;
  readonly above: readonly Outcome[];
  readonly below: readonly Outcome[];
};

/** The three scores of the course with the boxes each one looks at. */
export function scoresOf(counts: ConfusionCounts): readonly Score[] {
  const undefinedAsNaN = { whenUndefined: Number.NaN };
  return [
    { name: "accuracy", value: accuracy(counts, undefinedAsNaN), above: ["tp", "tn"], below: outcomes },
    { name: "precision", value: precision(counts, undefinedAsNaN), above: ["tp"], below: ["tp", "fp"] },
    { name: "recall", value: recall(counts, undefinedAsNaN), above: ["tp"], below: ["tp", "fn"] },
  ];
}
