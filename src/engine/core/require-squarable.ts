import { EngineError } from "./errors.ts";
import { squarable } from "./square-unit.ts";

/**
 * Stops at numbers so large that their squares, or the sum of these, would be infinite, and at columns of numbers so small that
 * their squares would be 0: variances, distances and inner products would be infinite, NaN or 0, and what is computed from
 * them a wrong answer without a warning. Such a column is to be measured in another unit. O(n × d).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param values        n × d, row after row
 * @param names         one a column, length d
 * @param small         "refuse" (default) or "keep": whether a column may hold nothing but tiny numbers, as new rows may for a model
 * @throws {EngineError} "out-of-range" naming column and row
 * @example requireSquarable({ functionName: "fitPca", values: Float64Array.of(1, 2), names: ["x"] }) // => undefined
 */
export function requireSquarable({
  functionName,
  values,
  names,
  small = "refuse",
}: {
  readonly functionName: string;
  readonly values: Float64Array;
  readonly names: readonly string[];
  readonly small?: "refuse" | "keep";
}): void {
  const { smallest, largest } = squarable;
  const sizes = largestSizes({ values, columnCount: names.length });
  for (const [column, name] of names.entries()) {
    const size = sizes[column] as number; // one a column
    const isSmall = small === "refuse" && size > 0 && size < smallest;
    if (size <= largest && !isSmall) continue;
    const at = values.findIndex((value, cell) => cell % names.length === column && Math.abs(value) === size);
    const row = Math.floor(at / names.length);
    const got = `${values[at]} in ${name} at row ${row}${isSmall ? ", the largest of its column" : ""}`;
    const limit = isSmall ? `of size ${smallest} at least` : `of size ${largest} at most`;
    const text = `${functionName} requires numbers whose squares can be summed, ${limit}, got ${got}`;
    throw new EngineError("out-of-range", text, {
      function: functionName,
      argument: name,
      got: String(values[at]),
      row,
    });
  }
}

/** The largest size in each column; NaN is passed over. Row after row, as the numbers lie in memory. */
function largestSizes({
  values,
  columnCount,
}: {
  readonly values: Float64Array;
  readonly columnCount: number;
}): Float64Array {
  const sizes = new Float64Array(columnCount);
  for (let row = 0; row < values.length; row += columnCount) {
    for (let column = 0; column < columnCount; column++) {
      const size = Math.abs(values[row + column] as number); // values fill whole rows
      if (size > (sizes[column] as number)) sizes[column] = size; // column < columnCount
    }
  }
  return sizes;
}
