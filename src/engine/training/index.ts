/** The door `siklus/training`: models to fit, and what they predict. */
export type { EngineErrorCode } from "#engine/core/errors.ts";
export { EngineError } from "#engine/core/errors.ts";
export type { Features, Matrix } from "#engine/core/matrix.ts";
export type { Rng } from "#engine/core/random.ts";
export { createRng } from "#engine/core/random.ts";
export type { Progress, Steps } from "#engine/core/steps.ts";
export { runToEnd } from "#engine/core/steps.ts";
export type { Label } from "#engine/metrics/label-codes.ts";
export type { BoostingStage } from "./boosting-stages.ts";
export { boostingStages } from "./boosting-stages.ts";
export type { BoostingOptions, BoostingProgress } from "./fit-boosting.ts";
export { fitBoosting, fitBoostingSteps } from "./fit-boosting.ts";
export type { ForestOptions } from "./fit-forest.ts";
export { fitForest, fitForestSteps } from "./fit-forest.ts";
export { fitLinearRegression } from "./fit-linear-regression.ts";
export type { MajorityClass } from "./fit-majority-class.ts";
export { fitMajorityClass } from "./fit-majority-class.ts";
export type { MeanValue } from "./fit-mean-value.ts";
export { fitMeanValue } from "./fit-mean-value.ts";
export { fitRidge } from "./fit-ridge.ts";
export type { TreeOptions } from "./fit-tree.ts";
export { fitTree } from "./fit-tree.ts";
export type { LinearModel } from "./linear-model.ts";
export type { Classifier, Model, Regressor } from "./model.ts";
export type { ClassWeights } from "./multiply-class-weights.ts";
export { predictLabels } from "./predict-labels.ts";
export { predictProbabilities } from "./predict-probabilities.ts";
export { predictValues } from "./predict-values.ts";
export { rowWeights } from "./row-weights.ts";
export type { ShapValues } from "./shap-values.ts";
export { shapValues, shapValuesSteps } from "./shap-values.ts";
export type { FeatureImportance } from "./tree-importance.ts";
export { featureImportance } from "./tree-importance.ts";
export type {
  BoostingHistory,
  ClassificationBoosting,
  ClassificationForest,
  ClassificationTree,
  OutOfBag,
  RegressionBoosting,
  RegressionForest,
  RegressionTree,
  TreeModel,
} from "./tree-models.ts";
export type { TreeNodes } from "./tree-nodes.ts";
export { pruneTree } from "./tree-pruning.ts";
export type { PruningStep } from "./tree-pruning-path.ts";
export { pruningPath } from "./tree-pruning-path.ts";
export { predictScores } from "./tree-raw-scores.ts";
