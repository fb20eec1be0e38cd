import { EngineError } from "#engine/core/errors.ts";
import type { Features } from "#engine/core/matrix.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { parseAnswers } from "./answers.ts";
import type { ClassificationNeighbors, RegressionNeighbors } from "./neighbors-models.ts";
import type { ClassAnswers, ValueAnswers } from "./tree-rows.ts";

export type NeighborsOptions = {
  /** n × d, finite; standardize the columns first. */
  readonly features: Features;
  /** How many answer, 1 to n; default 5. Of equally distant rows the earlier one is nearer. */
  readonly neighbors?: number;
  /** "uniform" (default): each answers alike; "distance": each by 1 / its distance, and rows at distance 0 alone where there are any. */
  readonly weighting?: "uniform" | "distance";
};

/**
 * k nearest neighbors: ask the rows that are most alike; for labels let them vote, for targets take their mean.
 *
 * Fitting only remembers; all work is done when predicting. Few neighbors follow every accident of the data, many blur what is
 * there: choose by cross-validation. "Near" means straight-line distance, so a column in grams outshouts one in meters
 * (standardize first), and with many columns all rows are about equally far. Its numbers never leave the range of the
 * targets seen, so it cannot continue a trend.
 *
 * @returns  a model for `predictLabels` and `predictProbabilities` (shares of the votes), or for `predictValues`. Fitting O(n × d), predicting m
 *           rows O(m × n × d)
 * @throws {EngineError} "too-few-rows" for fewer rows than neighbors, "single-class", "out-of-range", "not-finite", "wrong-type", "empty",
 *                       "length-mismatch", "invalid-label"
 * @example predictLabels({ model: fitNeighbors({ features: [[1], [2], [8], [9]], labels: ["low", "low", "high", "high"], neighbors: 1 }), features: [[3], [7]] }) // => ["low", "high"]
 * @example predictValues({ model: fitNeighbors({ features: [[1], [2], [9]], targets: [10, 20, 90], neighbors: 2 }), features: [[0]] }) // => [15]
 * @source  Cover & Hart 1967; agrees with sklearn.neighbors.KNeighborsClassifier and KNeighborsRegressor
 */
export function fitNeighbors(options: NeighborsOptions & ClassAnswers): ClassificationNeighbors;
export function fitNeighbors(options: NeighborsOptions & ValueAnswers): RegressionNeighbors;
export function fitNeighbors(
  given: NeighborsOptions & (ClassAnswers | ValueAnswers),
): ClassificationNeighbors | RegressionNeighbors {
  const functionName = "fitNeighbors";
  const {
    neighbors = 5,
    weighting = "uniform",
    ...options
  } = requireOptions(functionName, given, ["features", "neighbors", "weighting", "labels", "classWeights", "targets"]);
  requireNumber({ functionName, name: "neighbors", value: neighbors, least: 1, whole: true });
  requireOneOf({ functionName, name: "weighting", value: weighting, options: ["uniform", "distance"] });
  const { matrix, answers } = parseAnswers({ functionName, ...options });
  requireSquarable({ functionName, ...matrix });
  if (neighbors > matrix.rowCount) {
    const text = `${functionName} requires at least as many rows as neighbors, ${neighbors}, got ${matrix.rowCount}`;
    throw new EngineError("too-few-rows", text, { function: functionName, needed: neighbors, got: matrix.rowCount });
  }
  const remembered = {
    version: 1,
    featureNames: [...matrix.names],
    neighbors,
    weighting,
    values: Array.from(matrix.values),
  } as const;
  return answers.kind === "classes"
    ? {
        kind: "classification-neighbors",
        ...remembered,
        classes: answers.rows.classes,
        codes: Array.from(answers.rows.codes),
      }
    : { kind: "regression-neighbors", ...remembered, targets: Array.from(answers.rows.targets) };
}
