import { exp } from "#engine/core/exp.ts";
import type { Matrix } from "#engine/core/matrix.ts";
import type { Label } from "#engine/metrics/label-codes.ts";

/** Log odds that are a straight line in the features. */
export type LogisticRegression = {
  readonly kind: "logistic-regression";
  readonly version: 1;
  readonly featureNames: readonly string[];
  /** Sorted, length k. */
  readonly classes: readonly Label[];
  /**
   * For two classes one row: how the log odds of the second class move when a feature grows by one. For more classes one row a
   * class, length k × d, of scores that only mean something against each other.
   */
  readonly coefficients: readonly (readonly number[])[];
  /** One for each row of coefficients. */
  readonly intercepts: readonly number[];
  /** What was charged: penalty / 2 × Σ coefficient²; scikit-learn's C is 1 / penalty. */
  readonly penalty: number;
  /** The sum of weighted log losses plus the charge, at the end. */
  readonly loss: number;
  readonly iterations: number;
  /** False when the iterations ran out, e.g. because without a penalty the classes can be told apart perfectly. */
  readonly converged: boolean;
};

/** n × k probabilities, row after row. O(n × d × k). */
export function logisticProbabilities({
  model,
  matrix,
}: {
  readonly model: LogisticRegression;
  readonly matrix: Matrix;
}): Float64Array {
  const { rowCount, columnCount: d, values } = matrix;
  const classCount = model.classes.length;
  const rows = model.coefficients.map((row) => Float64Array.from(row));
  const result = new Float64Array(rowCount * classCount);
  const scores = new Float64Array(classCount);
  for (let row = 0, at = 0; row < rowCount; row++, at += d) {
    let highest = 0;
    // Two classes: the first has score 0. More: every class has its own.
    const first = classCount - rows.length;
    scores[0] = 0;
    for (let k = 0; k < rows.length; k++) {
      const slopes = rows[k] ?? scores;
      let z = model.intercepts[k] ?? 0;
      for (let column = 0; column < d; column++) z += (values[at + column] ?? 0) * (slopes[column] ?? 0);
      scores[first + k] = z;
    }
    highest = scores[0] ?? 0;
    for (let k = 1; k < classCount; k++) highest = Math.max(highest, scores[k] ?? 0);
    let sum = 0;
    for (let k = 0; k < classCount; k++) {
      const share = exp((scores[k] ?? 0) - highest);
      scores[k] = share;
      sum += share;
    }
    for (let k = 0; k < classCount; k++) result[row * classCount + k] = (scores[k] ?? 0) / sum;
  }
  return result;
}
