import { EngineError } from "#engine/core/errors.ts";
import { requireConfidence } from "#engine/core/require-confidence.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { wilsonInterval } from "#engine/core/wilson-interval.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { codeVotes } from "./code-votes.ts";
import type { ItemId, Vote } from "./vote.ts";

/** How often a worker was right, and how sure that is. */
export type WorkerAccuracy = {
  readonly worker: string;
  readonly answered: number;
  readonly correct: number;
  /** correct ÷ answered; null for a worker who answered no known item. */
  readonly accuracy: number | null;
  readonly lower: number;
  readonly upper: number;
};

/**
 * How good each worker is, measured on items whose class is known: gold questions slipped in among the others, or a
 * consensus (which flatters whoever votes with the crowd).
 *
 * The interval is Wilson's: it holds the true accuracy in about `confidence` of all cases, also for few answers, where the
 * textbook's ± 1.96 standard errors would say 100 % ± 0 after three right ones. O(votes).
 *
 * @param votes       any votes; those on unknown items are passed over
 * @param truth       the items that are known
 * @param confidence  strictly between 0 and 1; default 0.95
 * @returns           one entry a worker, in order of their first vote
 * @throws {EngineError} "empty", "wrong-type", "invalid-label", "duplicate-key" for an item known twice, "out-of-range"
 * @example workerAccuracy({ votes: [{ item: 1, worker: "ani", label: "cat" }], truth: [{ item: 1, label: "cat" }] })[0].accuracy // => 1
 * @source  Wilson 1927; agrees with statsmodels' proportion_confint(method="wilson")
 */
export function workerAccuracy(options: {
  readonly votes: readonly Vote[];
  readonly truth: readonly { readonly item: ItemId; readonly label: Label | null }[];
  readonly confidence?: number;
}): WorkerAccuracy[] {
  const { votes, truth, confidence = 0.95 } = requireOptions(functionName, options, ["votes", "truth", "confidence"]);
  requireConfidence(functionName, confidence);
  const { workers, workerOf } = codeVotes({ functionName, votes });
  const known = knownLabels(truth);
  const answered = new Int32Array(workers.length);
  const correct = new Int32Array(workers.length);
  for (const [at, { item, label }] of votes.entries()) {
    const right = known.get(item);
    if (right === undefined) continue;
    const worker = workerOf[at] ?? 0;
    answered[worker] = (answered[worker] ?? 0) + 1;
    if (label === right) correct[worker] = (correct[worker] ?? 0) + 1;
  }
  return workers.map((worker, at) => {
    const trials = answered[at] ?? 0;
    const successes = correct[at] ?? 0;
    if (trials === 0) return { worker, answered: 0, correct: 0, accuracy: null, lower: 0, upper: 1 };
    const { estimate: accuracy, lower, upper } = wilsonInterval({ successes, trials, confidence });
    return { worker, answered: trials, correct: successes, accuracy, lower, upper };
  });
}

const functionName = "workerAccuracy";

function knownLabels(truth: readonly { readonly item: ItemId; readonly label: Label | null }[]): Map<ItemId, Label> {
  if (!Array.isArray(truth)) {
    const got = truth === null ? "null" : typeof truth;
    throw new EngineError("wrong-type", `${functionName} requires truth to be a list, got ${got}`, {
      function: functionName,
      got,
    });
  }
  const known = new Map<ItemId, Label>();
  for (const { item, label } of truth) {
    if (label === null) continue;
    if (known.has(item)) {
      throw new EngineError("duplicate-key", `${functionName} requires each item once in truth, got ${item} twice`, {
        function: functionName,
        got: String(item),
      });
    }
    known.set(item, label);
  }
  return known;
}
