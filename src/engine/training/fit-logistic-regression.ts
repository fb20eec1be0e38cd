import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { runToEnd, type Steps } from "#engine/core/steps.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { parseClassRows } from "./class-rows.ts";
import { type DescentProgress, lbfgsSteps } from "./lbfgs.ts";
import { leastSquares, weightedCentres } from "./least-squares.ts";
import { curvatureOf } from "./logistic-curvature.ts";
import { type ClassProblem, logisticLoss } from "./logistic-loss.ts";
import type { LogisticRegression } from "./logistic-model.ts";
import type { ClassWeights } from "./multiply-class-weights.ts";
import { requireInRange } from "./require-in-range.ts";
import { softmaxLoss } from "./softmax-loss.ts";

export type LogisticRegressionOptions = {
  readonly features: Features;
  readonly labels: ArrayLike<Label>;
  readonly penalty?: number;
  readonly weights?: ArrayLike<number> | undefined;
  readonly classWeights?: ClassWeights | undefined;
  readonly intercept?: boolean;
  readonly tolerance?: number;
  readonly maxIterations?: number;
};

/**
 * Logistic regression: probabilities whose log odds are a straight line in the features.
 *
 * Each coefficient moves the log odds of a class by so much for each unit of its feature; e to its power is the factor on the odds.
 * With more than two classes every class has its own line, and the softmax of all of them is the probability (multinomial). Of all
 * simple models its probabilities are the most honest, so it is the one to beat.
 *
 * What is minimised: Σ weight × log loss + penalty / 2 × Σ coefficient², the intercepts free of charge. scikit-learn's C is
 * 1 / penalty, so both defaults are the same. The charge depends on units: standardise the columns first. With penalty 0 it is
 * the plain maximum likelihood of a glm; where the classes can then be told apart perfectly, no finite answer exists, the
 * coefficients grow and `converged` comes back false.
 *
 * Solved by L-BFGS (see `lbfgs.ts`), with the curvature at the start as a guide, so that columns of any scale take few iterations.
 *
 * @param features       n × d, finite
 * @param labels         text, numbers or booleans of two or more classes, length n
 * @param penalty        0 or more; default 1
 * @param weights        0 or more, length n; left out = 1 each
 * @param classWeights   "balanced", or one number for a class by its label's text; see `rowWeights`
 * @param intercept      whether the log odds may have a level of their own; default true
 * @param tolerance      converged when the slope that is left, in standard errors of a coefficient per √(total weight), is at most this; default 1e-7
 * @param maxIterations  default 200
 * @returns              a model for `predictProbabilities` and `predictLabels`. O(n × d² + iterations × n × d × k); above 256 columns O(iterations × n × d × k)
 * @throws {EngineError} "single-class", "out-of-range", "singular-matrix" (penalty 0 and a column that follows from others), "not-finite",
 *                       "wrong-type", "empty", "length-mismatch", "invalid-label", "invalid-weight", "unknown-label"
 * @example
 * const model = fitLogisticRegression({ features: [[0], [0], [0], [1], [1], [1]], labels: ["no", "no", "yes", "no", "yes", "yes"], penalty: 0 });
 * Math.round(1e6 * Math.exp(model.intercepts[0])) / 1e6 // => 0.5
 * predictProbabilities({ model, features: [[1]] }).values.map((p) => Math.round(1e6 * p) / 1e6) // => [0.333333, 0.666667]
 * @source  Cox 1958; agrees with sklearn.linear_model.LogisticRegression and, without penalty, with R's glm
 */
export function fitLogisticRegression(options: LogisticRegressionOptions): LogisticRegression {
  return runToEnd(fitLogisticRegressionSteps(options));
}

/**
 * `fitLogisticRegression` that hands over its loss after every iteration and can be stopped with `return()`.
 *
 * @example runToEnd(fitLogisticRegressionSteps({ features: [[0], [1], [2], [3]], labels: [0, 1, 0, 1] })).converged // => true
 */
export function* fitLogisticRegressionSteps({
  features,
  labels,
  penalty = 1,
  weights,
  classWeights,
  intercept = true,
  tolerance = 1e-7,
  maxIterations = 200,
}: LogisticRegressionOptions): Steps<DescentProgress, LogisticRegression> {
  const functionName = "fitLogisticRegression";
  requireInRange({ functionName, name: "penalty", value: penalty, least: 0 });
  requireInRange({ functionName, name: "tolerance", value: tolerance, least: 0 });
  requireInRange({ functionName, name: "maxIterations", value: maxIterations, least: 1, whole: true });
  const matrix = parseMatrix({ functionName, features });
  const rows = parseClassRows({ functionName, labels, weights, classWeights, rowCount: matrix.rowCount });
  const { classes, codes } = rows;
  const targets = new Float64Array(matrix.rowCount);
  if (penalty === 0) {
    // Only to find columns that follow from others: it throws and names them.
    leastSquares({ functionName, matrix, targets, weights: rows.weights, penalty: 0, hasIntercept: intercept });
  }
  const d = matrix.columnCount;
  const centres = intercept ? weightedCentres({ matrix, targets, weights: rows.weights }) : new Float64Array(d);
  const problem: ClassProblem = { matrix, codes, weights: rows.weights, centres, penalty, hasIntercept: intercept };
  const { start, precondition, totalWeight } = curvatureOf({ problem, classCount: classes.length });
  const found = yield* lbfgsSteps({
    evaluate: (parameters, gradient) =>
      classes.length === 2
        ? logisticLoss({ problem, parameters, gradient })
        : softmaxLoss({ problem, classCount: classes.length, parameters, gradient }),
    start,
    precondition,
    slopeLimit: tolerance * Math.sqrt(totalWeight),
    maxIterations,
  });
  return {
    kind: "logistic-regression",
    version: 1,
    featureNames: [...matrix.names],
    classes,
    ...readParameters({ parameters: found.parameters, problem, classCount: classes.length }),
    penalty,
    loss: found.loss,
    iterations: found.iterations,
    converged: found.converged,
  };
}

/**
 * Rows of coefficients with their intercepts at 0 instead of at the centres. What is added to all classes alike changes no
 * probability: intercepts sum to 0, and coefficients do where no penalty has already seen to it.
 */
function readParameters({
  parameters,
  problem,
  classCount,
}: {
  readonly parameters: Float64Array;
  readonly problem: ClassProblem;
  readonly classCount: number;
}): { readonly coefficients: number[][]; readonly intercepts: number[] } {
  const d = problem.matrix.columnCount;
  const rowCount = classCount === 2 ? 1 : classCount;
  const coefficients = Array.from({ length: rowCount }, (_, k) =>
    Array.from(parameters.subarray(k * (d + 1), k * (d + 1) + d)),
  );
  if (rowCount > 1 && problem.penalty === 0) {
    for (let column = 0; column < d; column++) {
      const mean = coefficients.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rowCount;
      for (const row of coefficients) row[column] = (row[column] ?? 0) - mean;
    }
  }
  if (!problem.hasIntercept) return { coefficients, intercepts: coefficients.map(() => 0) };
  const intercepts = coefficients.map((row, k) =>
    row.reduce(
      (level, slope, column) => level - slope * (problem.centres[column] ?? 0),
      parameters[k * (d + 1) + d] ?? 0,
    ),
  );
  const mean = intercepts.reduce((sum, level) => sum + level, 0) / rowCount;
  return { coefficients, intercepts: rowCount === 1 ? intercepts : intercepts.map((level) => level - mean) };
}
