import { EngineError } from "#engine/core/errors.ts";
import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { codeVotes } from "./code-votes.ts";
import type { Vote } from "./vote.ts";

/**
 * Fleiss' kappa: how much more the workers agree than chance would make them agree, when every item has equally many votes.
 *
 * For each item, count the pairs of votes that agree; their mean share is the observed agreement. Chance is two votes drawn
 * from all votes on all items. Kappa takes chance off: 1 is full agreement, 0 what luck would give, below 0 less than that.
 * Who gave a vote does not matter, so the workers may differ from item to item. Low kappa means unclear instructions more
 * often than bad workers. Where items have different numbers of votes, take `krippendorffAlpha`. O(votes + items × classes).
 *
 * @param votes          the same number m of two or more votes for every item
 * @param whenUndefined  the value when all votes name one class, so that chance agrees everywhere
 * @returns              at most 1
 * @throws {EngineError} "length-mismatch" when items differ in votes, "too-few-rows" for one vote an item, "undefined-ratio",
 *                "empty", "wrong-type", "invalid-label"
 * @example
 * const say = (item, ...labels) => labels.map((label, at) => ({ item, worker: `w${at}`, label }));
 * fleissKappa({ votes: [...say(1, "a", "a"), ...say(2, "b", "b"), ...say(3, "a", "b"), ...say(4, "b", "a")] }) // => 0
 * @source  Fleiss 1971, Measuring nominal scale agreement among many raters; agrees with statsmodels' fleiss_kappa
 */
export function fleissKappa(options: { readonly votes: readonly Vote[] } & Undefined): number {
  const functionName = "fleissKappa";
  const { votes, whenUndefined } = requireOptions(functionName, options, ["votes", "whenUndefined"]);
  const { items, classes, itemOf, labelOf } = codeVotes({ functionName, votes });
  const perItem = votes.length / items.length;
  const counts = new Float64Array(items.length * classes.length);
  const votesOf = new Int32Array(items.length);
  for (let vote = 0; vote < votes.length; vote++) {
    const item = itemOf[vote] ?? 0;
    const at = item * classes.length + (labelOf[vote] ?? 0);
    counts[at] = (counts[at] ?? 0) + 1;
    votesOf[item] = (votesOf[item] ?? 0) + 1;
  }
  const uneven = votesOf.findIndex((count) => count !== perItem);
  if (uneven >= 0) {
    const got = `${votesOf[uneven]} for ${items[uneven]} and ${perItem} on average`;
    throw new EngineError("length-mismatch", `${functionName} requires equally many votes for every item, got ${got}`, {
      function: functionName,
      got,
    });
  }
  if (perItem < 2) {
    throw new EngineError("too-few-rows", `${functionName} requires two votes for every item, got ${perItem}`, {
      function: functionName,
      got: perItem,
    });
  }
  const totals = new Float64Array(classes.length);
  let agreeing = 0;
  for (const [at, count] of counts.entries()) {
    totals[at % classes.length] = (totals[at % classes.length] ?? 0) + count;
    agreeing += count * (count - 1);
  }
  const observed = agreeing / (votes.length * (perItem - 1));
  const expected = totals.reduce((sum, total) => sum + (total / votes.length) ** 2, 0);
  if (classes.length > 1) return (observed - expected) / (1 - expected);
  return ratio({ functionName, numerator: 0, denominator: 0, needs: "votes for two classes", whenUndefined });
}
