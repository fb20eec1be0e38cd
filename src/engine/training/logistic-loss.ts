import { exp } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import type { Matrix } from "#engine/core/matrix.ts";
import { addRowsTo, blockRows, scoreBlock } from "./row-block.ts";

/** What a loss of classes is computed from; `centers` has one number a column. */
export type ClassProblem = {
  readonly matrix: Matrix;
  readonly codes: Int32Array;
  readonly weights: Float64Array;
  /** Columns are read as value − center, so that the last parameter is the level at the middle of the data. */
  readonly centers: Float64Array;
  readonly penalty: number;
  readonly hasIntercept: boolean;
};

/**
 * Log loss of two classes with its gradient: Σ weight × (log(1 + e^z) − y z) + penalty / 2 × Σ coefficient², where z is the log odds
 * of class 1. O(n × d), one pass over the rows.
 *
 * @param parameters  d coefficients, then the level at the centers; length d + 1
 * @param gradient    written, length d + 1
 */
export function logisticLoss({
  problem,
  parameters,
  gradient,
}: {
  readonly problem: ClassProblem;
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
}): number {
  const { codes, weights, penalty, hasIntercept } = problem;
  const { rowCount, columnCount: d, values } = problem.matrix;
  const level = levelAtZero({ problem, parameters, from: 0 });
  gradient.fill(0);
  const scores = new Float64Array(blockRows);
  let loss = 0;
  // The logarithms of rows of weight 1 are taken together, as the logarithm of their product: one for a thousand.
  let product = 1;
  let missSum = 0;
  for (let start = 0; start < rowCount; start += blockRows) {
    const block = { values, at: start * d, count: Math.min(blockRows, rowCount - start), d };
    scoreBlock({ ...block, slopes: parameters, from: 0, level, scores });
    for (let i = 0; i < block.count; i++) {
      const z = scores[i] ?? 0;
      const label = codes[start + i] ?? 0;
      const weight = weights[start + i] ?? 0;
      // e ^ −|z| never overflows; log(1 + e^z) is max(z, 0) + log(1 + e^−|z|).
      const small = exp(-Math.abs(z));
      loss += weight * (Math.max(z, 0) - label * z);
      if (weight === 1) product *= 1 + small;
      else loss += weight * log(1 + small);
      if (product > 1e300) {
        loss += log(product);
        product = 1;
      }
      const miss = weight * ((z > 0 ? 1 : small) / (1 + small) - label);
      scores[i] = miss;
      missSum += miss;
    }
    addRowsTo({ ...block, factors: scores, gradient, from: 0 });
  }
  loss += log(product);
  gradient[d] = hasIntercept ? missSum : 0;
  return loss + chargeCoefficients({ problem, parameters, gradient, from: 0, missSum }) * (penalty / 2);
}

/** The level where all features are 0, from the one at the centers. */
export function levelAtZero({
  problem: { centers, matrix },
  parameters,
  from,
}: {
  readonly problem: ClassProblem;
  readonly parameters: Float64Array;
  readonly from: number;
}): number {
  const d = matrix.columnCount;
  let level = parameters[from + d] ?? 0;
  for (let column = 0; column < d; column++) level -= (parameters[from + column] ?? 0) * (centers[column] ?? 0);
  return level;
}

/** Moves the gradient to the centers, adds the penalty's, and returns Σ coefficient². */
export function chargeCoefficients({
  problem: { centers, matrix, penalty },
  parameters,
  gradient,
  from,
  missSum,
}: {
  readonly problem: ClassProblem;
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  readonly from: number;
  readonly missSum: number;
}): number {
  let square = 0;
  for (let column = 0; column < matrix.columnCount; column++) {
    const at = from + column;
    const coefficient = parameters[at] ?? 0;
    square += coefficient * coefficient;
    gradient[at] = (gradient[at] ?? 0) - missSum * (centers[column] ?? 0) + penalty * coefficient;
  }
  return square;
}
