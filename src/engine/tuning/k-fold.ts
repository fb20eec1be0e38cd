import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Fold, foldsOfAssignment } from "./fold.ts";
import { shuffled } from "./shuffled.ts";

/**
 * Cross-validation: k models, each tested on the k-th part of the rows that it has not seen, so that every row is tested once.
 *
 * One split into training and test rows gives one score, and another split another; k folds give k scores, whose mean is
 * steadier and whose spread says how far to trust it. The first n mod k folds hold one row more than the others. Without
 * `rng` the folds are blocks of neighboring rows, which is wrong for rows that are sorted, by class say; with it the rows
 * are shuffled first. Rows that belong together (of one patient, of one day) ask for `groupKFold` or `timeSeriesFolds`.
 *
 * Cost: O(k × n).
 *
 * @param rowCount   n
 * @param foldCount  k, from 2 to n; default 5
 * @param rng        shuffles the rows; left out = their own order
 * @returns          k folds; the test rows of all are the numbers 0 to n − 1, each once
 * @throws {EngineError} "out-of-range" for k below 2 or no whole number, "too-few-rows" for more folds than rows, "empty"
 * @example kFold({ rowCount: 5, foldCount: 2 })[0] // => { train: [3, 4], test: [0, 1, 2] }
 * @source  Stone 1974; folds are those of sklearn.model_selection.KFold (test/conformance)
 */
export function kFold(options: {
  readonly rowCount: number;
  readonly foldCount?: number;
  readonly rng?: Rng | undefined;
}): readonly Fold[] {
  const { rowCount, foldCount = 5, rng } = requireOptions("kFold", options, ["rowCount", "foldCount", "rng"]);
  requireNumber({ functionName: "kFold", name: "rowCount", value: rowCount, least: 0, most: 100_000_000, whole: true });
  requireFoldCount({ functionName: "kFold", foldCount, available: rowCount, unit: "rows" });
  const order = shuffled(rowCount, rng);
  const testFold = new Int32Array(rowCount);
  const small = Math.floor(rowCount / foldCount);
  const larger = (rowCount % foldCount) * (small + 1);
  for (let place = 0; place < rowCount; place++) {
    const fold =
      place < larger ? Math.floor(place / (small + 1)) : (rowCount % foldCount) + Math.floor((place - larger) / small);
    testFold[order[place] ?? 0] = fold;
  }
  return foldsOfAssignment({ functionName: "kFold", testFold, foldCount });
}

/** k must be a whole number of 2 or more, and there must be something to test in each fold. */
export function requireFoldCount({
  functionName,
  foldCount,
  available,
  unit,
}: {
  readonly functionName: string;
  readonly foldCount: number;
  readonly available: number;
  readonly unit: string;
}): void {
  if (available === 0) {
    throw new EngineError("empty", `${functionName} requires at least one row, got 0`, { function: functionName });
  }
  requireNumber({ functionName, name: "foldCount", value: foldCount, least: 2, whole: true });
  if (foldCount <= available) return;
  throw new EngineError(
    "too-few-rows",
    `${functionName} requires at least as many ${unit} as folds, got ${available} ${unit} for ${foldCount} folds`,
    { function: functionName, need: foldCount, got: available },
  );
}
