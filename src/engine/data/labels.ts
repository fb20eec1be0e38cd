import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireColumn } from "./column.ts";
import type { Column, Table } from "./table.ts";

/**
 * The truth of a two-class problem as zeros and ones: 1 where the column equals `positive`, 0 everywhere else.
 * Positive is the class one looks for: "spam", "pos" for a disease, true.
 *
 * @param table     n rows
 * @param name      a column of any type without missing values
 * @param positive  the value that counts as 1; of the column's type
 * @returns         length n, of 0 and 1
 * @throws {EngineError} "invalid-label" when values are missing: whether they count as 0 is not for us to guess;
 *   "wrong-type" when `positive` is of another type than the column; "unknown-label" when a text column knows no such
 *   value, e.g. because of a typing error
 * @example Array.from(labels(readCsv("type\nspam\nham\nspam\n"), "type", { positive: "spam" })) // => [1, 0, 1]
 */
export function labels(
  table: Table,
  name: string,
  options: { readonly positive: string | number | boolean },
): Uint8Array<ArrayBuffer> {
  const found = requireColumn(table, name, "labels");
  const { positive } = requireOptions("labels", options, ["positive"]);
  const facts = { function: "labels", name };
  if (found.missing > 0) {
    const remedy = `filter first, e.g. with dropMissing({ table, columns: [${JSON.stringify(name)}] })`;
    const message = `labels requires no missing values in ${JSON.stringify(name)}, got ${found.missing}; ${remedy}`;
    throw new EngineError("invalid-label", message, { ...facts, missing: found.missing });
  }
  if (typeof positive !== valueType[found.type]) {
    const message = `labels requires a positive of type ${found.type} like the column ${JSON.stringify(name)}, got ${JSON.stringify(positive)}`;
    throw new EngineError("wrong-type", message, { ...facts, type: found.type });
  }
  return Uint8Array.from(storedValues(found), equals(storedForm(found, positive, facts)));
}

const valueType = { number: "number", text: "string", boolean: "boolean" } as const;

function storedValues(column: Column): ArrayLike<number> {
  return column.type === "text" ? column.codes : column.values;
}

function equals(stored: number): (value: number) => number {
  return (value) => (value === stored ? 1 : 0);
}

/** The number that stands for `positive` inside the column. */
function storedForm(
  column: Column,
  positive: string | number | boolean,
  facts: { readonly function: string; readonly name: string },
): number {
  if (column.type !== "text") return Number(positive);
  const code = column.dictionary.indexOf(String(positive));
  if (code >= 0) return code;
  const known = column.dictionary.slice(0, 5).map((value) => JSON.stringify(value));
  const message = `labels requires a positive that occurs in ${JSON.stringify(facts.name)}, got ${JSON.stringify(positive)}; the column has ${known.join(", ")}${column.dictionary.length > 5 ? " …" : ""}`;
  throw new EngineError("unknown-label", message, { ...facts, positive: String(positive) });
}
