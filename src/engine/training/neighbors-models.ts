import type { Matrix } from "#engine/core/matrix.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { forEachNeighborhood } from "./nearest-rows.ts";

type Remembered = {
  readonly version: 1;
  readonly featureNames: readonly string[];
  /** How many rows answer. */
  readonly neighbors: number;
  /** "uniform": each answers alike; "distance": each by 1 / its distance, and rows at distance 0 alone where there are any. */
  readonly weighting: "uniform" | "distance";
  /** The rows themselves, row after row, n × d: the model remembers and learns nothing. */
  readonly values: readonly number[];
};

export type ClassificationNeighbors = Remembered & {
  readonly kind: "classification-neighbors";
  readonly classes: readonly Label[];
  /** The place of each row's class in `classes`, length n. */
  readonly codes: readonly number[];
};

export type RegressionNeighbors = Remembered & {
  readonly kind: "regression-neighbors";
  /** Length n. */
  readonly targets: readonly number[];
};

/** The votes of each row's neighbors as shares, m × k. O(m × n × d). */
export function neighborsProbabilities({
  model,
  matrix,
}: {
  readonly model: ClassificationNeighbors;
  readonly matrix: Matrix;
}): Float64Array {
  const classCount = model.classes.length;
  const codes = Int32Array.from(model.codes);
  const result = new Float64Array(matrix.rowCount * classCount);
  forEachNeighborhood({ model, matrix, visit });
  return result;

  function visit(row: number, nearest: Int32Array, votes: Float64Array): void {
    let total = 0;
    for (const vote of votes) total += vote;
    for (let i = 0; i < nearest.length; i++) {
      const at = row * classCount + (codes[nearest[i] ?? 0] ?? 0);
      result[at] = (result[at] ?? 0) + (votes[i] ?? 0) / total;
    }
  }
}

/** The mean target of each row's neighbors, length m. O(m × n × d). */
export function neighborsValues({
  model,
  matrix,
}: {
  readonly model: RegressionNeighbors;
  readonly matrix: Matrix;
}): Float64Array {
  const targets = Float64Array.from(model.targets);
  const result = new Float64Array(matrix.rowCount);
  forEachNeighborhood({ model, matrix, visit });
  return result;

  function visit(row: number, nearest: Int32Array, votes: Float64Array): void {
    let total = 0;
    let sum = 0;
    for (let i = 0; i < nearest.length; i++) {
      total += votes[i] ?? 0;
      sum += (votes[i] ?? 0) * (targets[nearest[i] ?? 0] ?? 0);
    }
    result[row] = sum / total;
  }
}
