import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { codeGroups } from "./code-groups.ts";
import { type Fold, foldsOfAssignment } from "./fold.ts";
import { requireFoldCount } from "./k-fold.ts";
import { shuffled } from "./shuffled.ts";

/**
 * Folds that keep groups whole and still give every class its share, as near as whole groups allow.
 *
 * Groups whose classes are most uneven are hardest to place, so they come first; each goes to the fold for which the shares
 * of the classes then differ least between folds (mean over classes of the standard deviation), and among equals to the one
 * with the fewest rows. That is a greedy rule, not the best assignment: when groups are few, look at the shares.
 *
 * Cost: O(g × k² × c + k × n) for g groups and c classes.
 *
 * @param labels     the class of each row, length n
 * @param groups     the group of each row, length n
 * @param foldCount  k, from 2 to the number of groups; default 5
 * @param rng        shuffles the groups before they are sorted by unevenness; left out = in sorted order
 * @returns          k folds
 * @throws {EngineError} "too-few-rows" for fewer groups than folds or for a class with fewer rows than folds,
 *                      "length-mismatch", "invalid-label", "out-of-range", "empty"
 * @example stratifiedGroupKFold({ labels: [0, 1, 0, 1], groups: ["a", "a", "b", "b"], foldCount: 2 }).map(({ test }) => test) // => [[0, 1], [2, 3]]
 * @source  folds are those of sklearn.model_selection.StratifiedGroupKFold (test/conformance)
 */
export function stratifiedGroupKFold(options: {
  readonly labels: ArrayLike<Label>;
  readonly groups: ArrayLike<Label>;
  readonly foldCount?: number;
  readonly rng?: Rng | undefined;
}): readonly Fold[] {
  const functionName = "stratifiedGroupKFold";
  const {
    labels,
    groups,
    foldCount = 5,
    rng,
  } = requireOptions(functionName, options, ["labels", "groups", "foldCount", "rng"]);
  const rowCount = requireSameLength(functionName, { labels, groups });
  const classes = codeGroups({ functionName, name: "labels", groups: labels, order: "sorted" });
  const members = codeGroups({ functionName, name: "groups", groups, order: "sorted" });
  requireFoldCount({ functionName, foldCount, available: members.sizes.length, unit: "groups" });
  const fewest = Math.min(...classes.sizes);
  if (fewest < foldCount) {
    throw new EngineError("too-few-rows", `${functionName} requires ${foldCount} rows of each class, got ${fewest}`, {
      function: functionName,
      need: foldCount,
      got: fewest,
    });
  }
  const classCount = classes.sizes.length;
  const counts = Array.from(members.sizes, () => new Float64Array(classCount));
  for (let row = 0; row < rowCount; row++) {
    const ofGroup = counts[members.codes[row] ?? 0];
    const code = classes.codes[row] ?? 0;
    if (ofGroup) ofGroup[code] = (ofGroup[code] ?? 0) + 1;
  }
  const unevenness = counts.map(standardDeviation);
  const order = [...shuffled(counts.length, rng)].sort((a, b) => (unevenness[b] ?? 0) - (unevenness[a] ?? 0));
  const inFold = Array.from({ length: foldCount }, () => new Float64Array(classCount));
  const foldOfGroup = new Int32Array(counts.length);
  for (const group of order) {
    const ofGroup = counts[group] ?? new Float64Array(classCount);
    const fold = bestFold({ inFold, ofGroup, classSizes: classes.sizes });
    foldOfGroup[group] = fold;
    addTo(inFold[fold], ofGroup, 1);
  }
  return foldsOfAssignment({
    functionName,
    testFold: members.codes.map((group) => foldOfGroup[group] ?? 0),
    foldCount,
  });
}

function bestFold({
  inFold,
  ofGroup,
  classSizes,
}: {
  readonly inFold: readonly Float64Array[];
  readonly ofGroup: Float64Array;
  readonly classSizes: Int32Array;
}): number {
  let best = 0;
  let leastSpread = Number.POSITIVE_INFINITY;
  let fewestRows = Number.POSITIVE_INFINITY;
  for (const [fold, held] of inFold.entries()) {
    addTo(held, ofGroup, 1);
    let spread = 0;
    for (const [code, size] of classSizes.entries()) {
      spread += standardDeviation(Float64Array.from(inFold, (counts) => (counts[code] ?? 0) / size));
    }
    addTo(held, ofGroup, -1);
    spread /= classSizes.length;
    const rows = held.reduce((sum, count) => sum + count, 0);
    // Spreads that differ by rounding alone count as equal, as numpy.isclose says in scikit-learn.
    const isEqual = Math.abs(spread - leastSpread) <= 1e-8 + 1e-5 * Math.abs(leastSpread);
    if (spread < leastSpread || (isEqual && rows < fewestRows)) {
      best = fold;
      leastSpread = spread;
      fewestRows = rows;
    }
  }
  return best;
}

function addTo(sums: Float64Array | undefined, counts: Float64Array, sign: number): void {
  if (sums === undefined) return;
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + sign * (counts[i] ?? 0);
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
