import type { Matrix } from "#engine/core/matrix.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { foldBlock } from "./fold-block.ts";
import { solveTriangle } from "./solve-triangle.ts";

/** Rows that are folded into the triangle at a time: small enough to stay in the processor's cache. */
const blockRows = 192;

export type LeastSquares = { readonly coefficients: number[]; readonly intercept: number };

/**
 * Least squares, with or without a ridge: coefficients that minimize Σ weight × (target − prediction)² + penalty × Σ coefficient².
 *
 * The normal equations XᵀX b = Xᵀy would be shorter, but squaring X squares its condition, which costs half of the digits. So the
 * rows are turned into a triangle instead (QR by Householder reflections), which keeps them. Only the triangle is kept: each
 * block of rows is stacked under it and reflected into a new triangle, so that a million rows need no more memory than a
 * block. The ridge is d rows more, √penalty on the diagonal, with target 0. O(n × d²).
 *
 * The intercept is not charged: features and targets are centered on their weighted means first.
 *
 * @throws {EngineError} "singular-matrix" naming the columns that follow from others, unless a penalty decides
 * @source  Golub & Van Loan, Matrix Computations, section 5.2; tall-skinny QR: Demmel et al. 2012
 */
export function leastSquares({
  functionName,
  matrix,
  targets,
  weights,
  penalty,
  hasIntercept,
}: {
  readonly functionName: string;
  readonly matrix: Matrix;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
  readonly penalty: number;
  readonly hasIntercept: boolean;
}): LeastSquares {
  requireSquarable({ functionName, ...matrix });
  const { rowCount, columnCount } = matrix;
  const centers = hasIntercept ? weightedCenters({ matrix, targets, weights }) : new Float64Array(columnCount + 1);
  const width = columnCount + 1;
  const triangle = new Float64Array(width * width);
  for (let column = 0; column < columnCount; column++) triangle[column * width + column] = Math.sqrt(penalty);
  const block = new Float64Array(width * blockRows);
  const squares = new Float64Array(columnCount);
  for (let start = 0; start < rowCount; start += blockRows) {
    const count = Math.min(blockRows, rowCount - start);
    for (let i = 0; i < count; i++) {
      const root = Math.sqrt(weights[start + i] ?? 0);
      const at = (start + i) * columnCount;
      for (let column = 0; column < columnCount; column++) {
        const value = root * (matrix.values[at + column] ?? 0);
        squares[column] = (squares[column] ?? 0) + value * value;
        block[column * blockRows + i] = value - root * (centers[column] ?? 0);
      }
      block[columnCount * blockRows + i] = root * ((targets[start + i] ?? 0) - (centers[columnCount] ?? 0));
    }
    foldBlock({ triangle, block, width, blockRows, count });
  }
  const coefficients = solveTriangle({
    functionName,
    names: matrix.names,
    triangle,
    sizes: squares.map((square) => Math.sqrt(square + penalty)),
    hasIntercept,
  });
  let intercept = centers[columnCount] ?? 0;
  for (let column = 0; column < columnCount; column++) {
    intercept -= (coefficients[column] ?? 0) * (centers[column] ?? 0);
  }
  return { coefficients: Array.from(coefficients), intercept: hasIntercept ? intercept : 0 };
}

/** The weighted mean of each feature and, last, of the targets; length d + 1. Twice over: the second pass adds what rounding lost. */
export function weightedCenters({
  matrix,
  targets,
  weights,
}: {
  readonly matrix: Matrix;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}): Float64Array {
  const { rowCount, columnCount, values } = matrix;
  const centers = new Float64Array(columnCount + 1);
  for (let pass = 0; pass < 2; pass++) {
    const sums = new Float64Array(columnCount + 1);
    let total = 0;
    for (let row = 0, at = 0; row < rowCount; row++) {
      const weight = weights[row] ?? 0;
      total += weight;
      for (let column = 0; column < columnCount; column++, at++) {
        sums[column] = (sums[column] ?? 0) + weight * ((values[at] ?? 0) - (centers[column] ?? 0));
      }
      sums[columnCount] = (sums[columnCount] ?? 0) + weight * ((targets[row] ?? 0) - (centers[columnCount] ?? 0));
    }
    for (let column = 0; column <= columnCount; column++) {
      centers[column] = (centers[column] ?? 0) + (sums[column] ?? 0) / total;
    }
  }
  return centers;
}
