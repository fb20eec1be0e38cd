import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { refusal } from "#engine/data/refusal.ts";
import { shuffleInPlace } from "#engine/data/split-shuffle.ts";

/** The fold of each row, numbered from 0. */
export type Folds = { readonly foldOf: Int32Array; readonly foldCount: number };

/**
 * Folds as given, or dealt by chance: the rows are shuffled (Fisher–Yates) and dealt like cards, so that the sizes of any
 * two folds differ by one at most.
 */
export function parseFolds({
  functionName,
  folds,
  rng,
  rowCount,
}: {
  readonly functionName: string;
  readonly folds: number | ArrayLike<number>;
  readonly rng: Rng | undefined;
  readonly rowCount: number;
}): Folds {
  if (typeof folds !== "number") return givenFolds({ functionName, folds, rowCount });
  requireNumber({ functionName, name: "folds", value: folds, least: 2, whole: true });
  if (folds > rowCount) {
    throw refusal({
      code: "too-few-rows",
      functionName,
      need: `at least ${folds} rows for ${folds} folds`,
      got: `${rowCount}`,
    });
  }
  if (rng === undefined) {
    throw refusal({ code: "wrong-type", functionName, need: "rng, or the fold of each row", got: "neither" });
  }
  const order = Int32Array.from({ length: rowCount }, (_, row) => row);
  shuffleInPlace(order, requireRng({ functionName, rng }));
  const foldOf = new Int32Array(rowCount);
  for (let place = 0; place < rowCount; place++) foldOf[order[place] as number] = place % folds; // place < length
  return { foldOf, foldCount: folds };
}

function givenFolds({
  functionName,
  folds,
  rowCount,
}: {
  readonly functionName: string;
  readonly folds: ArrayLike<number>;
  readonly rowCount: number;
}): Folds {
  requireSameLength(functionName, { folds, table: { length: rowCount } });
  const foldOf = new Int32Array(rowCount);
  const distinct = new Map<number, number>();
  for (let row = 0; row < rowCount; row++) {
    const given = folds[row] as number; // row < length
    const value = requireNumber({ functionName, name: "folds", value: given, least: 0, whole: true });
    const fold = distinct.get(value) ?? distinct.size;
    distinct.set(value, fold);
    foldOf[row] = fold;
  }
  if (distinct.size >= 2) return { foldOf, foldCount: distinct.size };
  throw refusal({ code: "out-of-range", functionName, need: "at least two folds", got: String(distinct.size) });
}
