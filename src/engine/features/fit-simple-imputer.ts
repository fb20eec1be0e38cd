import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import { isMissingAt } from "#engine/data/cell.ts";
import { isBlank } from "#engine/data/is-blank.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Column, Table } from "#engine/data/table.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { categoryCodes, findCategories } from "./category-codes.ts";
import { centralMoments } from "./central-moments.ts";
import { requireValueOf } from "./column-settings.ts";
import { inputColumn, inputColumns, type NamedColumn, requireRows } from "./input-columns.ts";
import type { MadeColumn } from "./made-columns.ts";
import { numberColumn, presentNumbers } from "./number-column.ts";
import type { ColumnTransformer } from "./transformer.ts";
import { typedColumn } from "./typed-column.ts";

/** An imputer as plain data: for each column what stands in for a missing value. */
export type SimpleImputer = ColumnTransformer & {
  readonly kind: "simple-imputer";
  readonly columns: readonly { readonly name: string; readonly value: Label }[];
  readonly indicator: boolean;
};

/**
 * Learns what to put where a value is missing: the column's mean, median or most frequent value, or a constant of yours.
 *
 * The value is learned from the training rows and used for all others, so that a lonely row at serving time gets the same as
 * it would have got in training. That a value was missing may itself be telling: `indicator` adds a column `age_missing` of 0
 * and 1 before the trace is lost. For a value by group see `fitImputer` of `siklus/data`. O(n), "median" O(n log n).
 *
 * @param table      the training rows
 * @param columns    names of columns; for "mean" and "median" of numbers
 * @param strategy   "mean", "median" (default), "most-frequent" (of equals the smallest) or "constant"
 * @param value      for "constant", of the columns' type
 * @param indicator  default false
 * @throws {EngineError} "empty" where a column has no value to learn from, "wrong-type", "unknown-column", "not-finite", "out-of-range"
 * @example
 * const table = fromColumns({ age: [20, null, 40] });
 * numbers(transform({ transformer: fitSimpleImputer({ table, columns: ["age"], strategy: "mean" }), table }), "age") // => [20, 30, 40]
 * @source  agrees with sklearn.impute.SimpleImputer (test/conformance)
 */
export function fitSimpleImputer(given: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly strategy?: "mean" | "median" | "most-frequent" | "constant";
  readonly value?: Label;
  readonly indicator?: boolean;
}): SimpleImputer {
  const functionName = "fitSimpleImputer";
  const {
    table,
    columns,
    strategy = "median",
    value,
    indicator = false,
  } = requireOptions(functionName, given, ["table", "columns", "strategy", "value", "indicator"]);
  const options = ["mean", "median", "most-frequent", "constant"] as const;
  requireOneOf({ functionName, name: "strategy", value: strategy, options });
  const inputs = inputColumns({ functionName, table, columns });
  requireRows({ functionName, table });
  const fitted = inputs.map((input) => {
    if (strategy === "constant") return { name: input.name, value: requireValueOf({ ...input, functionName, value }) };
    if (strategy === "most-frequent") return { name: input.name, value: mostFrequent({ ...input, functionName }) };
    const present = presentNumbers({ ...input, functionName });
    const found =
      strategy === "mean" ? centralMoments(present).mean : quantileOfSorted({ sorted: sortNumbers(present), p: 0.5 });
    if (!Number.isFinite(found)) {
      const need = `numbers in ${shown(input.name)} whose ${strategy} is a finite number`;
      throw refusal({ code: "out-of-range", functionName, need, got: "larger ones", facts: { name: input.name } });
    }
    return { name: input.name, value: input.column.type === "boolean" ? found >= 0.5 : found };
  });
  return { kind: "simple-imputer", version: 1, columns: fitted, indicator, keepsInputs: false };
}

function mostFrequent(input: NamedColumn & { readonly functionName: string }): Label {
  const categories = findCategories(input);
  const counts = new Int32Array(categories.length);
  for (const code of categoryCodes({ column: input.column, categories })) {
    if (code >= 0) counts[code] = (counts[code] as number) + 1; // a code
  }
  const most = counts.reduce((so, count) => Math.max(so, count), 0);
  return categories[counts.indexOf(most)] as Label; // the count of some category
}

export function applyImputer({
  transformer,
  table,
}: {
  readonly transformer: SimpleImputer;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  return transformer.columns.flatMap(({ name, value }) => {
    const column = inputColumn({ functionName, table, name });
    requireValueOf({ functionName, name, column, value });
    const filled = { from: name, name, column: fill(column, value) };
    if (!transformer.indicator) return [filled];
    const flags = Float64Array.from({ length: table.rowCount }, (_, row) => Number(isMissingAt(column, row)));
    return [filled, { from: name, name: `${name}_missing`, column: numberColumn(flags) }];
  });
}

function fill(column: Column, value: Label): Column {
  if (isBlank(column)) return typedColumn(columnTypeOf(value), new Array(column.missing).fill(value));
  if (column.missing === 0) return column;
  if (column.type === "number") {
    return numberColumn(column.values.map((cell) => (Number.isNaN(cell) ? Number(value) : cell)));
  }
  if (column.type === "boolean") {
    return { type: "boolean", values: column.values.map((cell) => (cell === 255 ? Number(value) : cell)), missing: 0 };
  }
  const text = String(value);
  const known = column.dictionary.indexOf(text);
  const code = known < 0 ? column.dictionary.length : known;
  const dictionary = known < 0 ? [...column.dictionary, text] : column.dictionary;
  return { type: "text", codes: column.codes.map((cell) => (cell < 0 ? code : cell)), dictionary, missing: 0 };
}

function columnTypeOf(value: Label): Column["type"] {
  return typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "text";
}
