import { EngineError } from "#engine/core/errors.ts";
import { type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { requireConfidence } from "#engine/core/require-confidence.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { runToEnd, type Steps } from "#engine/core/steps.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { autoLabel } from "./auto-label.ts";
import { autoLabelThreshold } from "./auto-label-threshold.ts";
import { distinctLabels, requireLabel } from "./code-votes.ts";
import { collectLabels } from "./collect-labels.ts";
import { consolidate } from "./consolidate.ts";
import { affordableCount, chargeLedger, createLabelLedger, type LabelLedger } from "./label-ledger.ts";
import type { JobLabel, JobRound, LabelingJob, LabelingJobOptions, Learn } from "./labeling-job-types.ts";
import { type QueryStrategy, selectForLabeling } from "./select-for-labeling.ts";
import type { Vote } from "./vote.ts";

/**
 * Simulates a labelling job from the first question to the last label, as Amazon SageMaker Ground Truth runs it with
 * automated data labelling.
 *
 * Round 1: people label a random sample; part of it is put aside to judge the machine by. Then, round by round: a model
 * learns from what people have labelled; the rows put aside say from which confidence on its labels keep the promised
 * accuracy (`autoLabelThreshold`); it labels the rows it is that sure of, at a fraction of the price; and people label
 * another batch, the rows it doubts most. The job ends when all rows have a label or the money is gone.
 *
 * The promise is about labels that agree with the people's consensus: a machine cannot be held to more than its teachers.
 * And it is made for rows like those put aside; the rows that are left to the end are the hard ones, which is why rows put
 * aside that the machine has labelled in an earlier round no longer count in later ones.
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
  const job = start(options);
  for (let round = 1; job.open.size > 0; round++) {
    const before = { spentUsd: job.ledger.spentUsd, labeled: job.labels.size, seconds: job.seconds };
    const { machine, threshold } = round === 1 ? { machine: 0, threshold: null } : machineRound(job, round);
    const isFunded = job.open.size === 0 || humanRound(job, round);
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

type Job = {
  readonly options: LabelingJobOptions;
  readonly features: Matrix;
  readonly truth: readonly Label[];
  readonly classes: readonly Label[];
  readonly batchSize: number;
  readonly strategy: QueryStrategy;
  readonly learn: Learn | undefined;
  /** Rows without a label. */
  readonly open: Set<number>;
  readonly labels: Map<number, JobLabel>;
  /** Rows with a human label that judge the machine. */
  readonly validation: Set<number>;
  readonly votes: Vote[];
  readonly rounds: JobRound[];
  ledger: LabelLedger;
  seconds: number;
  /** What the last model said about the rows that were open then. */
  lastDoubts: { readonly rows: readonly number[]; readonly probabilities: Matrix } | undefined;
};

function start(options: LabelingJobOptions): Job {
  const { truth, labelsPerItem = 3, accuracy = 0.95, confidence = 0.95, autoLabelUsd = 0.01 } = options;
  const features = parseMatrix({ functionName, features: options.features, missing: "keep" });
  const rowCount = requireSameLength(functionName, { features: { length: features.rowCount }, truth });
  const labels = Array.from(truth);
  for (const [row, label] of labels.entries()) requireLabel(functionName, label, row);
  const {
    batchSize = Math.max(10, Math.ceil(rowCount / 10)),
    strategy = "margin",
    consolidation = "dawid-skene",
  } = options;
  requireNumber({ functionName, name: "batchSize", value: batchSize, least: 1, whole: true });
  requireNumber({ functionName, name: "labelsPerItem", value: labelsPerItem, least: 1, whole: true });
  requireNumber({ functionName, name: "accuracy", value: accuracy, above: 0, most: 1 });
  requireConfidence(functionName, confidence);
  requireNumber({ functionName, name: "autoLabelUsd", value: autoLabelUsd, least: 0 });
  requireNumber({ functionName, name: "validationSize", value: options.validationSize ?? 200, least: 0, whole: true });
  requireOneOf({ functionName, name: "consolidation", value: consolidation, options: ["majority", "dawid-skene"] });
  const strategies = ["least-confidence", "margin", "entropy", "random"] as const;
  requireOneOf<QueryStrategy>({ functionName, name: "strategy", value: strategy, options: strategies });
  return {
    options,
    features,
    truth: labels,
    classes: distinctLabels(labels),
    batchSize,
    strategy,
    learn: options.learn,
    open: new Set(labels.keys()),
    labels: new Map(),
    validation: new Set(),
    votes: [],
    rounds: [],
    ledger: createLabelLedger({ budgetUsd: options.budgetUsd }),
    seconds: 0,
    lastDoubts: undefined,
  };
}

/** People label a batch; false when the budget did not pay for all of it. */
function humanRound(job: Job, round: number): boolean {
  const { options, classes, truth } = job;
  const { workers, labelsPerItem = 3, consolidation = "dawid-skene", rng } = options;
  const rows = chooseRows(job, round);
  const collected = collectLabels({
    truth: rows.map((row) => truth[row] as Label), // rows are of this table
    items: rows,
    classes,
    workers,
    labelsPerItem,
    ledger: job.ledger,
    what: `human labels, round ${round}`,
    rng,
  });
  job.ledger = collected.ledger;
  job.seconds += collected.seconds;
  for (const vote of collected.votes) job.votes.push(vote);
  if (collected.votes.length === 0) return false;
  // All votes so far are consolidated anew: what is known of the workers grows with every round.
  for (const { item, label, confidence } of consolidate({ votes: job.votes, classes, method: consolidation, rng })) {
    const row = Number(item);
    const known = job.labels.get(row);
    job.labels.set(row, { row, label, source: "human", confidence, round: known?.round ?? round });
    job.open.delete(row);
  }
  if (round === 1 && job.learn !== undefined) {
    const size = Math.min(firstExtra(job), rows.length - Math.min(job.batchSize, Math.ceil(rows.length / 2)));
    for (const row of rows.slice(0, size)) if (job.labels.has(row)) job.validation.add(row);
  }
  return collected.isComplete;
}

/** At random in the first round, then the rows that the last model doubted most. */
function chooseRows(job: Job, round: number): readonly number[] {
  const { options, open, batchSize } = job;
  const { labelsPerItem = 3, workers, rng } = options;
  const cheapestUsd = workers.reduce((least, { costUsd }) => Math.min(least, costUsd), Number.POSITIVE_INFINITY);
  const wanted = round === 1 && job.learn !== undefined ? batchSize + firstExtra(job) : batchSize;
  // No more rows than the money can label in full, so that it does not end with one label for each of many rows.
  const affordable = affordableCount({ ledger: job.ledger, unitUsd: cheapestUsd * labelsPerItem });
  const count = job.learn === undefined ? open.size : wanted;
  const size = Math.max(1, Math.min(count, affordable));
  const doubts = job.lastDoubts;
  if (doubts === undefined) {
    const rows = [...open];
    const even = rows.map(() => [1]);
    return selectForLabeling({ probabilities: even, strategy: "random", count: size, rng }).map(
      (at) => rows[at] as number,
    ); // an index
  }
  const ranked = selectForLabeling({ ...doubts, strategy: job.strategy, count: doubts.rows.length, rng });
  return ranked
    .map((at) => doubts.rows[at] as number) // an index
    .filter((row) => open.has(row))
    .slice(0, size);
}

function firstExtra(job: Job): number {
  return Math.min(job.options.validationSize ?? 200, Math.floor(job.features.rowCount / 2));
}

/** A model learns, is judged, and labels what it is sure of. */
function machineRound(job: Job, round: number): { readonly machine: number; readonly threshold: number | null } {
  const { learn, options, validation } = job;
  const { accuracy = 0.95, confidence = 0.95, autoLabelUsd = 0.01, rng } = options;
  const taught = [...job.labels.values()].filter(({ row, source }) => source === "human" && !validation.has(row));
  if (learn === undefined || new Set(taught.map(({ label }) => label)).size < 2) return { machine: 0, threshold: null };
  const predict = learn({
    features: rowsOf(
      job.features,
      taught.map(({ row }) => row),
    ),
    labels: taught.map(({ label }) => label),
    rng,
  });
  const rows = [...job.open];
  const { classes, probabilities } = predictRows(job, predict, rows);
  job.lastDoubts = { rows, probabilities };
  const judges = [...validation];
  if (judges.length === 0) return { machine: 0, threshold: null };
  const judged = predictRows(job, predict, judges);
  const labels = judges.map((row) => job.labels.get(row)?.label as Label); // validation rows have human labels
  const known = union(classes, labels);
  const { threshold } = autoLabelThreshold({
    probabilities: widen(judged.probabilities, known.length),
    classes: known,
    labels,
    accuracy,
    confidence,
  });
  const sure = autoLabel({ probabilities, classes, threshold }).labeled;
  const bought = sure.slice(0, affordableCount({ ledger: job.ledger, unitUsd: autoLabelUsd }));
  if (bought.length > 0) {
    const what = `machine labels, round ${round}`;
    job.ledger = chargeLedger({
      ledger: job.ledger,
      what,
      count: bought.length,
      costUsd: bought.length * autoLabelUsd,
    });
  }
  for (const { row: at, label, confidence: sureness } of bought) {
    const row = rows[at] as number; // an index
    job.labels.set(row, { row, label, source: "machine", confidence: sureness, round });
    job.open.delete(row);
  }
  for (const { row: at } of autoLabel({ ...judged, threshold }).labeled) validation.delete(judges[at] as number); // an index
  return { machine: bought.length, threshold };
}

function predictRows(
  job: Job,
  predict: ReturnType<Learn>,
  rows: readonly number[],
): { readonly classes: readonly Label[]; readonly probabilities: Matrix } {
  const { classes, probabilities } = predict(rowsOf(job.features, rows));
  const matrix = parseMatrix({ functionName, features: probabilities });
  requireSameLength(functionName, { rows, probabilities: { length: matrix.rowCount } });
  return { classes, probabilities: matrix };
}

/** Classes that the model has not met yet come last and have probability 0. */
function union(classes: readonly Label[], labels: readonly Label[]): readonly Label[] {
  return [...new Set([...classes, ...labels])];
}

function widen({ rowCount, columnCount, values, names }: Matrix, width: number): Matrix {
  const wide = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    wide.set(values.subarray(row * columnCount, (row + 1) * columnCount), row * width);
  }
  const added = Array.from({ length: width - columnCount }, (_, at) => `class ${columnCount + at}`);
  return { rowCount, columnCount: width, values: wide, names: [...names, ...added] };
}

function rowsOf({ columnCount, values, names }: Matrix, rows: readonly number[]): Matrix {
  const taken = new Float64Array(rows.length * columnCount);
  for (const [at, row] of rows.entries()) {
    taken.set(values.subarray(row * columnCount, (row + 1) * columnCount), at * columnCount);
  }
  return { rowCount: rows.length, columnCount, values: taken, names };
}

function report(job: Job): LabelingJob {
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
