import { EngineError } from "#engine/core/errors.ts";
import type { ConfusionMatrix } from "./count-label-pairs.ts";

/**
 * A confusion matrix that names its classes: one label for each row. Its cells are checked by `matrixSums`. O(1).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param matrix        what the caller passed
 * @returns             the same matrix
 * @throws {EngineError} "wrong-type" when it is no matrix (binary counts have no scores of classes), "length-mismatch" when
 *                       labels and rows differ in number
 * @example requireMatrix("classScores", { labels: ["a"], rows: [[3]], total: 3 }).labels // => ["a"]
 */
export function requireMatrix(functionName: string, matrix: ConfusionMatrix): ConfusionMatrix {
  const isMatrix = typeof matrix === "object" && Array.isArray(matrix?.labels) && Array.isArray(matrix.rows);
  if (!isMatrix) {
    throw new EngineError("wrong-type", `${functionName} requires a confusion matrix, got ${typeof matrix}`, {
      function: functionName,
      got: typeof matrix,
    });
  }
  if (matrix.labels.length === matrix.rows.length) return matrix;
  const got = `${matrix.labels.length} labels and ${matrix.rows.length} rows`;
  throw new EngineError("length-mismatch", `${functionName} requires one label for each row, got ${got}`, {
    function: functionName,
    got,
  });
}
