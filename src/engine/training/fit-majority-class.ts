import { requireOptions } from "#engine/core/require-options.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { parseClassRows } from "./class-rows.ts";

/** Always the same answer: the classes in the shares in which they were seen. */
export type MajorityClass = {
  readonly kind: "majority-class";
  readonly version: 1;
  readonly classes: readonly Label[];
  /** The share of each class, length k; sums to 1. */
  readonly shares: readonly number[];
};

/**
 * The baseline for classes: whatever the row looks like, the class that was most frequent.
 *
 * Nothing is learned here, and that is the point. On data where 95 % of the loans are good, this "model" is right 95 % of the
 * time; a model of yours earns its keep only by what it adds to that. As probabilities it gives the shares of the classes,
 * the best constant promise by log loss. Of equally frequent classes the first in order wins. O(n).
 *
 * @param labels   text, numbers or booleans, length n
 * @param weights  0 or more, length n; left out = 1 each
 * @returns        a model for `predictLabels` and `predictProbabilities`; it takes rows of any width
 * @throws {EngineError} "empty", "invalid-label", "not-finite", "out-of-range" (more than 2048 classes), "invalid-weight", "length-mismatch"
 * @example fitMajorityClass({ labels: ["good", "good", "bad", "good"] }).shares // => [0.25, 0.75]
 * @example predictLabels({ model: fitMajorityClass({ labels: ["good", "good", "bad"] }), features: [[1], [2]] }) // => ["good", "good"]
 * @source  agrees with sklearn.dummy.DummyClassifier(strategy="prior")
 */
export function fitMajorityClass(options: {
  readonly labels: ArrayLike<Label>;
  readonly weights?: ArrayLike<number> | undefined;
}): MajorityClass {
  const { labels, weights } = requireOptions("fitMajorityClass", options, ["labels", "weights"]);
  const rows = parseClassRows({ functionName: "fitMajorityClass", labels, weights, fewestClasses: 1 });
  const sums = new Float64Array(rows.classes.length);
  let total = 0;
  for (let row = 0; row < rows.rowCount; row++) {
    const weight = rows.weights[row] ?? 0;
    const code = rows.codes[row] ?? 0;
    sums[code] = (sums[code] ?? 0) + weight;
    total += weight;
  }
  return { kind: "majority-class", version: 1, classes: rows.classes, shares: Array.from(sums, (sum) => sum / total) };
}
