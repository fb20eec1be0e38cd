import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/** Rows to learn numbers from, checked. */
export type TargetRows = {
  readonly matrix: Matrix;
  /** Length n. */
  readonly targets: Float64Array;
  /** What each row counts, length n; all 1 when no weights were given. */
  readonly weights: Float64Array;
};

/**
 * Features, targets and weights, checked and brought into the form that loops read. O(n × d).
 *
 * @param missing  "refuse" (default) or "keep" NaN in features
 * @throws {EngineError} "empty", "length-mismatch", "wrong-type", "not-finite", "invalid-weight"
 * @example parseTargetRows({ functionName: "fitRidge", features: [[1], [2]], targets: [3, 4] }).weights // => [1, 1]
 */
export function parseTargetRows({
  functionName,
  features,
  targets,
  weights,
  missing = "refuse",
}: {
  readonly functionName: string;
  readonly features: Features;
  readonly targets: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
  readonly missing?: "refuse" | "keep";
}): TargetRows {
  const matrix = parseMatrix({ functionName, features, missing });
  const { rowCount } = matrix;
  requireSameLength(functionName, { features: { length: rowCount }, targets });
  return {
    matrix,
    targets: parseNumbers({ functionName, name: "targets", values: targets }),
    weights:
      weights === undefined ? new Float64Array(rowCount).fill(1) : parseWeights({ functionName, weights, rowCount }),
  };
}
