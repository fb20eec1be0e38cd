import { cellAt } from "#engine/data/cell.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Column } from "#engine/data/table.ts";
import { compareLabels, type Label } from "#engine/metrics/label-codes.ts";
import type { NamedColumn } from "./input-columns.ts";

/** Codes that are no index of a category. */
export const missingCode = -1;
export const unknownCode = -2;

/** More categories than this are not categories: an identifier or a measurement was passed. */
const mostCategories = 100_000;

/**
 * The distinct values of a column, sorted: numbers by size, texts by the codes of their characters, false before true.
 *
 * @throws {EngineError} "not-finite" for an infinite number, "out-of-range" at more than 100,000 categories, "empty" at none
 */
export function findCategories({
  functionName,
  name,
  column,
}: NamedColumn & { readonly functionName: string }): Label[] {
  const categories = distinctValues(column).sort(compareLabels);
  const facts = { name };
  if (categories.length === 0) {
    throw refusal({ code: "empty", functionName, need: `a value in ${shown(name)}`, got: "none", facts });
  }
  if (categories.length > mostCategories) {
    const need = `at most ${mostCategories} categories in ${shown(name)}`;
    throw refusal({ code: "out-of-range", functionName, need, got: String(categories.length), facts });
  }
  const infinite = categories.find((value) => typeof value === "number" && !Number.isFinite(value));
  if (infinite === undefined) return categories;
  throw refusal({
    code: "not-finite",
    functionName,
    need: `finite numbers in ${shown(name)}`,
    got: String(infinite),
    facts,
  });
}

function distinctValues(column: Column): Label[] {
  if (column.type === "boolean") return [0, 1].filter((bit) => column.values.includes(bit)).map((bit) => bit === 1);
  if (column.type === "number") {
    // + 0 makes one category of 0 and -0.
    const distinct = new Set<number>();
    for (const value of column.values) if (!Number.isNaN(value)) distinct.add(value + 0);
    return [...distinct];
  }
  const isUsed = new Uint8Array(column.dictionary.length);
  for (const code of column.codes) if (code >= 0) isUsed[code] = 1;
  return [...new Set(column.dictionary.filter((_, code) => isUsed[code] === 1))];
}

/**
 * For every row the index of its category, −1 where the value is missing, −2 where it is none of the categories.
 * A text is looked up once for each distinct text, not for each row. O(n).
 */
export function categoryCodes({
  column,
  categories,
}: {
  readonly column: Column;
  readonly categories: readonly Label[];
}): Int32Array {
  const codeOf = new Map(categories.map((value, code) => [value, code]));
  const lookUp = (value: Label): number => codeOf.get(value) ?? unknownCode;
  if (column.type === "text") {
    const { codes, dictionary } = column;
    const translated = Int32Array.from(dictionary, lookUp);
    return Int32Array.from(codes, (code) => (code < 0 ? missingCode : (translated[code] as number))); // codes index the dictionary
  }
  if (column.type === "boolean") {
    const translated = [lookUp(false), lookUp(true)] as const;
    return Int32Array.from(column.values, (bit) => (bit === 255 ? missingCode : translated[bit === 1 ? 1 : 0]));
  }
  return Int32Array.from(column.values, (value) => (Number.isNaN(value) ? missingCode : lookUp(value + 0)));
}

/** The codes of a column, after looking that no row holds what its encoder refuses. O(n). */
export function acceptedCodes({
  functionName,
  name,
  column,
  categories,
  unknown,
  missing,
}: NamedColumn & {
  readonly functionName: string;
  readonly categories: readonly Label[];
  readonly unknown: string;
  readonly missing: string;
}): Int32Array {
  const codes = categoryCodes({ column, categories });
  const missingRow = missing === "error" ? codes.indexOf(missingCode) : -1;
  if (missingRow >= 0) throw missingCategory({ functionName, name, row: missingRow });
  const row = unknown === "error" ? codes.indexOf(unknownCode) : -1;
  if (row < 0) return codes;
  const need = `categories of ${shown(name)} that were fitted, or an option for unknown ones`;
  const got = `${shown(cellAt(column, row))} at row ${row}`;
  throw refusal({ code: "unknown-category", functionName, need, got, facts: { name, row } });
}

/** The error for a missing value where the encoder was not told what it means. */
export function missingCategory({
  functionName,
  name,
  row,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly row: number;
}): Error {
  const need = `a value in ${shown(name)} in every row, or an option for missing ones`;
  return refusal({ code: "unknown-category", functionName, need, got: `none at row ${row}`, facts: { name, row } });
}
