import { EngineError } from "./errors.ts";
import { requireSameLength } from "./require-same-length.ts";

/**
 * Row weights, checked: how many rows each row stands for.
 *
 * A weight of 2 is the same as the row standing there twice, a weight of 0 the same as the row being absent; every
 * weighted metric of the engine keeps that law. Weights need not sum to 1. A negative weight would take rows away that
 * were never there, and weights that are all 0 leave nothing to measure, so both are refused. O(n).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param weights       one weight a row, length n
 * @param rowCount      n
 * @returns             the same weights; a Float64Array is not copied
 * @throws {EngineError} "length-mismatch", or "invalid-weight" when one is negative, not finite or no number, or all are 0
 * @example parseWeights({ functionName: "accuracy", weights: [1, 0, 2.5], rowCount: 3 }) // => [1, 0, 2.5]
 */
export function parseWeights({
  functionName,
  weights,
  rowCount,
}: {
  readonly functionName: string;
  readonly weights: ArrayLike<number>;
  readonly rowCount: number;
}): Float64Array {
  requireSameLength(functionName, { rows: { length: rowCount }, weights });
  const parsed = weights instanceof Float64Array ? weights : new Float64Array(rowCount);
  let largest = 0;
  for (let row = 0; row < rowCount; row++) {
    const weight = weights[row];
    if (typeof weight !== "number" || !(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new EngineError(
        "invalid-weight",
        `${functionName} requires finite weights of 0 or more, got ${String(weight)} at row ${row}`,
        { function: functionName, got: String(weight), row },
      );
    }
    if (parsed !== weights) parsed[row] = weight;
    if (weight > largest) largest = weight;
  }
  if (largest === 0) {
    throw new EngineError("invalid-weight", `${functionName} requires a weight above 0, got only zeros`, {
      function: functionName,
      got: "0",
    });
  }
  return parsed;
}
