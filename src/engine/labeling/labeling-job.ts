import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { runToEnd, type Steps } from "#engine/core/steps.ts";
import { labelByMachine } from "./label-by-machine.ts";
import { labelByPeople } from "./label-by-people.ts";
import { type JobState, startJob } from "./labeling-job-state.ts";
import type { JobLabel, JobRound, LabelingJob, LabelingJobOptions } from "./labeling-job-types.ts";

/**
 * Simulates a labeling job from the first question to the last label, as Amazon SageMaker Ground Truth runs it with
 * automated data labeling.
 *
 * Round 1: people label a random sample; part of it is put aside to judge the machine by. Then, round by round: a model
 * learns from what people have labeled; the rows put aside say from which confidence on its labels keep the promised
 * accuracy (`autoLabelThreshold`); it labels the rows it is that sure of, at a fraction of the price; and people label
 * another batch, the rows it doubts most. The job ends when all rows have a label or the money is gone.
 *
 * The promise is about labels that agree with the people's consensus: a machine cannot be held to more than its teachers.
 * And it is made for rows like those put aside; the rows that are left to the end are the hard ones, which is why rows put
 * aside that the machine has labeled in an earlier round no longer count in later ones.
 *
 * @param options  see `LabelingJobOptions`
 * @returns        labels, rounds, costs, and the accuracy that only a simulation can know
 * @throws {EngineError} "length-mismatch", "empty", "invalid-label", "out-of-range", "too-few-rows", "wrong-type", "not-finite"
 * @example
 * const rng = createRng(1);
 * const workers = createWorkers({ count: 5, accuracy: { least: 1, most: 1 }, costUsd: 0.1, rng });
 * const job = runLabelingJob({ features: [[0], [1], [2], [3]], truth: ["low", "low", "high", "high"], workers, labelsPerItem: 3, rng });
 * [job.status, job.labels.map(({ label }) => label), job.ledger.spentUsd] // => ["complete", ["low", "low", "high", "high"], 1.2]
 * @source  Amazon SageMaker Developer Guide, "Automate data labeling"
 */
export function runLabelingJob(options: LabelingJobOptions): LabelingJob {
  return runToEnd(runLabelingJobSteps(options));
}

/**
 * The same as `runLabelingJob`, step by step: hands over after each round what it did and how many rows have a label.
 *
 * @example
 * const worker = { name: "ani", accuracy: 1, costUsd: 0.1, secondsPerLabel: 5 };
 * runLabelingJobSteps({ features: [[0], [1]], truth: ["a", "b"], workers: [worker], labelsPerItem: 1, rng: createRng(1) }).next().value.done // => 2
 */
export function* runLabelingJobSteps(
  options: LabelingJobOptions,
): Steps<{ readonly done: number; readonly total: number; readonly round: JobRound }, LabelingJob> {
  requireOptions(functionName, options, [
    "features",
    "truth",
    "workers",
    "labelsPerItem",
    "budgetUsd",
    "consolidation",
    "batchSize",
    "strategy",
    "learn",
    "validationSize",
    "accuracy",
    "confidence",
    "autoLabelUsd",
    "rng",
  ]);
  const job = startJob({ functionName, options });
  for (let round = 1; job.open.size > 0; round++) {
    const before = { spentUsd: job.ledger.spentUsd, labeled: job.labels.size, seconds: job.seconds };
    const { machine, threshold } = round === 1 ? { machine: 0, threshold: null } : labelByMachine(job, round);
    const isFunded = job.open.size === 0 || labelByPeople(job, round);
    const human = job.labels.size - before.labeled - machine;
    const costUsd = job.ledger.spentUsd - before.spentUsd;
    const done: JobRound = { round, human, machine, threshold, costUsd, seconds: job.seconds - before.seconds };
    if (human + machine > 0) job.rounds.push(done);
    if (!isFunded) break;
    yield { done: job.labels.size, total: job.features.rowCount, round: done };
  }
  return report(job);
}

const functionName = "runLabelingJob";

function report(job: JobState): LabelingJob {
  const labels = [...job.labels.values()].sort((a, b) => a.row - b.row);
  const accuracyOf = (own: readonly JobLabel[]): number | null =>
    own.length === 0 ? null : own.filter(({ row, label }) => label === job.truth[row]).length / own.length;
  const unlabeled = [...job.open];
  if (labels.length + unlabeled.length !== job.features.rowCount) {
    throw new EngineError("length-mismatch", `${functionName} lost a row`, { function: functionName });
  }
  return {
    kind: "labeling-job",
    version: 1,
    status: unlabeled.length === 0 ? "complete" : "out-of-budget",
    labels,
    unlabeled,
    rounds: job.rounds,
    ledger: job.ledger,
    seconds: job.seconds,
    accuracy: {
      all: accuracyOf(labels),
      human: accuracyOf(labels.filter(({ source }) => source === "human")),
      machine: accuracyOf(labels.filter(({ source }) => source === "machine")),
    },
  };
}
