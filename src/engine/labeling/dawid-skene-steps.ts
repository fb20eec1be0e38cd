import { exp } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import type { CodedVotes } from "./code-votes.ts";

/** How frequent classes are, and how workers answer: cell (worker, true class, answer) of `confusions`. */
export type WorkerEstimate = { readonly priors: Float64Array; readonly confusions: Float64Array };

/**
 * The maximization step: as if the posteriors were counts, count how often each class occurs and how each worker answers
 * to each. Equations 2.3 and 2.4 of the paper.
 */
export function estimateWorkers({
  coded: { items, workers, classes, itemOf, workerOf, labelOf },
  posteriors,
  smoothing,
}: {
  readonly coded: CodedVotes;
  readonly posteriors: Float64Array;
  readonly smoothing: number;
}): WorkerEstimate {
  const size = classes.length;
  const priors = new Float64Array(size);
  for (let at = 0; at < posteriors.length; at++) priors[at % size] = (priors[at % size] ?? 0) + (posteriors[at] ?? 0);
  const confusions = new Float64Array(workers.length * size * size).fill(smoothing);
  for (let vote = 0; vote < itemOf.length; vote++) {
    const itemAt = (itemOf[vote] ?? 0) * size;
    const workerAt = (workerOf[vote] ?? 0) * size * size + (labelOf[vote] ?? 0);
    for (let truth = 0; truth < size; truth++) {
      const at = workerAt + truth * size;
      confusions[at] = (confusions[at] ?? 0) + (posteriors[itemAt + truth] ?? 0);
    }
  }
  for (let from = 0; from < confusions.length; from += size) {
    const row = confusions.subarray(from, from + size);
    const sum = row.reduce((total, count) => total + count, 0);
    for (let answer = 0; answer < size; answer++) row[answer] = sum > 0 ? (row[answer] ?? 0) / sum : 1 / size;
  }
  return { priors: priors.map((sum) => sum / items.length), confusions };
}

/**
 * The expectation step: the probability of each class of each item, given how the workers answer. Equation 2.5 of the
 * paper, in logarithms, because the product of a thousand chances is too small for a double.
 */
export function estimateItems({
  coded: { items, classes, itemOf, workerOf, labelOf },
  priors,
  confusions,
  before,
}: WorkerEstimate & { readonly coded: CodedVotes; readonly before: Float64Array }): {
  readonly posteriors: Float64Array;
  readonly logLikelihood: number;
} {
  const size = classes.length;
  const logPriors = priors.map(log);
  const logConfusions = confusions.map(log);
  const posteriors = new Float64Array(items.length * size);
  for (let at = 0; at < posteriors.length; at++) posteriors[at] = logPriors[at % size] ?? 0;
  for (let vote = 0; vote < itemOf.length; vote++) {
    const itemAt = (itemOf[vote] ?? 0) * size;
    const workerAt = (workerOf[vote] ?? 0) * size * size + (labelOf[vote] ?? 0);
    for (let truth = 0; truth < size; truth++) {
      posteriors[itemAt + truth] = (posteriors[itemAt + truth] ?? 0) + (logConfusions[workerAt + truth * size] ?? 0);
    }
  }
  let logLikelihood = 0;
  for (let from = 0; from < posteriors.length; from += size) {
    const row = posteriors.subarray(from, from + size);
    const most = row.reduce((best, log) => Math.max(best, log), Number.NEGATIVE_INFINITY);
    // All chances underflowed to 0: nothing new is known of this item.
    if (most === Number.NEGATIVE_INFINITY) {
      row.set(before.subarray(from, from + size));
      continue;
    }
    let sum = 0;
    for (let truth = 0; truth < size; truth++) {
      row[truth] = exp((row[truth] ?? 0) - most);
      sum += row[truth] ?? 0;
    }
    for (let truth = 0; truth < size; truth++) row[truth] = (row[truth] ?? 0) / sum;
    logLikelihood += most + log(sum);
  }
  return { posteriors, logLikelihood };
}
