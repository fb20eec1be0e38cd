/** The door `siklus/features`: turn raw columns into numbers a model can learn from, choose among them, and keep them in a store. */
export { EngineError, type EngineErrorCode } from "#engine/core/errors.ts";
export type { Features, Matrix } from "#engine/core/matrix.ts";
export { createRng, type Rng } from "#engine/core/random.ts";
export { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
export { anovaScores } from "./anova-scores.ts";
export { chiSquareScores } from "./chi-square-scores.ts";
export { columnVariances } from "./column-variances.ts";
export { type CorrelationFilter, correlationFilter } from "./correlation-filter.ts";
export { crossFitTargetEncoder } from "./cross-fit-target-encoder.ts";
export {
  type EliminationOptions,
  eliminateFeatures,
  eliminateFeaturesSteps,
  type FeatureElimination,
} from "./eliminate-features.ts";
export { createFeatureGroup, type FeatureGroup, type OnlinePlace, type StoredBatch } from "./feature-group.ts";
export type { FeatureScores, TestedScores } from "./feature-scores.ts";
export { findSkew, type SkewReport } from "./find-skew.ts";
export { type Binning, fitBinning } from "./fit-binning.ts";
export { type CyclicDatePart, type DatePart, type DateParts, fitDateParts } from "./fit-date-parts.ts";
export { fitHashing, type HashingEncoder } from "./fit-hashing.ts";
export { fitLog, type LogTransform } from "./fit-log.ts";
export { fitOneHot, type OneHotEncoder } from "./fit-one-hot.ts";
export { fitOrdinal, type OrdinalEncoder } from "./fit-ordinal.ts";
export { fitPca, fitPcaSteps, type Pca, type PcaOptions } from "./fit-pca.ts";
export { composeTransformers, fitAndTransform, fitPipeline, type TransformerStep } from "./fit-pipeline.ts";
export { fitPolynomial, type PolynomialFeatures } from "./fit-polynomial.ts";
export { fitPower, type PowerTransform } from "./fit-power.ts";
export { fitScaler, type Scaler, type ScalingMethod } from "./fit-scaler.ts";
export { fitSimpleImputer, type SimpleImputer } from "./fit-simple-imputer.ts";
export { fitTargetEncoder, type TargetEncoder, type TargetEncoderOptions } from "./fit-target-encoder.ts";
export { fitTextVectorizer, type TextVectorizer } from "./fit-text-vectorizer.ts";
export { getRecord } from "./get-record.ts";
export { inverse } from "./inverse.ts";
export { joinPointInTime } from "./join-point-in-time.ts";
export { type ColumnSelection, keepColumns } from "./keep-columns.ts";
export { murmurHash3 } from "./murmur-hash3.ts";
export { type MutualInformationOptions, mutualInformation, mutualInformationSteps } from "./mutual-information.ts";
export { ngrams } from "./ngrams.ts";
export { offlineTable } from "./offline-table.ts";
export {
  type PermutationImportance,
  type PermutationImportanceOptions,
  permutationImportance,
  permutationImportanceSteps,
} from "./permutation-importance.ts";
export { putRecords } from "./put-records.ts";
export { selectBest } from "./select-best.ts";
export type { TextLanguage } from "./stop-words.ts";
export { type TokenOptions, tokenize } from "./tokenize.ts";
export { transform } from "./transform.ts";
export type { ColumnTransformer, Transformer, TransformerPipeline } from "./transformer.ts";
