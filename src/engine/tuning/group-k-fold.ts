import { requireOptions } from "#engine/core/require-options.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { codeGroups } from "./code-groups.ts";
import { type Fold, foldsOfAssignment } from "./fold.ts";
import { requireFoldCount } from "./k-fold.ts";

/**
 * Folds that keep together what belongs together: no group has rows both in training and in test.
 *
 * Ten pictures of one fish, twelve months of one customer: a model that has seen nine of them recognizes the tenth without
 * having learned anything about fish. Its score in a random split is a promise it cannot keep for the next fish. Groups are
 * taken from the largest to the smallest, each to the fold with the fewest rows so far, so that fold sizes stay close; groups
 * of one size come in the reverse of their sorted order, as in scikit-learn (there up to 16 groups; beyond, its sort may swap
 * equals).
 *
 * Cost: O(k × n + g log g + g × k) for g groups.
 *
 * @param groups     the group of each row, length n
 * @param foldCount  k, from 2 to the number of groups; default 5
 * @returns          k folds
 * @throws {EngineError} "too-few-rows" for fewer groups than folds, "invalid-label", "out-of-range", "empty"
 * @example groupKFold({ groups: ["a", "a", "b", "c", "c", "c"], foldCount: 2 }).map(({ test }) => test) // => [[3, 4, 5], [0, 1, 2]]
 * @source  folds are those of sklearn.model_selection.GroupKFold (test/conformance)
 */
export function groupKFold(options: {
  readonly groups: ArrayLike<Label>;
  readonly foldCount?: number;
}): readonly Fold[] {
  const { groups, foldCount = 5 } = requireOptions("groupKFold", options, ["groups", "foldCount"]);
  const { codes, sizes } = codeGroups({ functionName: "groupKFold", name: "groups", groups, order: "sorted" });
  requireFoldCount({ functionName: "groupKFold", foldCount, available: sizes.length, unit: "groups" });
  const fromLargest = Array.from(sizes.keys()).sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || b - a);
  const rowsInFold = new Int32Array(foldCount);
  const foldOfGroup = new Int32Array(sizes.length);
  for (const group of fromLargest) {
    let lightest = 0;
    for (let fold = 1; fold < foldCount; fold++) {
      if ((rowsInFold[fold] ?? 0) < (rowsInFold[lightest] ?? 0)) lightest = fold;
    }
    foldOfGroup[group] = lightest;
    rowsInFold[lightest] = (rowsInFold[lightest] ?? 0) + (sizes[group] ?? 0);
  }
  return foldsOfAssignment({
    functionName: "groupKFold",
    testFold: codes.map((group) => foldOfGroup[group] ?? 0),
    foldCount,
  });
}

/**
 * One fold for each group: learn from all the others, test on it. How well does the model do in a shop it has never seen?
 *
 * Cost: O(g × n) for g groups.
 *
 * @param groups  the group of each row, length n; at least two groups
 * @returns       one fold a group, in sorted order of the groups
 * @throws {EngineError} "too-few-rows" for a single group, "invalid-label", "empty"
 * @example leaveOneGroupOut({ groups: ["b", "a", "b"] }).map(({ test }) => test) // => [[1], [0, 2]]
 * @source  folds are those of sklearn.model_selection.LeaveOneGroupOut (test/conformance)
 */
export function leaveOneGroupOut(options: { readonly groups: ArrayLike<Label> }): readonly Fold[] {
  const { groups } = requireOptions("leaveOneGroupOut", options, ["groups"]);
  const { codes, sizes } = codeGroups({ functionName: "leaveOneGroupOut", name: "groups", groups, order: "sorted" });
  const foldCount = Math.max(2, sizes.length);
  requireFoldCount({ functionName: "leaveOneGroupOut", foldCount, available: sizes.length, unit: "groups" });
  return foldsOfAssignment({ functionName: "leaveOneGroupOut", testFold: codes, foldCount });
}
