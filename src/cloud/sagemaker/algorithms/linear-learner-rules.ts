import type { HyperparameterRule } from "./hyperparameter-rules.ts";

const CRITERIA = ["accuracy", "f_beta", "precision_at_target_recall", "recall_at_target_precision", "loss_function"];
const penalty = { type: "number", least: 0, word: "auto" } as const;
const truth = { type: "text", options: ["true", "false", "auto"] } as const;

/** https://docs.aws.amazon.com/sagemaker/latest/dg/ll_hyperparameters.html, those that this simulator reads or may pass over. */
export const linearLearnerRules: Readonly<Record<string, HyperparameterRule>> = {
  predictor_type: {
    type: "text",
    options: ["binary_classifier", "multiclass_classifier", "regressor"],
    isRequired: true,
  },
  num_classes: { type: "integer", least: 3, most: 1_000_000 },
  feature_dim: { type: "integer", least: 1, word: "auto" },
  epochs: { type: "integer", least: 1 },
  mini_batch_size: { type: "integer", least: 1 },
  learning_rate: penalty,
  l1: penalty,
  wd: penalty,
  use_bias: truth,
  normalize_data: truth,
  normalize_label: truth,
  num_models: { type: "integer", least: 1, word: "auto" },
  num_calibration_samples: { type: "integer", least: 1, word: "auto" },
  optimizer: { type: "text", options: ["sgd", "adam", "rmsprop", "auto"] },
  loss: { type: "text", options: ["auto", "logistic", "squared_loss", "softmax_loss"] },
  binary_classifier_model_selection_criteria: { type: "text", options: CRITERIA },
  f_beta_score: penalty,
  beta_1: { type: "number", least: 0, most: 1, word: "auto" },
  beta_2: { type: "number", least: 0, most: 1, word: "auto" },
  target_recall: { type: "number", least: 0, most: 1, isAbove: true },
  target_precision: { type: "number", least: 0, most: 1, isAbove: true },
  positive_example_weight_mult: { type: "number", least: 0, isAbove: true, word: "balanced" },
  early_stopping_patience: { type: "integer", least: 1 },
  early_stopping_tolerance: { type: "number", least: 0, isAbove: true },
};
