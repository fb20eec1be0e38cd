import { EngineError } from "#engine/core/errors.ts";

/**
 * Predictions as they are, if all are finite. Features far larger than those that a model was fitted on can overflow its
 * arithmetic: infinity − infinity, or a row infinitely unlikely in every class. What comes out then means nothing. O(n × k).
 *
 * @param values       n × k, row after row
 * @param columnCount  k; default 1
 * @returns            the same values
 * @throws {EngineError} "out-of-range" naming the row
 * @example requireFinitePredictions({ functionName: "predictValues", values: Float64Array.of(1, 2) }) // => [1, 2]
 */
export function requireFinitePredictions({
  functionName,
  values,
  columnCount = 1,
}: {
  readonly functionName: string;
  readonly values: Float64Array;
  readonly columnCount?: number;
}): Float64Array {
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number; // at < length
    if (value - value === 0) continue;
    const row = Math.floor(at / columnCount);
    const text = `${functionName} requires features of a size that the model can compute with, got ${value} for row ${row}`;
    throw new EngineError("out-of-range", text, { function: functionName, got: String(value), row });
  }
  return values;
}
