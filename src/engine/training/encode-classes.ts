import { EngineError } from "#engine/core/errors.ts";
import { compareLabels, type Label } from "#engine/metrics/label-codes.ts";

/** A column of labels as places in the sorted list of its classes: row i holds `classes[codes[i]]`. */
export type ClassCodes = { readonly classes: readonly Label[]; readonly codes: Int32Array };

/** More classes than this are not classes: a regression target or an id column was passed. */
const mostClasses = 2048;

/**
 * Replaces labels by 0 … k - 1 in the order of `compareLabels`, the order in which every classifier names its classes. O(n).
 *
 * @throws {EngineError} "invalid-label" when kinds mix or a value is no label, "not-finite" at a NaN or infinite label,
 *                       "out-of-range" at more than 2048 classes
 * @example encodeClasses({ functionName: "fitForest", labels: ["b", "a", "b"] }).codes // => [1, 0, 1]
 */
export function encodeClasses({
  functionName,
  labels,
}: {
  readonly functionName: string;
  readonly labels: ArrayLike<Label>;
}): ClassCodes {
  const seen = new Map<Label, number>();
  const bySight = new Int32Array(labels.length);
  // Whole numbers from 0 to 255, the usual case, are looked up in a list, which is faster than the map.
  const bytes = new Int32Array(256).fill(-1);
  for (let row = 0; row < bySight.length; row++) {
    const label = labels[row] as Label; // row < length; addClass refuses what is no label
    if (typeof label === "number" && (label & 255) === label) {
      const known = bytes[label] ?? -1;
      bySight[row] = known >= 0 ? known : (seen.get(label) ?? addClass({ functionName, seen, label, row }));
      bytes[label] = bySight[row] ?? -1;
    } else {
      bySight[row] = seen.get(label) ?? addClass({ functionName, seen, label, row });
    }
  }
  const classes = [...seen.keys()].sort(compareLabels);
  const codeOf = new Int32Array(classes.length);
  for (const [code, label] of classes.entries()) codeOf[seen.get(label) ?? 0] = code;
  return { classes, codes: bySight.map((at) => codeOf[at] ?? 0) };
}

function addClass({
  functionName,
  seen,
  label,
  row,
}: {
  readonly functionName: string;
  readonly seen: Map<Label, number>;
  readonly label: unknown;
  readonly row: number;
}): number {
  if (typeof label !== "string" && typeof label !== "number" && typeof label !== "boolean") {
    const got = label === null ? "null" : typeof label;
    const text = `${functionName} requires labels that are text, numbers or booleans, got ${got} at row ${row}`;
    throw new EngineError("invalid-label", text, { function: functionName, argument: "labels", got, row });
  }
  if (typeof label === "number" && !Number.isFinite(label)) {
    const text = `${functionName} requires finite labels, got ${label} at row ${row}`;
    throw new EngineError("not-finite", text, { function: functionName, argument: "labels", got: String(label), row });
  }
  const [first] = seen.keys();
  if (first !== undefined && typeof first !== typeof label) {
    const got = `${typeof first} and ${typeof label}`;
    const text = `${functionName} requires labels of one type, got ${got}`;
    throw new EngineError("invalid-label", text, { function: functionName, argument: "labels", got, row });
  }
  if (seen.size === mostClasses) {
    const text = `${functionName} requires at most ${mostClasses} classes, got more: are these values rather than classes`;
    throw new EngineError("out-of-range", text, { function: functionName, most: mostClasses });
  }
  seen.set(label, seen.size);
  return seen.size - 1;
}
