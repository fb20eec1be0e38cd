import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { parseRegressionRows, type RegressionRows } from "./regression-rows.ts";
import { centered, explainedShare } from "./variation-left.ts";

/**
 * R², the coefficient of determination: the share of the squared error of "always say the mean" that the model removes.
 *
 * 1 is perfect, 0 is no better than the mean, and below 0 is worse than the mean, which happens easily on new data. It has
 * no unit, and depends on how widely the true values spread: the same errors give a high R² on varied data and a low one
 * on data that barely varies. It is the square of a correlation only for a linear model on its own training data.
 *
 * Constant true values leave nothing to explain: 1 if every prediction is exact, else 0 (as scikit-learn since 1.1).
 *
 * @param actual         true values, length n
 * @param predicted      the model's values, length n
 * @param weights        how many rows each row stands for, length n; default 1 each
 * @param whenUndefined  the value for a single row, which has no spread at all
 * @returns              at most 1. O(n)
 * @throws {EngineError} "undefined-ratio" at one row when `whenUndefined` is left out (scikit-learn: NaN);
 *                       "length-mismatch", "empty", "wrong-type", "not-finite", "invalid-weight"
 * @example rSquared({ actual: [1, 2, 3, 4], predicted: [1, 2, 3, 5] }) // => 0.8
 * @example rSquared({ actual: [0.1, 0.1, 0.1], predicted: [0.1, 0.1, 0.1] }) // => 1
 * @source  agrees with sklearn.metrics.r2_score
 */
export function rSquared(options: RegressionRows & Undefined): number {
  const functionName = "rSquared";
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
  return explainedShare({ left: errors, total: centered({ values: actual, weights }), weights });
}
