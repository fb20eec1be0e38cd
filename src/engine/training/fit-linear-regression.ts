import { EngineError } from "#engine/core/errors.ts";
import type { Features } from "#engine/core/matrix.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { leastSquares } from "./least-squares.ts";
import type { LinearModel } from "./linear-model.ts";
import { parseTargetRows } from "./target-rows.ts";

/**
 * Linear regression: the straight line (with more features: the plane) whose squared misses are smallest in sum.
 *
 * Each coefficient says by how much the prediction moves when its feature grows by one unit *and all others stay*. Squares make
 * a miss of 10 cost as much as a hundred misses of 1, so single far-off rows pull hard. There is one answer and no setting to
 * tune, which makes this the model to try first on numbers.
 *
 * Where one column follows from others (three parts and their total; one-hot columns that always sum to 1), infinitely many
 * answers fit equally well. Software that picks one in silence gives coefficients that mean nothing; here the column is named
 * and you decide: drop it, or use `fitRidge`. Computed by QR, not by the normal equations, so that badly scaled columns keep
 * their digits.
 *
 * @param features   n × d, finite, n > d
 * @param targets    the numbers to predict, length n
 * @param weights    0 or more, length n; left out = 1 each
 * @param intercept  whether the line may have a level of its own (default) or must pass through 0
 * @returns          a model for `predictValues`. O(n × d²), memory O(d²)
 * @throws {EngineError} "singular-matrix" naming the column that follows from others, "too-few-rows", "not-finite", "wrong-type",
 *                       "empty", "length-mismatch", "invalid-weight"
 * @example
 * const model = fitLinearRegression({ features: [[0, 1], [1, 0], [2, 2], [3, 5]], targets: [4, 3, 11, 22] });
 * model.coefficients // => [2, 3]
 * model.intercept // => 1
 * @source  Legendre 1805; agrees with sklearn.linear_model.LinearRegression and with NIST's certified values for Longley's data
 */
export function fitLinearRegression(options: {
  readonly features: Features;
  readonly targets: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
  readonly intercept?: boolean;
}): LinearModel {
  const functionName = "fitLinearRegression";
  const {
    features,
    targets,
    weights,
    intercept = true,
  } = requireOptions(functionName, options, ["features", "targets", "weights", "intercept"]);
  const rows = parseTargetRows({ functionName, features, targets, weights });
  const { columnCount, names } = rows.matrix;
  const counting = rows.weights.reduce((count, weight) => (weight > 0 ? count + 1 : count), 0);
  const needed = columnCount + (intercept ? 1 : 0);
  if (counting < needed) {
    const text = `${functionName} requires at least ${needed} rows for ${columnCount} columns, got ${counting}`;
    throw new EngineError("too-few-rows", text, { function: functionName, needed, got: counting });
  }
  const solved = leastSquares({ functionName, ...rows, penalty: 0, hasIntercept: intercept });
  return {
    kind: "linear-regression",
    version: 1,
    featureNames: [...names],
    ...solved,
    penalty: 0,
    lassoShare: 0,
    iterations: 1,
    converged: true,
  };
}
