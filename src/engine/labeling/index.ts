/**
 * The door `siklus/labeling`: buy labels from people, find out whom to trust, and let a model label what it is sure of.
 */
export { EngineError, type EngineErrorCode } from "#engine/core/errors.ts";
export type { Features, Matrix } from "#engine/core/matrix.ts";
export { createRng, type Rng } from "#engine/core/random.ts";
export { runToEnd, type Steps } from "#engine/core/steps.ts";
export type { Label } from "#engine/metrics/label-codes.ts";
export { type AutoLabels, autoLabel } from "./auto-label.ts";
export { type AutoLabelThreshold, autoLabelThreshold } from "./auto-label-threshold.ts";
export { type CollectedLabels, collectLabels } from "./collect-labels.ts";
export { type DawidSkene, type DawidSkeneOptions, fitDawidSkene, fitDawidSkeneSteps } from "./fit-dawid-skene.ts";
export { fleissKappa } from "./fleiss-kappa.ts";
export { krippendorffAlpha, type LevelOfMeasurement } from "./krippendorff-alpha.ts";
export { affordableCount, chargeLedger, createLabelLedger, type LabelLedger } from "./label-ledger.ts";
export { runLabelingJob, runLabelingJobSteps } from "./labeling-job.ts";
export type { JobLabel, JobRound, LabelingJob, LabelingJobOptions, Learn } from "./labeling-job-types.ts";
export { type Consensus, majorityVote, voteWeight } from "./majority-vote.ts";
export { type QueryStrategy, selectForLabeling } from "./select-for-labeling.ts";
export { type UncertaintyMeasure, uncertainty } from "./uncertainty.ts";
export type { ItemId, Vote } from "./vote.ts";
export { askWorker, createWorkers, type Worker } from "./worker.ts";
export { type WorkerAccuracy, workerAccuracy } from "./worker-accuracy.ts";
