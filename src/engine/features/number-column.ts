import { isBlank } from "#engine/data/is-blank.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { NumberColumn } from "#engine/data/table.ts";
import type { NamedColumn } from "./input-columns.ts";

/**
 * The numbers of a column, NaN where one is missing; true counts as 1 and false as 0. A column without any value, whose
 * type nobody could see, counts as numbers that are all missing. A number column is not copied: do not write into the
 * result. O(n).
 *
 * @throws {EngineError} "wrong-type" for text, "not-finite" for an infinite value
 */
export function numbersOf({
  functionName,
  name,
  column,
}: NamedColumn & { readonly functionName: string }): Float64Array {
  if (column.type === "text") {
    if (isBlank(column)) return new Float64Array(column.codes.length).fill(Number.NaN);
    throw refusal({
      code: "wrong-type",
      functionName,
      need: `numbers in ${shown(name)}`,
      got: "text",
      facts: { name },
    });
  }
  if (column.type === "boolean")
    return Float64Array.from(column.values, (value) => (value === 255 ? Number.NaN : value));
  const { values } = column;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number; // row < length
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
      const need = `finite numbers in ${shown(name)}`;
      throw refusal({ code: "not-finite", functionName, need, got: `${value} at row ${row}`, facts: { name, row } });
    }
  }
  return values;
}

/** The values that are there, in order, as a fresh array. */
export function presentNumbers(input: NamedColumn & { readonly functionName: string }): Float64Array<ArrayBuffer> {
  const values = numbersOf(input);
  const present = new Float64Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number; // row < length
    if (!Number.isNaN(value)) present[count++] = value;
  }
  if (count > 0) return present.slice(0, count);
  const { functionName, name } = input;
  throw refusal({ code: "empty", functionName, need: `a value in ${shown(name)}`, got: "none", facts: { name } });
}

/** A column of numbers, with its missing ones counted. */
export function numberColumn(values: Float64Array): NumberColumn {
  let missing = 0;
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) missing++;
  return { type: "number", values, missing };
}

/** A column with each number replaced by its image; a missing one stays missing. */
export function mapNumbers(values: Float64Array, image: (value: number) => number): NumberColumn {
  const mapped = new Float64Array(values.length);
  for (let row = 0; row < mapped.length; row++) {
    const value = values[row] as number; // row < length
    mapped[row] = Number.isNaN(value) ? Number.NaN : image(value);
  }
  return numberColumn(mapped);
}
