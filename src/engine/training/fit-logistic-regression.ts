import { log } from "#engine/core/log.ts";
import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { runToEnd, type Steps } from "#engine/core/steps.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { parseClassRows } from "./class-rows.ts";
import { type DescentProgress, lbfgsSteps, type Minimum } from "./lbfgs.ts";
import { leastSquares, weightedCenters } from "./least-squares.ts";
import { curvatureAt } from "./logistic-curvature.ts";
import { type ClassProblem, logisticLoss } from "./logistic-loss.ts";
import type { LogisticRegression } from "./logistic-model.ts";
import { findSample, type ProblemRows } from "./logistic-sample.ts";
import type { ClassWeights } from "./multiply-class-weights.ts";
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
 * What is minimized: Σ weight × log loss + penalty / 2 × Σ coefficient², the intercepts free of charge. scikit-learn's C is
 * 1 / penalty, so both defaults are the same. The charge depends on units: standardize the columns first. With penalty 0 it is
 * the plain maximum likelihood of a glm; where the classes can then be told apart perfectly, no finite answer exists, the
 * coefficients grow and `converged` comes back false.
 *
 * Solved by L-BFGS (see `lbfgs.ts`), with the curvature at the start as a guide, so that columns of any scale take few iterations; of many
 * rows a sample is solved first and shows where to begin.
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
 * @throws {EngineError} "single-class", "out-of-range" (also features beyond 1e150), "singular-matrix" (penalty 0 and a column that follows from others), "not-finite",
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
export function* fitLogisticRegressionSteps(
  options: LogisticRegressionOptions,
): Steps<DescentProgress, LogisticRegression> {
  const functionName = "fitLogisticRegression";
  const {
    features,
    labels,
    penalty = 1,
    weights,
    classWeights,
    intercept = true,
    tolerance = 1e-7,
    maxIterations = 200,
  } = requireOptions(functionName, options, [
    "features",
    "labels",
    "penalty",
    "weights",
    "classWeights",
    "intercept",
    "tolerance",
    "maxIterations",
  ]);
  requireNumber({ functionName, name: "penalty", value: penalty, least: 0 });
  requireNumber({ functionName, name: "tolerance", value: tolerance, least: 0 });
  requireNumber({ functionName, name: "maxIterations", value: maxIterations, least: 1, whole: true });
  const matrix = parseMatrix({ functionName, features });
  requireSquarable({ functionName, ...matrix });
  const rows = parseClassRows({ functionName, labels, weights, classWeights, rowCount: matrix.rowCount });
  const { classes, codes } = rows;
  const targets = new Float64Array(matrix.rowCount);
  if (penalty === 0) {
    // Only to find columns that follow from others: it throws and names them.
    leastSquares({ functionName, matrix, targets, weights: rows.weights, penalty: 0, hasIntercept: intercept });
  }
  const d = matrix.columnCount;
  const all: ProblemRows = { matrix, codes, weights: rows.weights };
  const some = findSample({ rows: all, classCount: classes.length });
  // Where the columns are centered changes no answer, only how fast it is found, so the sample's means do.
  const middle = { ...(some ?? all), targets };
  const centers = intercept ? weightedCenters(middle) : new Float64Array(d);
  const problem: ClassProblem = { ...all, centers, penalty, hasIntercept: intercept };
  const sample = some && { ...problem, ...some };
  const classCount = classes.length;
  const found = yield* minimumSteps({ problem, sample, classCount, tolerance, maxIterations });
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
 * Of many rows a sample is solved first: its answer is where the descent of all rows begins, and its curvature there is their guide, so
 * that about five looks at all rows are enough instead of a dozen.
 */
function* minimumSteps({
  problem,
  sample,
  classCount,
  tolerance,
  maxIterations,
}: {
  readonly problem: ClassProblem;
  readonly sample: ClassProblem | undefined;
  readonly classCount: number;
  readonly tolerance: number;
  readonly maxIterations: number;
}): Steps<DescentProgress, Minimum> {
  const blocks = classCount === 2 ? 1 : classCount;
  const scale = Math.sqrt(problem.weights.reduce((sum, weight) => sum + weight, 0));
  let start = withoutFeatures({ problem, classCount });
  if (sample !== undefined) {
    const rough = lbfgsSteps({
      evaluate: lossOf({ problem: sample, classCount }),
      start,
      precondition: curvatureAt({ problem: sample, sample, blocks, parameters: start }),
      // In standard errors: the sample's own answer is further from that of all rows.
      slopeLimit: Math.sqrt(start.length),
      maxIterations: 30,
    });
    const near = runToEnd(rough);
    if (near.converged) start = near.parameters;
  }
  return yield* lbfgsSteps({
    evaluate: lossOf({ problem, classCount }),
    start,
    precondition: curvatureAt({ problem, sample: sample ?? problem, blocks, parameters: start }),
    slopeLimit: tolerance * scale,
    maxIterations,
  });
}

function lossOf({ problem, classCount }: { readonly problem: ClassProblem; readonly classCount: number }) {
  return (parameters: Float64Array, gradient: Float64Array): number =>
    classCount === 2
      ? logisticLoss({ problem, parameters, gradient })
      : softmaxLoss({ problem, classCount, parameters, gradient });
}

/** The best model that does not look at features: every class in its share. */
function withoutFeatures({
  problem: { matrix, codes, weights, hasIntercept },
  classCount,
}: {
  readonly problem: ClassProblem;
  readonly classCount: number;
}): Float64Array {
  const width = matrix.columnCount + 1;
  const start = new Float64Array((classCount === 2 ? 1 : classCount) * width);
  if (!hasIntercept) return start;
  const sums = new Float64Array(classCount);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0;
    sums[code] = (sums[code] ?? 0) + (weights[row] ?? 0);
  }
  const logs = sums.map(log);
  if (classCount === 2) start[width - 1] = (logs[1] ?? 0) - (logs[0] ?? 0);
  else for (const [k, log] of logs.entries()) start[k * width + width - 1] = log - (logs[0] ?? 0);
  return start;
}

/**
 * Rows of coefficients with their intercepts at 0 instead of at the centers. What is added to all classes alike changes no
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
      (level, slope, column) => level - slope * (problem.centers[column] ?? 0),
      parameters[k * (d + 1) + d] ?? 0,
    ),
  );
  const mean = intercepts.reduce((sum, level) => sum + level, 0) / rowCount;
  return { coefficients, intercepts: rowCount === 1 ? intercepts : intercepts.map((level) => level - mean) };
}
