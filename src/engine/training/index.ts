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
export { calibrate } from "./calibrate.ts";
export { elasticNetPath } from "./elastic-net-path.ts";
export type { ElasticNetRows } from "./elastic-net-problem.ts";
export type { BoostingOptions, BoostingProgress } from "./fit-boosting.ts";
export { fitBoosting, fitBoostingSteps } from "./fit-boosting.ts";
export { fitElasticNet } from "./fit-elastic-net.ts";
export type { ForestOptions } from "./fit-forest.ts";
export { fitForest, fitForestSteps } from "./fit-forest.ts";
export type { Isotonic } from "./fit-isotonic.ts";
export { fitIsotonic } from "./fit-isotonic.ts";
export type { KMeansOptions, KMeansProgress } from "./fit-k-means.ts";
export { fitKMeans, fitKMeansSteps } from "./fit-k-means.ts";
export { fitLasso } from "./fit-lasso.ts";
export { fitLinearRegression } from "./fit-linear-regression.ts";
export type { LogisticRegressionOptions } from "./fit-logistic-regression.ts";
export { fitLogisticRegression, fitLogisticRegressionSteps } from "./fit-logistic-regression.ts";
export type { MajorityClass } from "./fit-majority-class.ts";
export { fitMajorityClass } from "./fit-majority-class.ts";
export type { MeanValue } from "./fit-mean-value.ts";
export { fitMeanValue } from "./fit-mean-value.ts";
export { fitNaiveBayes } from "./fit-naive-bayes.ts";
export type { NeighborsOptions } from "./fit-neighbors.ts";
export { fitNeighbors } from "./fit-neighbors.ts";
export { fitNet, fitNetSteps } from "./fit-net.ts";
export type { Platt } from "./fit-platt.ts";
export { fitPlatt } from "./fit-platt.ts";
export { fitRidge } from "./fit-ridge.ts";
export type { SingleRule } from "./fit-single-rule.ts";
export { fitSingleRule } from "./fit-single-rule.ts";
export type { TreeOptions } from "./fit-tree.ts";
export { fitTree } from "./fit-tree.ts";
export type { DescentEnd, DescentPoint } from "./gradient-descent-steps.ts";
export { gradientDescentSteps } from "./gradient-descent-steps.ts";
export type { KMeans } from "./k-means-model.ts";
export { predictClusters } from "./k-means-model.ts";
export type { LearningCurveOptions, LearningCurvePoint } from "./learning-curve.ts";
export { learningCurve, learningCurveSteps } from "./learning-curve.ts";
export type { LearningRate } from "./learning-rate.ts";
export { learningRateAt } from "./learning-rate.ts";
export type { LinearModel } from "./linear-model.ts";
export type { LogisticRegression } from "./logistic-model.ts";
export type { Classifier, Model, Regressor } from "./model.ts";
export type { ClassWeights } from "./multiply-class-weights.ts";
export type { NaiveBayes } from "./naive-bayes-model.ts";
export type { ClassificationNeighbors, RegressionNeighbors } from "./neighbors-models.ts";
export type { Activation, ClassificationNet, EpochLoss, NetLayer, RegressionNet } from "./net.ts";
export type { NetOptions } from "./net-options.ts";
export { predictLabels } from "./predict-labels.ts";
export { predictProbabilities } from "./predict-probabilities.ts";
export { predictValues } from "./predict-values.ts";
export { rowWeights } from "./row-weights.ts";
export type { ShapValues } from "./shap-values.ts";
export { shapValues, shapValuesSteps } from "./shap-values.ts";
export type { NetProgress } from "./train-net.ts";
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
