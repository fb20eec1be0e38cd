import { exp } from "#engine/core/exp.ts";
import { centeredGram } from "./centered-gram.ts";
import { factorize, solveFactorized } from "./cholesky.ts";
import { type ClassProblem, levelAtZero } from "./logistic-loss.ts";
import { blockRows, scoreBlock } from "./row-block.ts";

/** Up to this many columns the curvature is taken whole; above, only its diagonal, because d² products a row cost too much. */
const mostColumns = 256;

/** Writes gradient / curvature into `result`; both have d + 1 numbers for each class. */
export type Precondition = (gradient: Float64Array, result: Float64Array) => void;

/**
 * The curvature of the log loss at some parameters, for L-BFGS to divide by: for each class Σ weight × p (1 − p) × x xᵀ + penalty, with the
 * constant 1 as last column. O(rows of the sample × d²).
 *
 * @param sample      rows that stand for all; their weights sum to the same
 * @param problem     all rows: a rare column may not vary in the sample, and then its squares over all rows speak
 * @param blocks      classes that have parameters: 1 for two classes, else k
 */
export function curvatureAt({
  problem,
  sample,
  blocks,
  parameters,
}: {
  readonly problem: ClassProblem;
  readonly sample: ClassProblem;
  readonly blocks: number;
  readonly parameters: Float64Array;
}): Precondition {
  const width = problem.matrix.columnCount + 1;
  const bends = bendsOf({ problem: sample, blocks, parameters });
  if (width > mostColumns + 1) return byDiagonal({ problem, bends, squares: centeredSquares(problem) });
  const squares = isColumnMissing(sample) ? centeredSquares(problem) : new Float64Array(width);
  const augmented = withConstant(sample);
  const factors = bends.map((weights) => {
    const gram = centeredGram({ matrix: augmented, weights, centers: new Float64Array(width) });
    const mean = sumOf(weights) / sumOf(problem.weights);
    for (let column = 0; column < width - 1; column++) {
      const at = column * (width + 1);
      gram[at] = Math.max(gram[at] ?? 0, 0.25 * mean * (squares[column] ?? 0)) + problem.penalty;
    }
    if (!problem.hasIntercept) gram[width * width - 1] = 1;
    factorize({ matrix: gram, d: width });
    return gram;
  });
  return (gradient, result) => {
    result.set(gradient);
    for (const [k, factor] of factors.entries())
      solveFactorized({ factor, d: width, values: result, offset: k * width });
  };
}

/** weight × p (1 − p) of each row, for each class: how sharply its loss bends. */
function bendsOf({
  problem,
  blocks,
  parameters,
}: {
  readonly problem: ClassProblem;
  readonly blocks: number;
  readonly parameters: Float64Array;
}): readonly Float64Array[] {
  const { weights } = problem;
  const { rowCount, columnCount: d, values } = problem.matrix;
  const scores = new Float64Array(blockRows);
  const shares = Array.from({ length: blocks }, (_, k) => {
    const from = k * (d + 1);
    const level = levelAtZero({ problem, parameters, from });
    const result = new Float64Array(rowCount);
    for (let start = 0; start < rowCount; start += blockRows) {
      const count = Math.min(blockRows, rowCount - start);
      scoreBlock({ values, at: start * d, count, d, slopes: parameters, from, level, scores });
      result.set(scores.subarray(0, count), start);
    }
    return result;
  });
  for (let row = 0; row < rowCount; row++) {
    // Of two classes the first has score 0.
    let highest = blocks === 1 ? 0 : Number.NEGATIVE_INFINITY;
    for (const own of shares) highest = Math.max(highest, own[row] ?? 0);
    let sum = blocks === 1 ? exp(-highest) : 0;
    for (const own of shares) {
      const share = exp((own[row] ?? 0) - highest);
      own[row] = share;
      sum += share;
    }
    for (const own of shares) {
      const share = (own[row] ?? 0) / sum;
      own[row] = (weights[row] ?? 0) * share * (1 - share);
    }
  }
  return shares;
}

/** The columns minus their centers and, last, the constant 1 (0 without an intercept). */
function withConstant({ matrix, centers, hasIntercept }: ClassProblem) {
  const { rowCount, columnCount: d, values } = matrix;
  const width = d + 1;
  const augmented = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < d; column++) {
      augmented[row * width + column] = (values[row * d + column] ?? 0) - (centers[column] ?? 0);
    }
    augmented[row * width + d] = hasIntercept ? 1 : 0;
  }
  return { rowCount, columnCount: width, values: augmented, names: [...matrix.names, "1"] };
}

function byDiagonal({
  problem,
  bends,
  squares,
}: {
  readonly problem: ClassProblem;
  readonly bends: readonly Float64Array[];
  readonly squares: Float64Array;
}): Precondition {
  const d = squares.length;
  const total = sumOf(problem.weights);
  const sums = bends.map(sumOf);
  return (gradient, result) => {
    for (const [k, sum] of sums.entries()) {
      const from = k * (d + 1);
      for (let column = 0; column < d; column++) {
        const curvature = (sum / total) * (squares[column] ?? 0) + problem.penalty;
        result[from + column] = curvature > 0 ? (gradient[from + column] ?? 0) / curvature : 0;
      }
      result[from + d] = (gradient[from + d] ?? 0) / sum;
    }
  };
}

/** Whether some column does not vary in the sample, but for rounding. */
function isColumnMissing(sample: ClassProblem): boolean {
  const total = sumOf(sample.weights);
  return centeredSquares(sample).some((square, column) => square <= 1e-20 * total * (sample.centers[column] ?? 0) ** 2);
}

/** Σ weight × (x − center)² of each column. */
function centeredSquares({ matrix, weights, centers }: ClassProblem): Float64Array {
  const { rowCount, columnCount: d, values } = matrix;
  const squares = new Float64Array(d);
  for (let row = 0, at = 0; row < rowCount; row++) {
    const weight = weights[row] ?? 0;
    for (let column = 0; column < d; column++, at++) {
      const distance = (values[at] ?? 0) - (centers[column] ?? 0);
      squares[column] = (squares[column] ?? 0) + weight * distance * distance;
    }
  }
  return squares;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum;
}
