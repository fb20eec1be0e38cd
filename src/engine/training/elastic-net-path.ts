import { EngineError } from "#engine/core/errors.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import {
  type ElasticNetProblem,
  type ElasticNetRows,
  elasticNetProblem,
  solveElasticNet,
} from "./elastic-net-problem.ts";
import type { LinearModel } from "./linear-model.ts";

/**
 * Lasso or elastic net over a whole range of penalties: which features come in, in which order, and how fast.
 *
 * It begins at the smallest penalty that leaves every coefficient at 0 and ends at a thousandth of it, in equal ratios. Each fit starts
 * from the one before (warm start), and the rows are read only once for all, so that a hundred penalties cost little more
 * than one. Score each model on rows it has not seen, and keep the best, or the simplest that is nearly as good.
 *
 * @param lassoShare  above 0 to 1; default 1, the lasso
 * @param count       how many penalties, 2 or more; default 100
 * @param smallest    the last penalty as a share of the first; above 0, below 1; default 0.001
 * @param penalties   your own instead, 0 or more each; they are taken from large to small
 * @param features, targets, weights, intercept, tolerance, maxIterations  as `fitElasticNet`
 * @returns           one model a penalty, from large to small. O(n × d² + count × iterations × d²)
 * @throws {EngineError} as `fitElasticNet`; "constant-column" when no feature moves with the targets, so that there is no first penalty
 * @example elasticNetPath({ features: [[-1, 1], [0, -2], [1, 1]], targets: [-3, 0, 3], penalties: [0.5, 2] }).map((model) => model.coefficients[0]) // => [0, 2.25]
 * @source  Friedman, Hastie & Tibshirani 2010; agrees with sklearn.linear_model.enet_path
 */
export function elasticNetPath(
  options: ElasticNetRows & {
    readonly lassoShare?: number;
    readonly count?: number;
    readonly smallest?: number;
    readonly penalties?: readonly number[] | undefined;
  },
): readonly LinearModel[] {
  const functionName = "elasticNetPath";
  const {
    lassoShare = 1,
    count = 100,
    smallest = 0.001,
    penalties,
    ...rows
  } = requireOptions(functionName, options, [
    "features",
    "targets",
    "weights",
    "intercept",
    "tolerance",
    "maxIterations",
    "lassoShare",
    "count",
    "smallest",
    "penalties",
  ]);
  requireNumber({
    functionName,
    name: "lassoShare",
    value: lassoShare,
    least: penalties ? 0 : Number.MIN_VALUE,
    most: 1,
  });
  requireNumber({ functionName, name: "count", value: count, least: 2, most: 100_000, whole: true });
  requireNumber({ functionName, name: "smallest", value: smallest, least: Number.MIN_VALUE, most: 1 });
  const problem = elasticNetProblem({ functionName, ...rows });
  const wanted = penalties ?? geometricPenalties({ problem, lassoShare, count, smallest });
  requireSameLength(functionName, { penalties: wanted });
  for (const penalty of wanted) requireNumber({ functionName, name: "penalties", value: penalty, least: 0 });
  const coefficients = new Float64Array(problem.names.length);
  const kind = lassoShare === 1 ? "lasso" : "elastic-net";
  return wanted
    .toSorted((a, b) => b - a)
    .map((penalty) => solveElasticNet({ kind, problem, coefficients, penalty, lassoShare }));
}

function geometricPenalties({
  problem,
  lassoShare,
  count,
  smallest,
}: {
  readonly problem: ElasticNetProblem;
  readonly lassoShare: number;
  readonly count: number;
  readonly smallest: number;
}): readonly number[] {
  const first = problem.products.withTarget.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / lassoShare;
  if (!(first > 0)) {
    const text = "elasticNetPath requires a feature that moves with the targets, got none";
    throw new EngineError("constant-column", text, { function: "elasticNetPath" });
  }
  return Array.from({ length: count }, (_, i) => first * smallest ** (i / (count - 1)));
}
