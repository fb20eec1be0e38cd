import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type ElasticNetRows, elasticNetProblem, solveElasticNet } from "./elastic-net-problem.ts";
import type { LinearModel } from "./linear-model.ts";

/**
 * Elastic net: lasso and ridge at once, so that useless columns go to 0 and columns that say the same share the effect.
 *
 * It minimizes the mean of (target − prediction)² / 2 plus penalty × (lassoShare × Σ |coefficient| + (1 − lassoShare) / 2 × Σ coefficient²), the
 * intercept free of charge. A share of 1 is the lasso, of 0 a ridge (whose penalty is n times smaller than that of `fitRidge`,
 * which charges the sum of squares instead of their mean).
 *
 * @param features       n × d, finite; standardize the columns first, because the charge depends on units
 * @param targets        length n
 * @param penalty        0 or more; scikit-learn's alpha; default 1
 * @param lassoShare     0 to 1; scikit-learn's l1_ratio; default 0.5
 * @param weights        0 or more, length n; left out = 1 each
 * @param intercept      whether the line may have a level of its own; default true
 * @param tolerance      converged when every coefficient's slope is right within this share of the largest; default 1e-9
 * @param maxIterations  passes over the coefficients; default 10,000
 * @returns              a model for `predictValues`. O(n × d² + iterations × d²), by coordinate descent
 * @throws {EngineError} "out-of-range", "not-finite", "wrong-type", "empty", "length-mismatch", "invalid-weight"
 * @example
 * const model = fitElasticNet({ features: [[-1, -1], [0, 0], [1, 1]], targets: [-3, 0, 3], penalty: 1 });
 * model.coefficients.map((c) => Math.round(1e6 * c) / 1e6) // => [0.818182, 0.818182]
 * @source  Zou & Hastie 2005; agrees with sklearn.linear_model.ElasticNet
 */
export function fitElasticNet(
  options: ElasticNetRows & { readonly penalty?: number; readonly lassoShare?: number },
): LinearModel {
  const functionName = "fitElasticNet";
  const {
    penalty = 1,
    lassoShare = 0.5,
    ...rows
  } = requireOptions(functionName, options, [
    "features",
    "targets",
    "weights",
    "intercept",
    "tolerance",
    "maxIterations",
    "penalty",
    "lassoShare",
  ]);
  requireNumber({ functionName, name: "penalty", value: penalty, least: 0 });
  requireNumber({ functionName, name: "lassoShare", value: lassoShare, least: 0, most: 1 });
  const problem = elasticNetProblem({ functionName, ...rows });
  const coefficients = new Float64Array(problem.names.length);
  return solveElasticNet({ kind: "elastic-net", problem, coefficients, penalty, lassoShare });
}
