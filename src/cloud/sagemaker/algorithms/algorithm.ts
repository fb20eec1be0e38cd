import type { Rng } from "#engine/core/random.ts";
import type { HyperparameterRule } from "./hyperparameter-rules.ts";
import type { NumberTable } from "./number-table.ts";

/** A built-in algorithm of SageMaker: what it accepts, how it learns, and how its container answers. */
export type Algorithm = {
  /** The name of its image: "xgboost", "linear-learner" … */
  readonly name: string;
  readonly rules: Readonly<Record<string, HyperparameterRule>>;
  /** Channels it knows; the first has to be there. */
  readonly channels: readonly string[];
  readonly hasLabel: boolean;
  readonly train: (job: TrainingTask) => TrainingResult;
  /** The body of an answer to rows of features. */
  readonly predict: (request: { readonly model: unknown; readonly rows: NumberTable }) => Prediction;
};

export type TrainingTask = {
  /** As text, checked against the rules. */
  readonly hyperparameters: Readonly<Record<string, string>>;
  readonly channels: Readonly<Record<string, NumberTable>>;
  readonly rng: Rng;
};

export type TrainingResult = {
  /** Plain data, to be written as JSON. */
  readonly model: unknown;
  /** `validation:auc` and so on, as its container writes them last. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly logs: readonly string[];
  /** Rows read over and over, columns counted: what its duration is reckoned from. */
  readonly cellsVisited: number;
};

export type Prediction = { readonly contentType: string; readonly body: string };
