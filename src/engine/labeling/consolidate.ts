import type { Rng } from "#engine/core/random.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { fitDawidSkene } from "./fit-dawid-skene.ts";
import { majorityVote } from "./majority-vote.ts";
import type { ItemId, Vote } from "./vote.ts";

/** Several labels of an item become one; ties of a majority are decided by lot. Dawid–Skene is smoothed, for votes are few. */
export function consolidate({
  votes,
  classes,
  method,
  rng,
}: {
  readonly votes: readonly Vote[];
  readonly classes: readonly Label[];
  readonly method: "majority" | "dawid-skene";
  readonly rng: Rng;
}): readonly { readonly item: ItemId; readonly label: Label; readonly confidence: number }[] {
  if (method === "dawid-skene") return fitDawidSkene({ votes, classes, smoothing: 0.1, tolerance: 1e-7 }).items;
  return majorityVote({ votes, classes, ties: "random", rng }).map(({ item, label, confidence }) => ({
    item,
    label: label as Label, // ties are decided
    confidence,
  }));
}
