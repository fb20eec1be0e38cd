import { EngineError } from "./errors.ts";

/** Of this size 10⁸ squares can still be summed: a double ends at 1.8e308. */
const largest = 1e150;

/**
 * Stops at numbers so large that their squares, or the sum of these, would be infinite: variances, distances and inner
 * products would be NaN or infinity, and what is computed from them a wrong answer without a warning. O(n × d).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param values        n × d, row after row
 * @param names         one a column, length d
 * @throws {EngineError} "out-of-range" naming column and row
 * @example requireSquarable({ functionName: "fitPca", values: Float64Array.of(1, 2), names: ["x"] }) // => undefined
 */
export function requireSquarable({
  functionName,
  values,
  names,
}: {
  readonly functionName: string;
  readonly values: Float64Array;
  readonly names: readonly string[];
}): void {
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number; // at < length
    if (!(Math.abs(value) > largest)) continue;
    const name = names[at % names.length] ?? "";
    const row = Math.floor(at / names.length);
    const got = `${value} in ${name} at row ${row}`;
    const text = `${functionName} requires numbers whose squares can be summed, of size ${largest} at most, got ${got}`;
    throw new EngineError("out-of-range", text, { function: functionName, argument: name, got: String(value), row });
  }
}
