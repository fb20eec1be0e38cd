import { EngineError } from "./errors.ts";

/**
 * A column of finite numbers as a Float64Array, the form every hot loop of the engine reads.
 *
 * One NaN in a sum turns the whole result into NaN, and one Infinity hides every other row, so both are found here, with
 * the row that holds them, before anything is computed. A Float64Array is checked and returned as it is, not copied: do
 * not write to the result. O(n).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param name          the name of the argument
 * @param values        the column, length n
 * @returns             the same numbers, length n
 * @throws {EngineError} "wrong-type" when an entry is no number, "not-finite" when one is NaN or infinite
 * @example parseNumbers({ functionName: "residuals", name: "actual", values: [3, 4.5] }) // => [3, 4.5]
 */
export function parseNumbers({
  functionName,
  name,
  values,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly values: ArrayLike<number>;
}): Float64Array {
  if (values instanceof Float64Array) {
    for (let row = 0; row < values.length; row++) {
      const value = values[row] ?? Number.NaN;
      // x - x is 0 for every finite x and NaN for NaN and both infinities.
      if (value - value !== 0) throw refusal({ functionName, name, value, row });
    }
    return values;
  }
  const numbers = new Float64Array(values.length);
  for (let row = 0; row < numbers.length; row++) {
    const value = values[row];
    if (typeof value !== "number" || value - value !== 0) throw refusal({ functionName, name, value, row });
    numbers[row] = value;
  }
  return numbers;
}

function refusal({
  functionName,
  name,
  value,
  row,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly value: unknown;
  readonly row: number;
}): EngineError {
  const isNumber = typeof value === "number";
  const need = isNumber ? "finite numbers" : "numbers";
  const got = isNumber ? String(value) : value === null ? "null" : typeof value;
  return new EngineError(
    isNumber ? "not-finite" : "wrong-type",
    `${functionName} requires ${need} in ${name}, got ${got} at row ${row}`,
    { function: functionName, argument: name, got, row },
  );
}
