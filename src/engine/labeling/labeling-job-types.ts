import type { Features, Matrix } from "#engine/core/matrix.ts";
import type { Rng } from "#engine/core/random.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import type { LabelLedger } from "./label-ledger.ts";
import type { QueryStrategy } from "./select-for-labeling.ts";
import type { Worker } from "./worker.ts";

/**
 * How the job trains: takes labeled examples, gives a function that predicts. Any classifier of `siklus/training` fits:
 * fit it inside, and return its classes and `predictProbabilities`.
 */
export type Learn = (examples: {
  readonly features: Matrix;
  readonly labels: readonly Label[];
  readonly rng: Rng;
}) => (features: Matrix) => { readonly classes: readonly Label[]; readonly probabilities: Features };

/** What `runLabelingJob` takes. */
export type LabelingJobOptions = {
  /** n × d. */
  readonly features: Features;
  /** The true class of each row, length n: only the simulated workers and the final report look at it. */
  readonly truth: ArrayLike<Label>;
  readonly workers: readonly Worker[];
  /** Human labels for each row that people label; default 3. */
  readonly labelsPerItem?: number;
  /** What may be spent; left out = no limit. */
  readonly budgetUsd?: number;
  /** How several labels become one; default "dawid-skene". */
  readonly consolidation?: "majority" | "dawid-skene";
  /** Rows that people label in each round; default a tenth of all, at least 10. */
  readonly batchSize?: number;
  /** Which rows people label next; default "margin". */
  readonly strategy?: QueryStrategy;
  /** How to train; left out = no machine labels, people label everything. */
  readonly learn?: Learn;
  /** Rows of the first round that are kept to judge machine labels, never learned from; default 200, at most half of all. */
  readonly validationSize?: number;
  /** What machine labels must keep, see `autoLabelThreshold`; default 0.95 and 0.95. */
  readonly accuracy?: number;
  readonly confidence?: number;
  /** Price of one machine label; default 0.01. */
  readonly autoLabelUsd?: number;
  readonly rng: Rng;
};

/** One row with its label. */
export type JobLabel = {
  readonly row: number;
  readonly label: Label;
  readonly source: "human" | "machine";
  /** Of the consensus or of the model. */
  readonly confidence: number;
  readonly round: number;
};

/** What one round did. */
export type JobRound = {
  readonly round: number;
  /** Rows that people labeled, and rows that the machine did. */
  readonly human: number;
  readonly machine: number;
  /** The confidence from which on the machine was allowed to label; null = not at all. */
  readonly threshold: number | null;
  readonly costUsd: number;
  readonly seconds: number;
};

/** The job when it has ended: plain data. */
export type LabelingJob = {
  readonly kind: "labeling-job";
  readonly version: 1;
  /** "complete": every row has a label. "out-of-budget": the money ended first. */
  readonly status: "complete" | "out-of-budget";
  /** In order of rows. */
  readonly labels: readonly JobLabel[];
  readonly unlabeled: readonly number[];
  readonly rounds: readonly JobRound[];
  readonly ledger: LabelLedger;
  readonly seconds: number;
  /** Share of right labels, which a real job could not know; null where there are none. */
  readonly accuracy: { readonly all: number | null; readonly human: number | null; readonly machine: number | null };
};
