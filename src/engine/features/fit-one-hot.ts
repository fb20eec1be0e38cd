import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { Column, Table } from "#engine/data/table.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { acceptedCodes, findCategories, missingCode } from "./category-codes.ts";
import { inputColumn, inputColumns, requireRows } from "./input-columns.ts";
import type { MadeColumn } from "./made-columns.ts";
import { numberColumn } from "./number-column.ts";
import { requireCells } from "./require-cells.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** A one-hot encoder as plain data. */
export type OneHotEncoder = ColumnTransformer & {
  readonly kind: "one-hot";
  readonly columns: readonly { readonly name: string; readonly categories: readonly Label[] }[];
  readonly dropFirst: boolean;
  readonly unknown: "error" | "zeros";
  readonly missing: "error" | "zeros" | "category" | "keep";
};

/**
 * Learns to replace each categorical column by one column of 0 and 1 for each of its categories.
 *
 * A linear model can only multiply; "north" times a weight means nothing, and numbering the regions would claim that one is
 * twice another. A column for each category gives each its own weight. The new columns are called `region_north` and so on,
 * and they stand where the old one stood, sorted by category. With `dropFirst` the first category has no column and is
 * what all zeros mean: the columns of one feature then no longer add up to 1, which a linear model without penalty needs to
 * have one answer.
 *
 * A new category in later rows is an error unless `unknown` says "zeros" (belongs to no known category). A missing value is
 * an error unless `missing` says otherwise: "zeros", "category" (a column `region_missing` of its own: that nobody knows may
 * itself be telling) or "keep" (missing in all its columns). O(n × categories).
 *
 * @param table        the training rows
 * @param columns      names of text, boolean or number columns
 * @param dropFirst    default false
 * @param unknown      "error" (default) or "zeros"
 * @param missing      "error" (default), "zeros", "category" or "keep"
 * @param keepsInputs  whether the inputs stay beside their columns; default false
 * @returns            a fitted encoder for `transform` and `inverse`
 * @throws {EngineError} "unknown-column", "empty", "out-of-range" for an option, "unknown-category" at a missing value that no option covers
 * @example
 * const table = fromColumns({ region: ["north", "south", "north"] });
 * rows(transform({ transformer: fitOneHot({ table, columns: ["region"] }), table }))[0] // => { region_north: 1, region_south: 0 }
 * @source  agrees with sklearn.preprocessing.OneHotEncoder (test/conformance)
 */
export function fitOneHot(options: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly dropFirst?: boolean;
  readonly unknown?: "error" | "zeros";
  readonly missing?: "error" | "zeros" | "category" | "keep";
  readonly keepsInputs?: boolean;
}): OneHotEncoder {
  const functionName = "fitOneHot";
  const {
    table,
    columns,
    dropFirst = false,
    unknown = "error",
    missing = "error",
    keepsInputs = false,
  } = requireOptions(functionName, options, ["table", "columns", "dropFirst", "unknown", "missing", "keepsInputs"]);
  requireOneOf({ functionName, name: "unknown", value: unknown, options: ["error", "zeros"] });
  requireOneOf({ functionName, name: "missing", value: missing, options: ["error", "zeros", "category", "keep"] });
  const inputs = inputColumns({ functionName, table, columns });
  requireRows({ functionName, table });
  const fitted = inputs.map(({ name, column }) => {
    const categories = findCategories({ functionName, name, column });
    acceptedCodes({ functionName, name, column, categories, unknown, missing });
    return { name, categories };
  });
  return { kind: "one-hot", version: 1, columns: fitted, dropFirst, unknown, missing, keepsInputs };
}

export function applyOneHot({
  transformer,
  table,
}: {
  readonly transformer: OneHotEncoder;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const { unknown, missing } = transformer;
  const columnCount = transformer.columns.reduce((sum, { categories }) => sum + categories.length, 0);
  requireCells({ functionName, rowCount: table.rowCount, columnCount });
  return transformer.columns.flatMap(({ name, categories }) => {
    const column = inputColumn({ functionName, table, name });
    const codes = acceptedCodes({ functionName, name, column, categories, unknown, missing });
    const whenMissing = missing === "keep" ? Number.NaN : 0;
    return hotCategories({ encoder: transformer, categories }).map(({ label, code }) => ({
      from: name,
      name: `${name}_${label}`,
      column: indicator({ codes, code, whenMissing }),
    }));
  });
}

/** The categories that have a column, with the code that stands for each. */
export function hotCategories({
  encoder,
  categories,
}: {
  readonly encoder: Pick<OneHotEncoder, "dropFirst" | "missing">;
  readonly categories: readonly Label[];
}): { readonly label: string; readonly code: number }[] {
  const all = categories.map((category, code) => ({ label: String(category), code }));
  const known = encoder.dropFirst ? all.slice(1) : all;
  return encoder.missing === "category" ? [...known, { label: "missing", code: missingCode }] : known;
}

function indicator({
  codes,
  code,
  whenMissing,
}: {
  readonly codes: Int32Array;
  readonly code: number;
  readonly whenMissing: number;
}): Column {
  const values = new Float64Array(codes.length);
  for (let row = 0; row < values.length; row++) {
    const got = codes[row];
    values[row] = got === code ? 1 : got === missingCode ? whenMissing : 0;
  }
  return numberColumn(values);
}
