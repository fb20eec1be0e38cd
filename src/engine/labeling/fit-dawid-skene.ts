import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { runToEnd, type Steps } from "#engine/core/steps.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { type CodedVotes, codeVotes } from "./code-votes.ts";
import { estimateItems, estimateWorkers } from "./dawid-skene-steps.ts";
import type { ItemId, Vote } from "./vote.ts";

/** What Dawid–Skene found out about items and workers at once: plain data. */
export type DawidSkene = {
  readonly kind: "dawid-skene";
  readonly version: 1;
  readonly classes: readonly Label[];
  /** How frequent each class is. */
  readonly priors: readonly number[];
  readonly workers: readonly {
    readonly name: string;
    readonly votes: number;
    /** Row = true class, column = answer; a class that the worker never met has equal chances. */
    readonly confusion: readonly (readonly number[])[];
    /** Chance of a right answer on a random item: the diagonal, weighted by the priors. */
    readonly accuracy: number;
  }[];
  readonly items: readonly {
    readonly item: ItemId;
    /** The most probable class; of equal ones the first. */
    readonly label: Label;
    readonly confidence: number;
    readonly probabilities: readonly number[];
  }[];
  /** Of all votes under the model; what the iteration climbs. */
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
};

/** What `fitDawidSkene` takes. */
export type DawidSkeneOptions = {
  readonly votes: readonly Vote[];
  readonly classes?: readonly Label[];
  readonly smoothing?: number;
  readonly tolerance?: number;
  readonly mostIterations?: number;
};

/**
 * Dawid–Skene: finds out what the items are and how good the workers are, from the votes alone, without any right answers.
 *
 * If we knew the classes, we could count how each worker errs. If we knew how the workers err, we could weigh their votes
 * and find the classes. So we begin with the shares of votes and do the two in turn (expectation maximization): each round
 * makes the votes more likely under the model, until nothing changes. A worker who errs in a regular way is not ignored but
 * translated, and one who guesses loses influence.
 *
 * It needs workers who agree more than by chance and some overlap between them; a crowd that errs together fools it, and of
 * few votes it makes too sure estimates. The result is a maximum near the starting point, not surely the highest one.
 *
 * @param votes           any number an item and worker, repeated votes included
 * @param classes         all classes in order; default those that occur, sorted
 * @param smoothing       imaginary votes for each cell of each confusion matrix; 0 (default) is maximum likelihood as
 *                        published, 0.01 to 1 keeps a worker with few votes from being taken for infallible
 * @param tolerance       ends when the log likelihood changes by less than this share of itself; default 1e-9
 * @param mostIterations  default 1000
 * @returns               plain data; `converged: false` when the iterations ended first. O(votes × classes) an iteration
 * @throws {EngineError} "empty", "wrong-type", "invalid-label", "unknown-label", "out-of-range"
 * @example
 * const votes = [["a", 1], ["b", 1], ["c", 0]].flatMap(([worker, isRight]) => [0, 1, 2, 3].map((item) => ({ item, worker, label: isRight ? item % 2 : 0 })));
 * fitDawidSkene({ votes }).items.map(({ label }) => label) // => [0, 1, 0, 1]
 * @source  Dawid & Skene 1979, Maximum likelihood estimation of observer error-rates using the EM algorithm; agrees with the
 *   paper's table 2 (test/conformance)
 */
export function fitDawidSkene(options: DawidSkeneOptions): DawidSkene {
  return runToEnd(fitDawidSkeneSteps(options));
}

/**
 * The same as `fitDawidSkene`, step by step: hands over the log likelihood after each iteration.
 *
 * @example fitDawidSkeneSteps({ votes: [{ item: 1, worker: "a", label: "x" }] }).next().value.logLikelihood // => 0
 */
export function* fitDawidSkeneSteps(
  options: DawidSkeneOptions,
): Steps<{ readonly done: number; readonly total: number; readonly logLikelihood: number }, DawidSkene> {
  const {
    votes,
    classes,
    smoothing = 0,
    tolerance = 1e-9,
    mostIterations = 1000,
  } = requireOptions(functionName, options, ["votes", "classes", "smoothing", "tolerance", "mostIterations"]);
  requireNumber({ functionName, name: "smoothing", value: smoothing, least: 0 });
  requireNumber({ functionName, name: "tolerance", value: tolerance, least: 0 });
  requireNumber({ functionName, name: "mostIterations", value: mostIterations, least: 1, whole: true });
  const coded = codeVotes({ functionName, votes, classes });
  let posteriors = voteShares(coded);
  let logLikelihood = Number.NEGATIVE_INFINITY;
  for (let iterations = 1; ; iterations++) {
    const estimate = estimateWorkers({ coded, posteriors, smoothing });
    const next = estimateItems({ coded, ...estimate, before: posteriors });
    posteriors = next.posteriors;
    const converged = Math.abs(next.logLikelihood - logLikelihood) <= tolerance * Math.abs(next.logLikelihood);
    logLikelihood = next.logLikelihood;
    if (converged || iterations === mostIterations) {
      return summarize({ coded, ...estimate, posteriors, logLikelihood, iterations, converged });
    }
    yield { done: iterations, total: mostIterations, logLikelihood };
  }
}

const functionName = "fitDawidSkene";

/** Where the iteration starts: each item's share of votes for each class. */
function voteShares({ items, classes, itemOf, labelOf }: CodedVotes): Float64Array {
  const shares = new Float64Array(items.length * classes.length);
  const counts = new Float64Array(items.length);
  for (let vote = 0; vote < itemOf.length; vote++) {
    const item = itemOf[vote] ?? 0;
    const at = item * classes.length + (labelOf[vote] ?? 0);
    shares[at] = (shares[at] ?? 0) + 1;
    counts[item] = (counts[item] ?? 0) + 1;
  }
  return shares.map((share, at) => share / (counts[Math.floor(at / classes.length)] ?? 1));
}

function summarize({
  coded,
  priors,
  confusions,
  posteriors,
  logLikelihood,
  iterations,
  converged,
}: {
  readonly coded: CodedVotes;
  readonly priors: Float64Array;
  readonly confusions: Float64Array;
  readonly posteriors: Float64Array;
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
}): DawidSkene {
  const { classes } = coded;
  const size = classes.length;
  const votesOf = new Int32Array(coded.workers.length);
  for (const worker of coded.workerOf) votesOf[worker] = (votesOf[worker] ?? 0) + 1;
  const workers = coded.workers.map((name, worker) => {
    const confusion = classes.map((_, row) => {
      const from = (worker * size + row) * size;
      return Array.from(confusions.subarray(from, from + size));
    });
    const accuracy = confusion.reduce((sum, row, at) => sum + (priors[at] ?? 0) * (row[at] ?? 0), 0);
    return { name, votes: votesOf[worker] ?? 0, confusion, accuracy };
  });
  const items = coded.items.map((item, at) => {
    const probabilities = Array.from(posteriors.subarray(at * size, (at + 1) * size));
    const confidence = probabilities.reduce((most, probability) => Math.max(most, probability), 0);
    return { item, label: classes[probabilities.indexOf(confidence)] as Label, confidence, probabilities }; // the largest is there
  });
  const found = { classes, priors: Array.from(priors), workers, items, logLikelihood, iterations, converged };
  return { kind: "dawid-skene", version: 1, ...found };
}
