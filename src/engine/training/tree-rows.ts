import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { parseClassRows } from "./class-rows.ts";
import type { ClassWeights } from "./multiply-class-weights.ts";
import { requireLabelsOrTargets } from "./require-labels-or-targets.ts";
import { parseTargetRows } from "./target-rows.ts";

/** What a tree shall learn: classes. */
export type ClassAnswers = {
  /** Text, numbers or booleans, length n. */
  readonly labels: ArrayLike<Label>;
  /** "balanced", or what a row of each class counts; left out = 1 each. */
  readonly classWeights?: ClassWeights | undefined;
  readonly targets?: undefined;
};

/** What a tree shall learn: numbers. */
export type ValueAnswers = {
  /** Finite, length n. */
  readonly targets: ArrayLike<number>;
  readonly labels?: undefined;
  readonly classWeights?: undefined;
};

/** Rows for a tree, checked; every one of them weighs more than 0. */
export type TreeRows = {
  readonly matrix: Matrix;
  readonly weights: Float64Array;
  /** The classes in order; none when numbers are learned. */
  readonly classes: readonly Label[] | undefined;
  /** The place of each row's class; all 0 when numbers are learned. */
  readonly codes: Int32Array;
  /** Each row's number; all 0 when classes are learned. */
  readonly targets: Float64Array;
};

/**
 * Features (NaN = missing) with labels or targets, checked. A row that weighs 0 is left out: it is as good as absent. O(n × d).
 *
 * @throws {EngineError} as `parseMatrix`, `parseClassRows` and `parseTargetRows`; "wrong-type" without labels and targets, or with both
 */
export function parseTreeRows({
  functionName,
  features,
  weights,
  labels,
  classWeights,
  targets,
}: {
  readonly functionName: string;
  readonly features: Features;
  readonly weights?: ArrayLike<number> | undefined;
} & (ClassAnswers | ValueAnswers)): TreeRows {
  requireLabelsOrTargets({ functionName, labels, targets });
  if (labels !== undefined) {
    const matrix = parseMatrix({ functionName, features, missing: "keep" });
    const rows = parseClassRows({ functionName, labels, weights, classWeights, rowCount: matrix.rowCount });
    return withoutWeightless({ ...rows, matrix, targets: new Float64Array(matrix.rowCount) });
  }
  const rows = parseTargetRows({ functionName, features, targets, weights, missing: "keep" });
  requireSquarable({ functionName, values: rows.targets, names: ["targets"] });
  return withoutWeightless({ ...rows, classes: undefined, codes: new Int32Array(rows.targets.length) });
}

function withoutWeightless({ matrix, weights, classes, codes, targets }: TreeRows): TreeRows {
  const kept = Int32Array.from(weights.keys()).filter((row) => (weights[row] ?? 0) > 0);
  if (kept.length === weights.length) return { matrix, weights, classes, codes, targets };
  const { columnCount } = matrix;
  const values = new Float64Array(kept.length * columnCount);
  for (const [at, row] of kept.entries()) {
    values.set(matrix.values.subarray(row * columnCount, (row + 1) * columnCount), at * columnCount);
  }
  return {
    matrix: { ...matrix, rowCount: kept.length, values },
    weights: Float64Array.from(kept, (row) => weights[row] ?? 0),
    classes,
    codes: Int32Array.from(kept, (row) => codes[row] ?? 0),
    targets: Float64Array.from(kept, (row) => targets[row] ?? 0),
  };
}
