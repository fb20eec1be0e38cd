import type { HyperparameterRule } from "./hyperparameter-rules.ts";

const share = { type: "number", least: 0, most: 1 } as const;
const positiveShare = { ...share, isAbove: true } as const;
const atLeastZero = { type: "number", least: 0 } as const;

/** https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost_hyperparameters.html, those that a CPU job with trees knows. */
export const xgboostRules: Readonly<Record<string, HyperparameterRule>> = {
  num_round: { type: "integer", least: 1, isRequired: true },
  num_class: { type: "integer", least: 2 },
  objective: { type: "text" },
  eval_metric: { type: "text" },
  base_score: { type: "number" },
  booster: { type: "text", options: ["gbtree", "gblinear", "dart"] },
  csv_weights: { type: "integer", least: 0, most: 1 },
  early_stopping_rounds: { type: "integer", least: 1 },
  eta: share,
  learning_rate: share,
  gamma: atLeastZero,
  max_depth: { type: "integer", least: 0 },
  min_child_weight: atLeastZero,
  max_delta_step: atLeastZero,
  subsample: positiveShare,
  colsample_bytree: positiveShare,
  colsample_bylevel: positiveShare,
  colsample_bynode: positiveShare,
  lambda: atLeastZero,
  alpha: atLeastZero,
  tree_method: { type: "text", options: ["auto", "exact", "approx", "hist", "gpu_hist"] },
  scale_pos_weight: { type: "number" },
  grow_policy: { type: "text", options: ["depthwise", "lossguide"] },
  max_leaves: { type: "integer", least: 0 },
  max_bin: { type: "integer", least: 2 },
  seed: { type: "integer" },
  nthread: { type: "integer", least: 1 },
  verbosity: { type: "integer", least: 0, most: 3 },
};

/** What the engine's booster does not do, with the value that leaves a request untouched by it. */
export const unusedByEngine: Readonly<Record<string, number>> = {
  gamma: 0,
  alpha: 0,
  max_delta_step: 0,
  colsample_bytree: 1,
  colsample_bylevel: 1,
  colsample_bynode: 1,
  base_score: 0.5,
};
