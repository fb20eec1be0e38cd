/** The door `siklus/monitoring`: has the data moved, has the model worsened, is it fair, and who should be woken up? */
export type { EngineErrorCode } from "#engine/core/errors.ts";
export { EngineError } from "#engine/core/errors.ts";
export type { Rng } from "#engine/core/random.ts";
export { createRng } from "#engine/core/random.ts";
export { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
export { type ShareInterval, wilsonInterval } from "#engine/core/wilson-interval.ts";
export { adjustPValues, type Correction } from "./adjust-p-values.ts";
export type { AdwinState } from "./adwin.ts";
export { type AttributionDrift, attributionDrift } from "./attribution-drift.ts";
export type { BiasValue, ClassCounts, FacetPair } from "./bias-value.ts";
export { type CheckType, type ConstraintReport, checkConstraints, type Violation } from "./check-constraints.ts";
export { type ChiSquareTest, chiSquareTest } from "./chi-square-test.ts";
export {
  type ColumnDrift,
  compareTables,
  compareTablesSteps,
  type DriftThresholds,
  type TableDrift,
} from "./compare-tables.ts";
export { conditionalDemographicDisparity } from "./conditional-demographic-disparity.ts";
export {
  acceptanceRateDifference,
  conditionalAcceptanceDifference,
  conditionalRejectionDifference,
  rejectionRateDifference,
} from "./conditional-outcomes.ts";
export { type Bins, countInBins } from "./count-in-bins.ts";
export { type DataBias, dataBias } from "./data-bias.ts";
export type { DdmState } from "./ddm.ts";
export type { Drift, DriftBinning, DriftMeasure } from "./drift-measure.ts";
export type { EddmState } from "./eddm.ts";
export {
  accuracyDifference,
  recallDifference,
  specificityDifference,
  treatmentEquality,
} from "./error-differences.ts";
export { type AlarmRule, type AlarmState, evaluateAlarm } from "./evaluate-alarm.ts";
export {
  applyFairThresholds,
  type FairnessCriterion,
  type FairThresholds,
  fitFairThresholds,
  type GroupThreshold,
} from "./fair-thresholds.ts";
export { fitBins, type NumberBins } from "./fit-bins.ts";
export { type CategoryBins, fitCategories } from "./fit-categories.ts";
export { flipTest, flipTestSteps } from "./flip-test.ts";
export { generalizedEntropy } from "./generalized-entropy.ts";
export { classImbalance, disparateImpact, positiveProportionDifference } from "./group-proportions.ts";
export { hellinger } from "./hellinger.ts";
export { jensenShannon } from "./jensen-shannon.ts";
export type { LabelRows, PredictionRows } from "./join-labels.ts";
export { type KsTest, ksTest } from "./ks-test.ts";
export type { KswinState } from "./kswin.ts";
export { kullbackLeibler } from "./kullback-leibler.ts";
export { type LabelDistributionBias, labelDistributionBias } from "./label-distribution-bias.ts";
export { measureDrift } from "./measure-drift.ts";
export type { QualityMetric, QualityValue } from "./measure-quality.ts";
export { type ModelBias, type ModelBiasName, modelBias } from "./model-bias.ts";
export type { PageHinkleyState } from "./page-hinkley.ts";
export { psi } from "./psi.ts";
export {
  type QualityOverTime,
  type QualityWindow,
  qualityOverTime,
  qualityOverTimeSteps,
} from "./quality-over-time.ts";
export { type DetectorRun, runDetector, runDetectorSteps } from "./run-detector.ts";
export type { Selection } from "./select-rows.ts";
export type { CountPair } from "./share-pair.ts";
export { type DetectorOptions, type DetectorState, startDetector } from "./start-detector.ts";
export {
  type ColumnConstraints,
  type MonitoringConfig,
  suggestConstraints,
  type TableConstraints,
} from "./suggest-constraints.ts";
export {
  type ColumnStatistics,
  type InferredType,
  type NumberStatistics,
  type TableStatistics,
  type TextStatistics,
  tableStatistics,
  tableStatisticsSteps,
} from "./table-statistics.ts";
export { totalVariation } from "./total-variation.ts";
export { type DetectorStatus, updateDetector } from "./update-detector.ts";
export { wassersteinDistance } from "./wasserstein-distance.ts";
