import { EngineError } from "#engine/core/errors.ts";
import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";

/** Probabilities of k classes for n rows, checked: in [0, 1], each row summing to 1 (but for 1e-6). O(n × k). */
export function requireClassProbabilities(functionName: string, probabilities: Features): Matrix {
  const matrix = parseMatrix({ functionName, features: probabilities });
  const { values, columnCount } = matrix;
  for (let row = 0; row < matrix.rowCount; row++) {
    let sum = 0;
    for (let at = row * columnCount; at < (row + 1) * columnCount; at++) {
      const value = values[at] ?? 0;
      if (value < 0 || value > 1) {
        throw new EngineError(
          "out-of-range",
          `${functionName} requires probabilities from 0 to 1, got ${value} at row ${row}`,
          { function: functionName, got: value, row },
        );
      }
      sum += value;
    }
    if (Math.abs(sum - 1) > 1e-6) {
      throw new EngineError(
        "not-a-distribution",
        `${functionName} requires probabilities that sum to 1, got ${sum} at row ${row}`,
        { function: functionName, got: sum, row },
      );
    }
  }
  return matrix;
}
