import { EngineError } from "#engine/core/errors.ts";
import type { Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";
import { parseRegressionRows, type RegressionRows } from "./regression-rows.ts";

/**
 * Mean absolute percentage error (MAPE): by what share of the true value the model is off, on average.
 *
 * Has no unit, so a shop that sells ten a day and one that sells ten thousand can be compared. Two traps: rows with a tiny
 * true value rule the mean, and saying too little costs at most 1 while saying too much has no limit, so choosing a model
 * by MAPE favors the one that says too little.
 *
 * A true value of 0 has no percentage. scikit-learn divides by 2.2e-16 there and returns something like 4e15; here it is
 * the caller's decision.
 *
 * @param actual         true values, length n
 * @param predicted      the model's values, length n
 * @param weights        how many rows each row stands for, length n; default 1 each
 * @param whenUndefined  the share of a row whose true value is 0; NaN leaves such rows out of the mean
 * @returns              a share, not percent: 0.1 is 10 %. 0 or more; NaN when every row is left out. O(n)
 * @throws {EngineError} "undefined-ratio" at a true value of 0 when `whenUndefined` is left out; "length-mismatch", "empty",
 *                       "wrong-type", "not-finite", "invalid-weight"
 * @example meanAbsolutePercentageError({ actual: [100, 200], predicted: [110, 180] }) // => 0.1
 * @example meanAbsolutePercentageError({ actual: [0, 200], predicted: [3, 180], whenUndefined: NaN }) // => 0.1
 * @source  agrees with sklearn.metrics.mean_absolute_percentage_error where no true value is 0
 */
export function meanAbsolutePercentageError(options: RegressionRows & Undefined): number {
  const functionName = "meanAbsolutePercentageError";
  const { whenUndefined, ...rows } = requireOptions(functionName, options, [
    "actual",
    "predicted",
    "weights",
    "whenUndefined",
  ]);
  const { actual, errors, weights } = parseRegressionRows(functionName, rows);
  const zeroAt = actual.indexOf(0);
  if (zeroAt >= 0 && whenUndefined === undefined) {
    throw new EngineError(
      "undefined-ratio",
      `${functionName} requires true values other than 0 or a value for whenUndefined, got 0 at row ${zeroAt}`,
      { function: functionName, row: zeroAt, needs: "true values other than 0" },
    );
  }
  const shares = errors.map((error, row) => {
    const value = actual[row] ?? 0;
    return value === 0 ? (whenUndefined ?? Number.NaN) : Math.abs(error / value);
  });
  if (!Number.isNaN(whenUndefined)) return weightedMean({ values: shares, weights });
  const isDefined = (_: number, row: number): boolean => actual[row] !== 0;
  return weightedMean({ values: shares.filter(isDefined), weights: weights?.filter(isDefined) });
}
