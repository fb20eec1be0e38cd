/** The door `siklus/tuning`: cross-validation, and the search for good settings of a model. */
export { EngineError, type EngineErrorCode } from "#engine/core/errors.ts";
export { createRng, type Rng } from "#engine/core/random.ts";
export { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
export type { Label } from "#engine/metrics/label-codes.ts";
export { type Asked, ask, askSteps } from "./ask.ts";
export { createStudy, type StrategyChoice, type StudyOptions } from "./create-study.ts";
export {
  type CrossValidateOptions,
  type CrossValidation,
  crossValidate,
  crossValidateSteps,
  type FoldScore,
} from "./cross-validate.ts";
export { decodeParameters, encodeParameters } from "./encode-parameters.ts";
export { expectedImprovement } from "./expected-improvement.ts";
export type { Fold } from "./fold.ts";
export {
  fitGaussianProcess,
  fitGaussianProcessSteps,
  type GaussianProcess,
  type GaussianProcessOptions,
} from "./gaussian-process.ts";
export { groupKFold, leaveOneGroupOut } from "./group-k-fold.ts";
export { type HyperbandBracket, type HyperbandRung, hyperbandBrackets } from "./hyperband-brackets.ts";
export { kFold } from "./k-fold.ts";
export type { MaternKernel } from "./matern-kernel.ts";
export {
  type ParameterEffect,
  type ParameterImportance,
  parameterImportance,
  parameterImportanceSteps,
} from "./parameter-importance.ts";
export { type GaussianPrediction, predictGaussianProcess } from "./predict-gaussian-process.ts";
export type { Parameters, RangeScaling, SearchRange, SearchSpace } from "./search-space.ts";
export { stratifiedGroupKFold } from "./stratified-group-k-fold.ts";
export { stratifiedKFold } from "./stratified-k-fold.ts";
export type {
  Completion,
  CompletionReason,
  EarlyStopping,
  PastTrial,
  Rung,
  Strategy,
  Study,
  Trial,
  TrialOutcome,
  ValuedTrial,
  WarmStartMode,
} from "./study.ts";
export { findBestTrial, type Reported, report, tell } from "./tell.ts";
export { timeSeriesFolds } from "./time-series-folds.ts";
export { type TrialAttempt, type TuneOptions, type TuneProgress, tune, tuneSteps } from "./tune.ts";
