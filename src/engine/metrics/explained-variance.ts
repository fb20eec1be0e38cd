import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { parseRegressionRows, type RegressionRows } from "./regression-rows.ts";
import { centered, explainedShare } from "./variation-left.ts";

/**
 * Explained variance: like `rSquared`, but an error that is the same on every row is forgiven.
 *
 * A model that is always 5 too high has an explained variance of 1 and a lower R². So a gap between the two means bias: the
 * mean of the residuals is not 0, and a constant would mend it.
 *
 * @param actual         true values, length n
 * @param predicted      the model's values, length n
 * @param weights        how many rows each row stands for, length n; default 1 each
 * @param whenUndefined  the value for a single row, which has no spread at all
 * @returns              at most 1; at least `rSquared`. Constant true values: 1 if the errors are constant too, else 0. O(n)
 * @throws {EngineError} "undefined-ratio" at one row when `whenUndefined` is left out (scikit-learn: 1);
 *                       "length-mismatch", "empty", "wrong-type", "not-finite", "invalid-weight"
 * @example explainedVariance({ actual: [1, 2, 3], predicted: [6, 7, 8] }) // => 1
 * @source  agrees with sklearn.metrics.explained_variance_score
 */
export function explainedVariance(options: RegressionRows & Undefined): number {
  const functionName = "explainedVariance";
  const { whenUndefined, ...rows } = requireOptions(functionName, options, [
    "actual",
    "predicted",
    "weights",
    "whenUndefined",
  ]);
  const { actual, errors, weights } = parseRegressionRows(functionName, rows);
  if (actual.length === 1) {
    return ratio({ functionName, numerator: 0, denominator: 0, needs: "at least two rows", whenUndefined });
  }
  return explainedShare({
    left: centered({ values: errors, weights }),
    total: centered({ values: actual, weights }),
    weights,
  });
}
