import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/** What every regression metric is asked with: row i of each column is the same example. */
export type RegressionRows = {
  /** True values, length n. */
  readonly actual: ArrayLike<number>;
  /** The model's values, length n. */
  readonly predicted: ArrayLike<number>;
  /** How many rows each row stands for, length n; default 1 each. */
  readonly weights?: ArrayLike<number> | undefined;
};

/** The same rows, checked and as typed arrays. */
export type ParsedRegressionRows = {
  readonly actual: Float64Array;
  /** actual − predicted: above 0 where the model said too little. */
  readonly errors: Float64Array;
  readonly weights: Float64Array | undefined;
};

/**
 * Checks the rows of a regression metric and takes the error of each. O(n).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param rows          what the caller passed, each column of length n
 * @returns             typed arrays of length n
 * @throws {EngineError} "wrong-type", "length-mismatch", "empty", "not-finite", "invalid-weight"
 * @example parseRegressionRows("residuals", { actual: [3, 5], predicted: [1, 6] }).errors // => [2, -1]
 */
export function parseRegressionRows(functionName: string, options: RegressionRows): ParsedRegressionRows {
  const { actual, predicted, weights } = requireOptions(functionName, options, ["actual", "predicted", "weights"]);
  const rowCount = requireSameLength(functionName, { actual, predicted });
  const truth = parseNumbers({ functionName, name: "actual", values: actual });
  const guess = parseNumbers({ functionName, name: "predicted", values: predicted });
  const errors = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) errors[row] = (truth[row] ?? 0) - (guess[row] ?? 0);
  return { actual: truth, errors, weights: weights && parseWeights({ functionName, weights, rowCount }) };
}
