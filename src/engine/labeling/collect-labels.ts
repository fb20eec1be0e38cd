import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { distinctLabels, requireLabel } from "./code-votes.ts";
import { chargeLedger, createLabelLedger, type LabelLedger } from "./label-ledger.ts";
import type { ItemId, Vote } from "./vote.ts";
import { answerOf, requireWorker, type Worker } from "./worker.ts";

/** What came in, what it cost and how long it took. */
export type CollectedLabels = {
  readonly votes: readonly Vote[];
  readonly ledger: LabelLedger;
  /** Until the last worker was done: workers work side by side, each at their own speed. */
  readonly seconds: number;
  /** Whether every item got all its labels before the money ran out. */
  readonly isComplete: boolean;
};

/**
 * Has simulated workers label items, several workers each, as long as the money lasts.
 *
 * Labels are bought in rounds: first one for every item, then a second for every item, and so on, so that a budget that
 * ends early leaves all items with some labels rather than some items with none. The workers of one item are different
 * people, drawn at random. When the chosen worker is too expensive for what is left, collecting ends.
 *
 * @param truth          the true class of each item, which only the simulation knows; length n
 * @param items          the names of the items, length n; default 0 to n − 1
 * @param classes        all classes, in the order of confusion matrices; default those in `truth`, sorted
 * @param workers        at least `labelsPerItem`
 * @param labelsPerItem  how many labels each item gets
 * @param ledger         what was spent before; default an empty one without limit
 * @param what           what the ledger's entry is called; default "human labels"
 * @param rng            chance
 * @returns              votes in the order in which they were bought. O(n × labelsPerItem × classes)
 * @throws {EngineError} "empty", "length-mismatch", "invalid-label", "unknown-label", "too-few-rows" for fewer workers than labels
 *                an item, "out-of-range", "not-a-distribution"
 * @example
 * const workers = createWorkers({ count: 3, accuracy: { least: 1, most: 1 }, costUsd: 0.1, rng: createRng(1) });
 * const { votes, ledger } = collectLabels({ truth: ["cat", "dog"], workers, labelsPerItem: 2, rng: createRng(2) });
 * votes.map(({ item, label }) => [item, label]) // => [[0, "cat"], [1, "dog"], [0, "cat"], [1, "dog"]]
 * ledger.spentUsd // => 0.4
 */
export function collectLabels(options: {
  readonly truth: ArrayLike<Label>;
  readonly items?: readonly ItemId[];
  readonly classes?: readonly Label[];
  readonly workers: readonly Worker[];
  readonly labelsPerItem: number;
  readonly ledger?: LabelLedger;
  readonly what?: string;
  readonly rng: Rng;
}): CollectedLabels {
  const {
    truth,
    items = Array.from({ length: truth?.length ?? 0 }, (_, row) => row),
    classes = distinctLabels(Array.from(truth ?? [])),
    workers,
    labelsPerItem,
    ledger = createLabelLedger(),
    what = "human labels",
    rng,
  } = requireOptions(functionName, options, [
    "truth",
    "items",
    "classes",
    "workers",
    "labelsPerItem",
    "ledger",
    "what",
    "rng",
  ]);
  const itemCount = requireSameLength(functionName, { truth, items });
  requireSameLength(functionName, { workers });
  for (const worker of workers) requireWorker(functionName, worker, classes.length);
  requireNumber({ functionName, name: "labelsPerItem", value: labelsPerItem, least: 1, whole: true });
  if (labelsPerItem > workers.length) {
    const got = `${workers.length} for ${labelsPerItem} labels an item`;
    throw new EngineError("too-few-rows", `${functionName} requires as many workers as labels an item, got ${got}`, {
      function: functionName,
      got,
    });
  }
  const codes = Int32Array.from(truth, (label, at) => codeOf({ classes, label, at }));
  const teams = items.map(() => drawTeam({ size: labelsPerItem, from: workers.length, rng }));
  const budgetUsd = ledger.budgetUsd === null ? Number.POSITIVE_INFINITY : ledger.budgetUsd - ledger.spentUsd;
  const busySeconds = new Float64Array(workers.length);
  const votes: Vote[] = [];
  let costUsd = 0;
  let isComplete = true;
  buying: for (let round = 0; round < labelsPerItem; round++) {
    for (let item = 0; item < itemCount; item++) {
      const who = teams[item]?.[round] ?? 0;
      const worker = workers[who] as Worker; // teams are indices of workers
      if (costUsd + worker.costUsd > budgetUsd + 1e-9) {
        isComplete = false;
        break buying;
      }
      costUsd += worker.costUsd;
      busySeconds[who] = (busySeconds[who] ?? 0) + worker.secondsPerLabel;
      const answer = answerOf({ worker, code: codes[item] ?? 0, classCount: classes.length, rng });
      votes.push({ item: items[item] ?? item, worker: worker.name, label: classes[answer] as Label }); // an index of classes
    }
  }
  return {
    votes,
    ledger: chargeLedger({ ledger, what, count: votes.length, costUsd }),
    seconds: busySeconds.reduce((most, seconds) => Math.max(most, seconds), 0),
    isComplete,
  };
}

const functionName = "collectLabels";

function codeOf({
  classes,
  label,
  at,
}: {
  readonly classes: readonly Label[];
  readonly label: Label;
  readonly at: number;
}): number {
  requireLabel(functionName, label, at);
  const code = classes.indexOf(label);
  if (code >= 0) return code;
  throw new EngineError("unknown-label", `${functionName} requires truths among the classes, got ${label} at ${at}`, {
    function: functionName,
    got: String(label),
    at,
  });
}

/** Different workers in random order: the first steps of a Fisher–Yates shuffle, remembering only what was moved. */
function drawTeam({ size, from, rng }: { readonly size: number; readonly from: number; readonly rng: Rng }): number[] {
  const moved = new Map<number, number>();
  return Array.from({ length: size }, (_, at) => {
    const chosen = at + rng.integer(from - at);
    const worker = moved.get(chosen) ?? chosen;
    moved.set(chosen, moved.get(at) ?? at);
    return worker;
  });
}
