import { type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { requireConfidence } from "#engine/core/require-confidence.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { distinctLabels, requireLabel } from "./code-votes.ts";
import { createLabelLedger, type LabelLedger } from "./label-ledger.ts";
import type { JobLabel, JobRound, LabelingJobOptions, Learn } from "./labeling-job-types.ts";
import type { QueryStrategy } from "./select-for-labeling.ts";
import type { Vote } from "./vote.ts";

/** A labeling job while it runs: what was asked for, and what people and machine have done so far. */
export type JobState = {
  /** The public function, for the text of errors. */
  readonly functionName: string;
  readonly options: LabelingJobOptions;
  readonly features: Matrix;
  readonly truth: readonly Label[];
  readonly classes: readonly Label[];
  readonly batchSize: number;
  readonly strategy: QueryStrategy;
  readonly learn: Learn | undefined;
  /** Rows without a label. */
  readonly open: Set<number>;
  readonly labels: Map<number, JobLabel>;
  /** Rows with a human label that judge the machine. */
  readonly validation: Set<number>;
  readonly votes: Vote[];
  readonly rounds: JobRound[];
  ledger: LabelLedger;
  seconds: number;
  /** What the last model said about the rows that were open then. */
  lastDoubts: { readonly rows: readonly number[]; readonly probabilities: Matrix } | undefined;
};

/** A job before its first round, its options checked and filled in. */
export function startJob({
  functionName,
  options,
}: {
  readonly functionName: string;
  readonly options: LabelingJobOptions;
}): JobState {
  const { truth, labelsPerItem = 3, accuracy = 0.95, confidence = 0.95, autoLabelUsd = 0.01 } = options;
  const features = parseMatrix({ functionName, features: options.features, missing: "keep" });
  const rowCount = requireSameLength(functionName, { features: { length: features.rowCount }, truth });
  const labels = Array.from(truth);
  for (const [row, label] of labels.entries()) requireLabel(functionName, label, row);
  const {
    batchSize = Math.max(10, Math.ceil(rowCount / 10)),
    strategy = "margin",
    consolidation = "dawid-skene",
  } = options;
  requireNumber({ functionName, name: "batchSize", value: batchSize, least: 1, whole: true });
  requireNumber({ functionName, name: "labelsPerItem", value: labelsPerItem, least: 1, whole: true });
  requireNumber({ functionName, name: "accuracy", value: accuracy, above: 0, most: 1 });
  requireConfidence(functionName, confidence);
  requireNumber({ functionName, name: "autoLabelUsd", value: autoLabelUsd, least: 0 });
  requireNumber({ functionName, name: "validationSize", value: options.validationSize ?? 200, least: 0, whole: true });
  requireOneOf({ functionName, name: "consolidation", value: consolidation, options: ["majority", "dawid-skene"] });
  const strategies = ["least-confidence", "margin", "entropy", "random"] as const;
  requireOneOf<QueryStrategy>({ functionName, name: "strategy", value: strategy, options: strategies });
  return {
    functionName,
    options,
    features,
    truth: labels,
    classes: distinctLabels(labels),
    batchSize,
    strategy,
    learn: options.learn,
    open: new Set(labels.keys()),
    labels: new Map(),
    validation: new Set(),
    votes: [],
    rounds: [],
    ledger: createLabelLedger({ budgetUsd: options.budgetUsd }),
    seconds: 0,
    lastDoubts: undefined,
  };
}
