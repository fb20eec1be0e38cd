import { EngineError } from "#engine/core/errors.ts";
import { type Features, isMatrix, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { kindsForMissing, type Model } from "./model.ts";

/**
 * The features that a model shall predict for, checked against those it was fitted on.
 *
 * A matrix with the right number of columns in another order would give numbers that mean nothing, and nobody would
 * notice; so where both sides name their columns, the names must be the same in the same order. Plain rows have no names. O(n × d).
 *
 * @throws {EngineError} "length-mismatch" for another number of columns, "unknown-column" for other names or another order,
 *                       "empty", "wrong-type", "not-finite"
 */
export function parseModelFeatures({
  functionName,
  model,
  features,
}: {
  readonly functionName: string;
  readonly model: Model;
  readonly features: Features;
}): Matrix {
  const missing = kindsForMissing.has(model.kind) ? "keep" : "refuse";
  if (!("featureNames" in model)) return parseMatrix({ functionName, features, missing: "keep" });
  const { featureNames } = model;
  const matrix = parseMatrix({ functionName, features, columnCount: featureNames.length, missing });
  if (model.kind === "classification-neighbors" || model.kind === "regression-neighbors") {
    requireSquarable({ functionName, ...matrix, small: "keep" });
  }
  if (!isMatrix(features) || areInvented(featureNames) || areInvented(matrix.names)) return matrix;
  const at = featureNames.findIndex((name, column) => name !== matrix.names[column]);
  if (at >= 0) {
    const got = `${String(matrix.names[at])} in place of ${String(featureNames[at])}`;
    const text = `${functionName} requires the columns that the model was fitted on in their order, got ${got}`;
    throw new EngineError("unknown-column", text, { function: functionName, got });
  }
  return matrix;
}

/** x0, x1, x2 …: what `parseMatrix` calls the columns of plain rows. */
function areInvented(names: readonly string[]): boolean {
  return names.every((name, column) => name === `x${column}`);
}
