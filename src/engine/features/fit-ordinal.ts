import { requireList } from "#engine/core/require-list.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Table } from "#engine/data/table.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { acceptedCodes, findCategories, missingCode, unknownCode } from "./category-codes.ts";
import { requireSettings, requireValueOf } from "./column-settings.ts";
import { inputColumn, inputColumns, type NamedColumn, requireRows } from "./input-columns.ts";
import { type MadeColumn, outputName } from "./made-columns.ts";
import { numberColumn } from "./number-column.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** An ordinal encoder as plain data: a category's number is its place in the list. */
export type OrdinalEncoder = ColumnTransformer & {
  readonly kind: "ordinal";
  readonly columns: readonly { readonly name: string; readonly categories: readonly Label[] }[];
  readonly unknown: "error" | "missing" | "code";
  readonly missing: "keep" | "error" | "code";
};

/**
 * Learns to replace categories by their numbers 0, 1, 2 …
 *
 * Right where categories have an order that you know ("low", "medium", "high": pass it as `order`), or where a tree will cut
 * the numbers anyway. Without `order` they are numbered as they sort, and a linear model would take that for a scale.
 *
 * A category that was not fitted is an error unless `unknown` says "missing" (NaN) or "code" (−1). A missing value stays
 * missing ("keep") unless `missing` says "error" or "code" (−2). O(n).
 *
 * @param table        the training rows
 * @param columns      names of text, boolean or number columns
 * @param order        for any of the columns its categories, lowest first
 * @param unknown      "error" (default), "missing" or "code"
 * @param missing      "keep" (default), "error" or "code"
 * @param keepsInputs  whether inputs stay and the results are called `…_code`; default false
 * @throws {EngineError} "unknown-column", "empty", "unknown-category" when the order lacks a category, "duplicate-key" when it has one twice
 * @example
 * const table = fromColumns({ size: ["small", "large", "small"] });
 * const transformer = fitOrdinal({ table, columns: ["size"], order: { size: ["small", "large"] } });
 * numbers(transform({ transformer, table }), "size") // => [0, 1, 0]
 * @source  agrees with sklearn.preprocessing.OrdinalEncoder (test/conformance)
 */
export function fitOrdinal(options: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly order?: Readonly<Record<string, readonly Label[]>>;
  readonly unknown?: "error" | "missing" | "code";
  readonly missing?: "keep" | "error" | "code";
  readonly keepsInputs?: boolean;
}): OrdinalEncoder {
  const functionName = "fitOrdinal";
  const {
    table,
    columns,
    order = {},
    unknown = "error",
    missing = "keep",
    keepsInputs = false,
  } = requireOptions(functionName, options, ["table", "columns", "order", "unknown", "missing", "keepsInputs"]);
  requireOneOf({ functionName, name: "unknown", value: unknown, options: ["error", "missing", "code"] });
  requireOneOf({ functionName, name: "missing", value: missing, options: ["keep", "error", "code"] });
  const inputs = inputColumns({ functionName, table, columns });
  requireRows({ functionName, table });
  requireSettings({ functionName, argument: "order", settings: order, columns });
  const fitted = inputs.map(({ name, column }) => {
    const given = Object.hasOwn(order, name) ? order[name] : undefined;
    const categories =
      given === undefined
        ? findCategories({ functionName, name, column })
        : requireCategories({ functionName, name, column, categories: given });
    acceptedCodes({ functionName, name, column, categories, unknown, missing });
    return { name, categories };
  });
  return { kind: "ordinal", version: 1, columns: fitted, unknown, missing, keepsInputs };
}

/** Categories in order, each once and of the column's type. */
function requireCategories({
  functionName,
  name,
  column,
  categories,
}: NamedColumn & { readonly functionName: string; readonly categories: readonly Label[] }): Label[] {
  requireList({ functionName, name: `the order of ${name}`, value: categories, least: 1 });
  if (new Set(categories).size < categories.length) {
    const need = `each category of ${shown(name)} once in its order`;
    throw refusal({ code: "duplicate-key", functionName, need, got: "one twice", facts: { name } });
  }
  return categories.map((value) => requireValueOf({ functionName, name, column, value }));
}

export function applyOrdinal({
  transformer,
  table,
}: {
  readonly transformer: OrdinalEncoder;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const { unknown, missing, keepsInputs } = transformer;
  return transformer.columns.map(({ name, categories }) => {
    const column = inputColumn({ functionName, table, name });
    const codes = acceptedCodes({ functionName, name, column, categories, unknown, missing });
    const values = new Float64Array(codes.length);
    for (let row = 0; row < values.length; row++) {
      const code = codes[row] as number; // row < length
      if (code === unknownCode) values[row] = unknown === "code" ? -1 : Number.NaN;
      else if (code === missingCode) values[row] = missing === "code" ? -2 : Number.NaN;
      else values[row] = code;
    }
    return { from: name, name: outputName({ name, suffix: "code", keepsInputs }), column: numberColumn(values) };
  });
}
