import type { Features } from "#engine/core/matrix.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { centeredGram } from "./centered-gram.ts";
import { descendCoordinates, type Products } from "./coordinate-descent.ts";
import { weightedCenters } from "./least-squares.ts";
import type { LinearModel } from "./linear-model.ts";
import { parseTargetRows } from "./target-rows.ts";

/** What lasso, elastic net and the path over penalties take alike. */
export type ElasticNetRows = {
  readonly features: Features;
  readonly targets: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
  readonly intercept?: boolean;
  readonly tolerance?: number;
  readonly maxIterations?: number;
};

/** The rows boiled down to the sums that coordinate descent reads: n is gone. */
export type ElasticNetProblem = {
  readonly products: Products;
  readonly names: readonly string[];
  /** Means of the columns and, last, of the target; 0 without an intercept. */
  readonly centers: Float64Array;
  readonly tolerance: number;
  readonly maxIterations: number;
};

/** O(n × d²). @throws {EngineError} as `fitElasticNet` */
export function elasticNetProblem({
  functionName,
  features,
  targets,
  weights,
  intercept = true,
  tolerance = 1e-9,
  maxIterations = 10_000,
}: ElasticNetRows & { readonly functionName: string }): ElasticNetProblem {
  requireNumber({ functionName, name: "tolerance", value: tolerance, least: 0 });
  requireNumber({ functionName, name: "maxIterations", value: maxIterations, least: 1, whole: true });
  const rows = parseTargetRows({ functionName, features, targets, weights });
  const { matrix } = rows;
  requireSquarable({ functionName, ...matrix });
  requireSquarable({ functionName, values: rows.targets, names: ["targets"] });
  const d = matrix.columnCount;
  const centers = intercept ? weightedCenters(rows) : new Float64Array(d + 1);
  const total = rows.weights.reduce((sum, weight) => sum + weight, 0);
  const withTarget = new Float64Array(d);
  for (let row = 0, at = 0; row < matrix.rowCount; row++) {
    const target = (rows.weights[row] ?? 0) * ((rows.targets[row] ?? 0) - (centers[d] ?? 0));
    for (let column = 0; column < d; column++, at++) {
      const value = (matrix.values[at] ?? 0) - (centers[column] ?? 0);
      withTarget[column] = (withTarget[column] ?? 0) + target * value;
    }
  }
  const gram = centeredGram({ matrix, weights: rows.weights, centers }).map((sum) => sum / total);
  return {
    products: { gram, withTarget: withTarget.map((sum) => sum / total) },
    names: [...matrix.names],
    centers,
    tolerance,
    maxIterations,
  };
}

/** The model at one penalty; `coefficients` is where to start and becomes the answer, so that the next penalty can go on from it. */
export function solveElasticNet({
  kind,
  problem,
  coefficients,
  penalty,
  lassoShare,
}: {
  readonly kind: "lasso" | "elastic-net";
  readonly problem: ElasticNetProblem;
  readonly coefficients: Float64Array;
  readonly penalty: number;
  readonly lassoShare: number;
}): LinearModel {
  const { products, names, centers, tolerance, maxIterations } = problem;
  const passes = descendCoordinates({
    products,
    coefficients,
    lasso: penalty * lassoShare,
    ridge: penalty * (1 - lassoShare),
    tolerance,
    maxIterations,
  });
  let intercept = centers[names.length] ?? 0;
  for (let j = 0; j < names.length; j++) intercept -= (coefficients[j] ?? 0) * (centers[j] ?? 0);
  return {
    kind,
    version: 1,
    featureNames: names,
    coefficients: Array.from(coefficients),
    intercept,
    penalty,
    lassoShare,
    ...passes,
  };
}
