import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type ElasticNetRows, elasticNetProblem, solveElasticNet } from "./elastic-net-problem.ts";
import type { LinearModel } from "./linear-model.ts";

/**
 * Lasso: linear regression that is charged for the absolute size of its coefficients, and so sets many of them to exactly 0.
 *
 * It minimizes the mean of (target − prediction)² / 2 plus penalty × Σ |coefficient|, the intercept free of charge. A square is nearly
 * free close to 0, an absolute value is not: a feature that explains less than it costs is dropped, so the lasso selects
 * features while it fits. Of two columns that say the same it keeps one, by chance of the data; the elastic net keeps both.
 * The charge depends on units: standardize the columns first.
 *
 * @param features       n × d, finite
 * @param targets        length n
 * @param penalty        0 or more; scikit-learn's alpha; default 1
 * @param weights        0 or more, length n; left out = 1 each
 * @param intercept      whether the line may have a level of its own; default true
 * @param tolerance      converged when every coefficient's slope is right within this share of the largest; default 1e-9
 * @param maxIterations  passes over the coefficients; default 10,000
 * @returns              a model for `predictValues`. O(n × d² + iterations × d²), by coordinate descent
 * @throws {EngineError} "out-of-range", "not-finite", "wrong-type", "empty", "length-mismatch", "invalid-weight"
 * @example fitLasso({ features: [[-1, 1], [0, -2], [1, 1]], targets: [-3, 0, 3], penalty: 0.5 }).coefficients // => [2.25, 0]
 * @source  Tibshirani 1996; agrees with sklearn.linear_model.Lasso
 */
export function fitLasso(options: ElasticNetRows & { readonly penalty?: number }): LinearModel {
  const functionName = "fitLasso";
  const { penalty = 1, ...rows } = requireOptions(functionName, options, [
    "features",
    "targets",
    "weights",
    "intercept",
    "tolerance",
    "maxIterations",
    "penalty",
  ]);
  requireNumber({ functionName, name: "penalty", value: penalty, least: 0 });
  const problem = elasticNetProblem({ functionName, ...rows });
  const coefficients = new Float64Array(problem.names.length);
  return solveElasticNet({ kind: "lasso", problem, coefficients, penalty, lassoShare: 1 });
}
