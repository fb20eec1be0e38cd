import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { centralMoments } from "./central-moments.ts";
import type { FeatureScores } from "./feature-scores.ts";
import { matrixColumn } from "./matrix-column.ts";

/**
 * The variance of each column (divisor n): what does not vary cannot tell rows apart.
 *
 * Drop constant columns with `selectBest({ scores, above: 0 })`. A higher limit only makes sense among columns of one unit, for a
 * variance grows with the square of the unit. O(n × d).
 *
 * @param features  n × d
 * @returns         names and variances
 * @throws {EngineError} as `parseMatrix`
 * @example columnVariances({ features: [[1, 5], [3, 5]] }).scores // => [1, 0]
 * @source  agrees with sklearn.feature_selection.VarianceThreshold
 */
export function columnVariances(options: { readonly features: Features }): FeatureScores {
  const functionName = "columnVariances";
  const { features } = requireOptions(functionName, options, ["features"]);
  const matrix = parseMatrix({ functionName, features });
  requireSquarable({ functionName, ...matrix });
  const scores = Float64Array.from(matrix.names, (_, j) => centralMoments(matrixColumn(matrix, j)).variance);
  return { names: [...matrix.names], scores };
}
