import { EngineError } from "#engine/core/errors.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { type ClassCodes, encodeClasses } from "./encode-classes.ts";
import { type ClassWeights, multiplyClassWeights } from "./multiply-class-weights.ts";

/** Rows to learn classes from, checked. */
export type ClassRows = ClassCodes & {
  readonly rowCount: number;
  /** What each row counts: sample weight × class weight, length n. */
  readonly weights: Float64Array;
};

/**
 * Labels with their weights, checked and brought into the form that loops read: codes into the sorted classes. O(n).
 *
 * A class whose rows all weigh 0 is as good as absent and is left out of the classes.
 *
 * @param rowCount       n where features came before; labels must be as many
 * @param fewestClasses  2 for whatever must tell classes apart (default)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type", "invalid-label", "not-finite", "invalid-weight", "out-of-range", "unknown-label",
 *                       "single-class"
 * @example parseClassRows({ functionName: "fitForest", labels: ["b", "a", "b"] }).classes // => ["a", "b"]
 */
export function parseClassRows({
  functionName,
  labels,
  weights,
  classWeights,
  rowCount,
  fewestClasses = 2,
}: {
  readonly functionName: string;
  readonly labels: ArrayLike<Label>;
  readonly weights?: ArrayLike<number> | undefined;
  readonly classWeights?: ClassWeights | undefined;
  readonly rowCount?: number | undefined;
  readonly fewestClasses?: 1 | 2;
}): ClassRows {
  const expected = rowCount === undefined ? {} : { features: { length: rowCount } };
  const count = requireSameLength(functionName, { ...expected, labels });
  const { classes, codes } = encodeClasses({ functionName, labels });
  const given =
    weights === undefined ? new Float64Array(count).fill(1) : parseWeights({ functionName, weights, rowCount: count });
  const multiplied =
    classWeights === undefined
      ? given
      : multiplyClassWeights({ functionName, classes, codes, weights: given, classWeights });
  const counting = new Uint8Array(classes.length);
  for (let row = 0; row < count; row++) if ((multiplied[row] ?? 0) > 0) counting[codes[row] ?? 0] = 1;
  const present = classes.filter((_, code) => counting[code] === 1);
  if (present.length < fewestClasses) {
    const got = present.length === 0 ? "none" : `only ${String(present[0])}`;
    const text = `${functionName} requires rows of two or more classes that weigh more than 0, got ${got}`;
    throw new EngineError("single-class", text, { function: functionName, got });
  }
  if (present.length === classes.length) return { rowCount: count, classes, codes, weights: multiplied };
  // Rows of a class that weighs nothing keep some code, because every row has one; at weight 0 it is never heard.
  const newCodes = classes.map((label) => Math.max(0, present.indexOf(label)));
  return { rowCount: count, classes: present, codes: codes.map((code) => newCodes[code] ?? 0), weights: multiplied };
}
