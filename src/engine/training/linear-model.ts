import type { Matrix } from "#engine/core/matrix.ts";

/** A straight-line model: prediction = intercept + the sum of coefficient × feature. */
export type LinearModel = {
  readonly kind: "linear-regression" | "ridge" | "lasso" | "elastic-net";
  readonly version: 1;
  /** The columns the model was fitted on, length d. */
  readonly featureNames: readonly string[];
  /** How far the prediction moves when the feature grows by one and all others stay, length d. */
  readonly coefficients: readonly number[];
  /** The prediction where every feature is 0. */
  readonly intercept: number;
  /** How much of the size of the coefficients was charged for; 0 for linear regression. */
  readonly penalty: number;
  /** Of the penalty, the share that is the lasso's (absolute size), the rest is the ridge's (square); 0 to 1. */
  readonly lassoShare: number;
  /** Passes over the coefficients; 1 where the answer is found in closed form. */
  readonly iterations: number;
  /** False when the passes ran out before the answer stood still. */
  readonly converged: boolean;
};

/** intercept + x · coefficients for every row. O(n × d). */
export function linearValues({
  matrix,
  coefficients,
  intercept,
}: {
  readonly matrix: Matrix;
  readonly coefficients: ArrayLike<number>;
  readonly intercept: number;
}): Float64Array {
  const { rowCount, columnCount, values } = matrix;
  const slopes = Float64Array.from(coefficients);
  const result = new Float64Array(rowCount);
  for (let row = 0, at = 0; row < rowCount; row++) {
    let sum = intercept;
    for (let column = 0; column < columnCount; column++, at++) sum += (values[at] ?? 0) * (slopes[column] ?? 0);
    result[row] = sum;
  }
  return result;
}
