import type { Label } from "#engine/metrics/label-codes.ts";
import { collectLabels } from "./collect-labels.ts";
import { consolidate } from "./consolidate.ts";
import { affordableCount } from "./label-ledger.ts";
import type { JobState } from "./labeling-job-state.ts";
import { selectForLabeling } from "./select-for-labeling.ts";

/** People label a batch; false when the budget did not pay for all of it. */
export function labelByPeople(job: JobState, round: number): boolean {
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
function chooseRows(job: JobState, round: number): readonly number[] {
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
    const picked = selectForLabeling({ probabilities: even, strategy: "random", count: size, rng });
    return picked.map((at) => rows[at] as number); // an index
  }
  const ranked = selectForLabeling({
    probabilities: doubts.probabilities,
    strategy: job.strategy,
    count: doubts.rows.length,
    rng,
  });
  return ranked
    .map((at) => doubts.rows[at] as number) // an index
    .filter((row) => open.has(row))
    .slice(0, size);
}

function firstExtra(job: JobState): number {
  return Math.min(job.options.validationSize ?? 200, Math.floor(job.features.rowCount / 2));
}
