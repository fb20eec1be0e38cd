import { EngineError } from "#engine/core/errors.ts";
import { log } from "#engine/core/log.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { codeVotes } from "./code-votes.ts";
import type { ItemId, Vote } from "./vote.ts";

/** What the workers together say about one item. */
export type Consensus = {
  readonly item: ItemId;
  /** null when the vote is tied and ties stay undecided. */
  readonly label: Label | null;
  /** The share of the votes (of their weight) for the winner. It is no probability: three of four votes are 0.75. */
  readonly confidence: number;
  readonly votes: number;
  readonly isTied: boolean;
  /** Share of each class, in the order of the classes. */
  readonly shares: readonly number[];
};

/**
 * Counts the votes for each item; the class with most of them wins.
 *
 * With workers of equal quality who err independently this is the best one can do, and three workers of 80 % make 89.6 %
 * together. With unequal ones it wastes knowledge: give `weights` (see `voteWeight`), or let `fitDawidSkene` find them.
 *
 * @param votes    any number for each item
 * @param classes  all classes in order; default those that occur, sorted
 * @param weights  weight by worker, 0 or more; a worker without one counts 1; default all 1
 * @param ties     "undecided" (default): a tie has no label; "first": the class that comes first in the order; "random":
 *                 one of those tied, by `rng`
 * @param rng      chance, for "random" only
 * @returns        one consensus an item, in order of their first vote. O(votes + items × classes)
 * @throws {EngineError} "empty", "wrong-type", "invalid-label", "unknown-label", "invalid-weight", "out-of-range"
 * @example
 * const votes = [["a", "cat"], ["b", "cat"], ["c", "dog"]].map(([worker, label]) => ({ item: 1, worker, label }));
 * majorityVote({ votes })[0].label // => "cat"
 * majorityVote({ votes, weights: { c: 3 } })[0] // => { item: 1, label: "dog", confidence: 0.6, votes: 3, isTied: false, shares: [0.4, 0.6] }
 * @source  Condorcet 1785
 */
export function majorityVote(options: {
  readonly votes: readonly Vote[];
  readonly classes?: readonly Label[];
  readonly weights?: Readonly<Record<string, number>>;
  readonly ties?: "undecided" | "first" | "random";
  readonly rng?: Rng;
}): Consensus[] {
  const {
    votes,
    classes,
    weights = {},
    ties = "undecided",
    rng,
  } = requireOptions(functionName, options, ["votes", "classes", "weights", "ties", "rng"]);
  requireOneOf({ functionName, name: "ties", value: ties, options: ["undecided", "first", "random"] });
  if (ties === "random" && rng === undefined) {
    throw new EngineError("wrong-type", `${functionName} requires an rng for random ties, got none`, {
      function: functionName,
    });
  }
  const coded = codeVotes({ functionName, votes, classes });
  const weightOf = coded.workers.map((worker) => requireWeight(worker, weights));
  const classCount = coded.classes.length;
  const sums = new Float64Array(coded.items.length * classCount);
  const counts = new Int32Array(coded.items.length);
  for (let vote = 0; vote < votes.length; vote++) {
    const item = coded.itemOf[vote] ?? 0;
    const at = item * classCount + (coded.labelOf[vote] ?? 0);
    sums[at] = (sums[at] ?? 0) + (weightOf[coded.workerOf[vote] ?? 0] ?? 0);
    counts[item] = (counts[item] ?? 0) + 1;
  }
  return coded.items.map((item, at) => {
    const own = sums.subarray(at * classCount, (at + 1) * classCount);
    const total = own.reduce((sum, weight) => sum + weight, 0);
    const most = own.reduce((best, weight) => Math.max(best, weight), 0);
    // Weights added in another order differ in the last digits; what is equal but for that is tied.
    const best = [...own.keys()].filter((code) => (own[code] ?? 0) >= most - 1e-9 * total);
    const isTied = best.length > 1;
    const chosen = isTied && ties === "random" && rng !== undefined ? best[rng.integer(best.length)] : best[0];
    return {
      item,
      label: isTied && ties === "undecided" ? null : (coded.classes[chosen ?? 0] ?? null),
      confidence: total > 0 ? most / total : 1 / classCount,
      votes: counts[at] ?? 0,
      isTied,
      shares: Array.from(own, (weight) => (total > 0 ? weight / total : 1 / classCount)),
    };
  });
}

const functionName = "majorityVote";

function requireWeight(worker: string, weights: Readonly<Record<string, number>>): number {
  const weight = Object.hasOwn(weights, worker) ? weights[worker] : 1;
  if (typeof weight === "number" && weight >= 0 && weight < Number.POSITIVE_INFINITY) return weight;
  throw new EngineError(
    "invalid-weight",
    `${functionName} requires a weight of 0 or more for ${worker}, got ${weight}`,
    {
      function: functionName,
      got: String(weight),
    },
  );
}

/**
 * The weight that a worker's vote deserves: the log odds of being right against each wrong class.
 *
 * Votes weighted like this give the class that is most probable, when workers err independently and all wrong classes are
 * equally likely. A worker at the level of chance weighs nothing; one below it would have to be believed the other way
 * round, which a vote cannot express, and weighs nothing either. Accuracies of 1 count as 0.999. O(1).
 *
 * @param accuracy    chance of a right answer, in [0, 1]
 * @param classCount  how many classes there are, 2 or more; default 2
 * @returns           0 or more
 * @throws {EngineError} "out-of-range", "not-finite", "wrong-type"
 * @example voteWeight({ accuracy: 0.9 }) // => Math.log(9)
 * @example voteWeight({ accuracy: 0.5 }) // => 0
 * @source  Nitzan & Paroush 1982, Optimal decision rules in uncertain dichotomous choice situations
 */
export function voteWeight(options: { readonly accuracy: number; readonly classCount?: number }): number {
  const { accuracy, classCount = 2 } = requireOptions("voteWeight", options, ["accuracy", "classCount"]);
  requireNumber({ functionName: "voteWeight", name: "accuracy", value: accuracy, least: 0, most: 1 });
  requireNumber({ functionName: "voteWeight", name: "classCount", value: classCount, least: 2, whole: true });
  const right = Math.min(accuracy, 0.999);
  return right === 0 ? 0 : Math.max(0, log((right * (classCount - 1)) / (1 - right)));
}
