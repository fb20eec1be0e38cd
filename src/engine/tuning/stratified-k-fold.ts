import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { codeGroups, type GroupCodes } from "./code-groups.ts";
import { type Fold, foldsOfAssignment } from "./fold.ts";
import { requireFoldCount } from "./k-fold.ts";
import { shuffled } from "./shuffled.ts";

/**
 * Folds in which every class has its share: k-fold for classification.
 *
 * With 20 positives in 1000 rows, a random fold of 100 rows may hold none, and then no recall can be computed. Here the rows
 * of each class are dealt out to the folds, so that no two folds differ by more than one row of a class. Each class needs at
 * least k rows; scikit-learn only warns then, and a fold without a class follows. Without `rng`, each fold takes its share of
 * a class in the order of the rows; with it, at random.
 *
 * Cost: O(k × n).
 *
 * @param labels     the class of each row, length n
 * @param foldCount  k, from 2 to the size of the smallest class; default 5
 * @param rng        shuffles within each class; left out = in the order of the rows
 * @returns          k folds
 * @throws {EngineError} "too-few-rows" when a class has fewer rows than there are folds, "invalid-label", "out-of-range", "empty"
 * @example stratifiedKFold({ labels: ["no", "no", "yes", "no", "yes", "no"], foldCount: 2 }).map(({ test }) => test) // => [[0, 1, 2], [3, 4, 5]]
 * @source  Kohavi 1995; folds are those of sklearn.model_selection.StratifiedKFold (test/conformance)
 */
export function stratifiedKFold(options: {
  readonly labels: ArrayLike<Label>;
  readonly foldCount?: number;
  readonly rng?: Rng | undefined;
}): readonly Fold[] {
  const { labels, foldCount = 5, rng } = requireOptions("stratifiedKFold", options, ["labels", "foldCount", "rng"]);
  const classes = codeGroups({ functionName: "stratifiedKFold", name: "labels", groups: labels, order: "appearance" });
  requireFoldCount({ functionName: "stratifiedKFold", foldCount, available: classes.codes.length, unit: "rows" });
  for (const [code, size] of classes.sizes.entries()) {
    if (size >= foldCount) continue;
    const label = String(classes.names[code]);
    throw new EngineError(
      "too-few-rows",
      `stratifiedKFold requires ${foldCount} rows of each class for ${foldCount} folds, got ${size} of ${label}`,
      { function: "stratifiedKFold", need: foldCount, got: size, label },
    );
  }
  return foldsOfAssignment({ functionName: "stratifiedKFold", testFold: deal({ classes, foldCount, rng }), foldCount });
}

/**
 * Lay all rows out sorted by class and number them 0, 1, …, k − 1, 0, 1, …: how often a fold's number falls on a class is its
 * share. Fold sizes then differ by one at most too, which dealing each class from fold 0 on would not give.
 */
function deal({
  classes,
  foldCount,
  rng,
}: {
  readonly classes: GroupCodes;
  readonly foldCount: number;
  readonly rng: Rng | undefined;
}): Int32Array {
  const testFold = new Int32Array(classes.codes.length);
  const rowsOfClass = Array.from(classes.sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(classes.sizes.length);
  for (const [row, code] of classes.codes.entries()) {
    const at = filled[code] ?? 0;
    filled[code] = at + 1;
    const rows = rowsOfClass[code];
    if (rows) rows[at] = row;
  }
  let start = 0;
  for (const rows of rowsOfClass) {
    const order = shuffled(rows.length, rng);
    let place = 0;
    for (let fold = 0; fold < foldCount; fold++) {
      const share = shareOf({ fold, start, size: rows.length, foldCount });
      for (let i = 0; i < share; i++) testFold[rows[order[place++] ?? 0] ?? 0] = fold;
    }
    start += rows.length;
  }
  return testFold;
}

/** How many of the places start … start + size − 1 leave the remainder `fold` when divided by foldCount. */
function shareOf({
  fold,
  start,
  size,
  foldCount,
}: {
  readonly fold: number;
  readonly start: number;
  readonly size: number;
  readonly foldCount: number;
}): number {
  const before = (end: number): number => Math.floor((end - fold + foldCount - 1) / foldCount);
  return before(start + size) - before(start);
}
