import type { Features } from "#engine/core/matrix.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { leastSquares } from "./least-squares.ts";
import type { LinearModel } from "./linear-model.ts";
import { parseTargetRows } from "./target-rows.ts";

/**
 * Ridge regression: linear regression that is charged for large coefficients, so that it believes single rows less.
 *
 * It minimizes Σ weight × (target − prediction)² + penalty × Σ coefficient², the intercept free of charge. A little bias buys
 * much less variance: where columns nearly say the same, plain least squares plays a huge positive coefficient against a
 * huge negative one, and the ridge shares the effect between them. More columns than rows are no obstacle. The charge depends
 * on units (meters or millimeters), so standardize the columns first, and choose the penalty by cross-validation.
 *
 * @param features   n × d, finite
 * @param targets    length n
 * @param penalty    0 or more; scikit-learn's alpha; default 1
 * @param weights    0 or more, length n; left out = 1 each
 * @param intercept  whether the line may have a level of its own; default true
 * @returns          a model for `predictValues`. O(n × d²), memory O(d²), in closed form by QR
 * @throws {EngineError} "out-of-range" for a negative penalty, "singular-matrix" when the penalty is 0 and a column follows from others,
 *                       else as `fitLinearRegression`
 * @example fitRidge({ features: [[-1], [0], [1]], targets: [-2, 0, 2], penalty: 2 }).coefficients // => [1]
 * @source  Hoerl & Kennard 1970; agrees with sklearn.linear_model.Ridge
 */
export function fitRidge(options: {
  readonly features: Features;
  readonly targets: ArrayLike<number>;
  readonly penalty?: number;
  readonly weights?: ArrayLike<number> | undefined;
  readonly intercept?: boolean;
}): LinearModel {
  const functionName = "fitRidge";
  const {
    features,
    targets,
    penalty = 1,
    weights,
    intercept = true,
  } = requireOptions(functionName, options, ["features", "targets", "penalty", "weights", "intercept"]);
  requireNumber({ functionName, name: "penalty", value: penalty, least: 0 });
  const rows = parseTargetRows({ functionName, features, targets, weights });
  const solved = leastSquares({ functionName, ...rows, penalty, hasIntercept: intercept });
  return {
    kind: "ridge",
    version: 1,
    featureNames: [...rows.matrix.names],
    ...solved,
    penalty,
    lassoShare: 0,
    iterations: 1,
    converged: true,
  };
}
