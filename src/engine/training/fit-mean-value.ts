import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";

/** Always the same answer: one number. */
export type MeanValue = {
  readonly kind: "mean-value";
  readonly version: 1;
  readonly mean: number;
};

/**
 * The baseline for numbers: whatever the row looks like, the mean of the targets.
 *
 * Of all constant predictions the mean has the smallest mean squared error, and R² measures exactly what a model adds to
 * it: the baseline's own R² on its own rows is 0. A regression that does not beat it has learned nothing. O(n).
 *
 * @param targets  length n
 * @param weights  0 or more, length n; left out = 1 each
 * @returns        a model for `predictValues`; it takes rows of any width
 * @throws {EngineError} "empty", "wrong-type", "not-finite", "invalid-weight", "length-mismatch"
 * @example predictValues({ model: fitMeanValue({ targets: [1, 2, 6] }), features: [[0], [9]] }) // => [3, 3]
 * @source  agrees with sklearn.dummy.DummyRegressor(strategy="mean")
 */
export function fitMeanValue(options: {
  readonly targets: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
}): MeanValue {
  const functionName = "fitMeanValue";
  const { targets, weights } = requireOptions(functionName, options, ["targets", "weights"]);
  const rowCount = requireSameLength(functionName, { targets });
  const values = parseNumbers({ functionName, name: "targets", values: targets });
  const parsed = weights === undefined ? undefined : parseWeights({ functionName, weights, rowCount });
  return { kind: "mean-value", version: 1, mean: weightedMean({ values, weights: parsed }) };
}
