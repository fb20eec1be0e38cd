import { readIsoDay } from "./iso-day.ts";
import { presentValues } from "./present-values.ts";
import { readBooleanText, readNumberText } from "./read-cell-text.ts";
import type { Column, TextColumn } from "./table.ts";

/** What the values of a column seem to mean; the rules stand at `inferSchema`. */
export type Meaning =
  | "empty"
  | "constant"
  | "boolean"
  | "date"
  | "identifier"
  | "integer"
  | "decimal"
  | "category"
  | "text";

/** The different values of a column: `firstRows` holds one row for each, and perhaps one where it is missing. */
type Values = {
  readonly name: string;
  readonly column: Column;
  readonly firstRows: Int32Array;
  readonly count: number;
  readonly distinct: number;
};

export function looksLike(values: Values): Meaning {
  const { column, count, distinct } = values;
  if (count === 0) return "empty";
  if (distinct === 1) return "constant";
  if (column.type === "boolean") return "boolean";
  return column.type === "number"
    ? numbersLookLike(values, differentNumbers(column.values, values.firstRows))
    : textsLookLike(values, differentTexts(column, values.firstRows));
}

function numbersLookLike(values: Values, different: Float64Array): Meaning {
  if (different.every((value) => value === 0 || value === 1)) return "boolean";
  if (!different.every(Number.isInteger)) return "decimal";
  const isNamedSo = identifierName.test(inSnakeCase(values.name));
  return isUnique(values) && (isNamedSo || countsUp(different)) ? "identifier" : "integer";
}

function textsLookLike(values: Values, different: readonly string[]): Meaning {
  if (different.length === 2 && different.every((text) => !Number.isNaN(readBooleanText(text)))) return "boolean";
  if (different.every((text) => !Number.isNaN(readIsoDay(text)))) return "date";
  if (different.every((text) => !Number.isNaN(readNumberText(text)))) {
    return numbersLookLike(values, Float64Array.from(different, readNumberText));
  }
  if (isUnique(values) && different.every((text) => !/\s/.test(text))) return "identifier";
  return values.distinct <= 50 && values.count >= 2 * values.distinct ? "category" : "text";
}

const isUnique = ({ count, distinct }: Values): boolean => count >= 10 && distinct === count;

/** `customerId` as `customer_id`, so that one rule reads both. */
const inSnakeCase = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();

const identifierName = /(?:^|[^a-z])(?:id|key|code|no|nr|num|number|nik|uuid|guid)$/;

/** Whole numbers without a gap, in whatever order. */
function countsUp(different: Float64Array): boolean {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of different) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return max - min === different.length - 1;
}

function differentNumbers(values: Float64Array, firstRows: Int32Array): Float64Array {
  const different = new Float64Array(firstRows.length);
  for (let code = 0; code < different.length; code++) different[code] = values[firstRows[code] as number] as number; // a row of the column
  return presentValues(different);
}

function differentTexts({ codes, dictionary }: TextColumn, firstRows: Int32Array): string[] {
  return Array.from(firstRows, (row) => dictionary[codes[row] as number]).filter((text) => text !== undefined); // code −1 finds nothing
}
