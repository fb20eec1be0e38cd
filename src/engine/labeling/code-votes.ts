import { EngineError } from "#engine/core/errors.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { compareLabels, type Label } from "#engine/metrics/label-codes.ts";
import type { ItemId, Vote } from "./vote.ts";

/** Votes as numbers: vote v says that item `itemOf[v]` is of class `labelOf[v]`, by worker `workerOf[v]`. */
export type CodedVotes = {
  /** In order of first appearance. */
  readonly items: readonly ItemId[];
  readonly workers: readonly string[];
  /** In the order of `compareLabels`. */
  readonly classes: readonly Label[];
  readonly itemOf: Int32Array;
  readonly workerOf: Int32Array;
  readonly labelOf: Int32Array;
};

/** Checks votes and replaces items, workers and labels by numbers. O(votes + classes log classes). */
export function codeVotes({
  functionName,
  votes,
  classes,
}: {
  readonly functionName: string;
  readonly votes: readonly Vote[];
  readonly classes?: readonly Label[] | undefined;
}): CodedVotes {
  requireSameLength(functionName, { votes });
  for (const [at, vote] of votes.entries()) requireVote(functionName, vote, at);
  const known = classes === undefined ? distinctLabels(votes.map(({ label }) => label)) : [...classes];
  const classCode = new Map(known.map((label, code) => [label, code]));
  const items = new Map<ItemId, number>();
  const workers = new Map<string, number>();
  const itemOf = new Int32Array(votes.length);
  const workerOf = new Int32Array(votes.length);
  const labelOf = new Int32Array(votes.length);
  for (const [at, { item, worker, label }] of votes.entries()) {
    const code = classCode.get(label);
    if (code === undefined) throw unknownLabel(functionName, label, at);
    itemOf[at] = codeIn(items, item);
    workerOf[at] = codeIn(workers, worker);
    labelOf[at] = code;
  }
  return { items: [...items.keys()], workers: [...workers.keys()], classes: known, itemOf, workerOf, labelOf };
}

/** The different labels in the order of `compareLabels`. */
export function distinctLabels(labels: readonly Label[]): Label[] {
  return [...new Set(labels)].sort(compareLabels);
}

function codeIn<Key>(codes: Map<Key, number>, key: Key): number {
  const known = codes.get(key);
  if (known !== undefined) return known;
  codes.set(key, codes.size);
  return codes.size - 1;
}

function requireVote(functionName: string, vote: Vote, at: number): void {
  const isObject = typeof vote === "object" && vote !== null;
  const isItem = isObject && (typeof vote.item === "string" || Number.isFinite(vote.item));
  if (!isItem || typeof vote.worker !== "string") {
    const got = isObject ? "another object" : String(vote);
    throw new EngineError(
      "wrong-type",
      `${functionName} requires votes of item, worker and label, got ${got} at ${at}`,
      {
        function: functionName,
        at,
      },
    );
  }
  requireLabel(functionName, vote.label, at);
}

/** Stops at what can be no class: NaN, null, an object. */
export function requireLabel(functionName: string, label: unknown, at: number): void {
  const kind = typeof label;
  if (kind === "string" || kind === "boolean" || (kind === "number" && Number.isFinite(label))) return;
  const got = label === null ? "null" : kind === "number" ? String(label) : kind;
  throw new EngineError(
    kind === "number" ? "not-finite" : "invalid-label",
    `${functionName} requires labels that are text, finite numbers or booleans, got ${got} at ${at}`,
    { function: functionName, got, at },
  );
}

function unknownLabel(functionName: string, label: Label, at: number): EngineError {
  return new EngineError("unknown-label", `${functionName} requires labels among the classes, got ${label} at ${at}`, {
    function: functionName,
    got: String(label),
    at,
  });
}
