import { log } from "#engine/core/log.ts";
import { centredGram } from "./centred-gram.ts";
import { factorize, solveFactorized } from "./cholesky.ts";
import type { ClassProblem } from "./logistic-loss.ts";

/** Up to this many columns the curvature is taken whole; above, only its diagonal, because d² products a row cost too much. */
const mostColumns = 256;
/** The curvature is a guide, not the answer: about this many rows, evenly spread, show it well enough. */
const sampledRows = 4096;

/** Where L-BFGS begins, and what it takes the curvature for. */
export type StartingPoint = {
  readonly start: Float64Array;
  readonly precondition: (gradient: Float64Array, result: Float64Array) => void;
  readonly totalWeight: number;
};

/**
 * The best model without features (every class in its share) and the curvature of the log loss there: share × (1 − share) × XᵀWX + penalty
 * for each class. O(n × d²).
 */
export function curvatureOf({
  problem,
  classCount,
}: {
  readonly problem: ClassProblem;
  readonly classCount: number;
}): StartingPoint {
  const { matrix, codes, weights, hasIntercept } = problem;
  const d = matrix.columnCount;
  const sums = new Float64Array(classCount);
  let totalWeight = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0;
    sums[code] = (sums[code] ?? 0) + (weights[row] ?? 0);
    totalWeight += weights[row] ?? 0;
  }
  const isBinary = classCount === 2;
  const shares = sums.map((sum) => (hasIntercept ? sum / totalWeight : 1 / classCount));
  const blocks = isBinary ? [shares[1] ?? 0] : [...shares];
  const curvatures = blocks.map((share) => share * (1 - share));
  const start = new Float64Array(blocks.length * (d + 1));
  for (const [k, share] of blocks.entries()) {
    start[k * (d + 1) + d] = isBinary ? log(share) - log(1 - share) : log(share);
  }
  const solve = d <= mostColumns ? wholeCurvature(problem, curvatures) : diagonalCurvature(problem, curvatures);
  const precondition = (gradient: Float64Array, result: Float64Array): void => {
    result.set(gradient);
    for (const [k, curvature] of curvatures.entries()) {
      solve({ k, values: result, offset: k * (d + 1) });
      const at = k * (d + 1) + d;
      result[at] = (result[at] ?? 0) / (curvature * totalWeight);
    }
  };
  return { start: hasIntercept ? start : start.fill(0), precondition, totalWeight };
}

type Solve = (at: { readonly k: number; readonly values: Float64Array; readonly offset: number }) => void;

function wholeCurvature(problem: ClassProblem, factors: readonly number[]): Solve {
  const d = problem.matrix.columnCount;
  const gram = centredGram({ ...problem, mostRows: sampledRows });
  const squares = centredSquares(problem);
  const triangles = factors.map((factor) => {
    const triangle = gram.map((value) => factor * value);
    for (let column = 0; column < d; column++) {
      const at = column * (d + 1);
      // A rare column may have no row in the sample; a larger diagonal never harms.
      triangle[at] = Math.max(triangle[at] ?? 0, factor * (squares[column] ?? 0)) + problem.penalty;
    }
    factorize({ matrix: triangle, d });
    return triangle;
  });
  return ({ k, values, offset }) => solveFactorized({ factor: triangles[k] ?? gram, d, values, offset });
}

function diagonalCurvature(problem: ClassProblem, factors: readonly number[]): Solve {
  const squares = centredSquares(problem);
  return ({ k, values, offset }) => {
    for (let column = 0; column < squares.length; column++) {
      const curvature = (factors[k] ?? 0) * (squares[column] ?? 0) + problem.penalty;
      values[offset + column] = curvature > 0 ? (values[offset + column] ?? 0) / curvature : 0;
    }
  };
}

/** Σ weight × (x − centre)² of each column. */
function centredSquares({ matrix, weights, centres }: ClassProblem): Float64Array {
  const { rowCount, columnCount: d, values } = matrix;
  const squares = new Float64Array(d);
  for (let row = 0, at = 0; row < rowCount; row++) {
    const weight = weights[row] ?? 0;
    for (let column = 0; column < d; column++, at++) {
      const distance = (values[at] ?? 0) - (centres[column] ?? 0);
      squares[column] = (squares[column] ?? 0) + weight * distance * distance;
    }
  }
  return squares;
}
