import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Table } from "#engine/data/table.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { categoryCodes, findCategories, missingCategory, missingCode, unknownCategory } from "./category-codes.ts";
import { inputColumns, requireTable } from "./input-columns.ts";
import { type MadeColumn, outputName } from "./made-columns.ts";
import { numberColumn } from "./number-column.ts";
import { targetMeans } from "./target-means.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** A target encoder as plain data: each category with its smoothed mean of the target. */
export type TargetEncoder = ColumnTransformer & {
  readonly kind: "target-encoder";
  readonly columns: readonly {
    readonly name: string;
    readonly categories: readonly Label[];
    readonly means: readonly number[];
  }[];
  readonly overallMean: number;
  readonly unknown: "mean" | "missing" | "error";
  readonly missing: "mean" | "keep" | "error";
};

/** What both ways of fitting take. */
export type TargetEncoderOptions = {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly targets: ArrayLike<number>;
  readonly smoothing?: number | "auto";
  readonly unknown?: "mean" | "missing" | "error";
  readonly missing?: "mean" | "keep" | "error";
  readonly keepsInputs?: boolean;
};

/**
 * Learns to replace each category by the mean of the target over its rows: one column however many categories there are.
 *
 * A category with three rows has a mean made of luck, so means are drawn towards the overall mean; `smoothing` is the number
 * of rows of overall mean that each category gets in addition, or "auto" (default), which finds it from the scatter.
 *
 * Use the result for rows that were not fitted on: validation, test, serving. For the training rows themselves it leaks: each
 * row's own target is part of the mean that is to predict it, and a model will lean on the column more than it deserves. Use
 * `crossFitTargetEncoder` for those. An unknown or missing category becomes the overall mean unless told otherwise. O(n).
 *
 * @param table        the training rows
 * @param columns      names of text, boolean or number columns
 * @param targets      numbers, or 0 and 1 for two classes; length n
 * @param smoothing    0 or more, or "auto" (default)
 * @param unknown      "mean" (default), "missing" or "error"
 * @param missing      "mean" (default), "keep" or "error"
 * @param keepsInputs  whether inputs stay and the results are called `…_target`; default false
 * @throws {EngineError} "unknown-column", "empty", "length-mismatch", "not-finite", "out-of-range"
 * @example
 * const table = fromColumns({ city: ["A", "A", "B"] });
 * const transformer = fitTargetEncoder({ table, columns: ["city"], targets: [1, 0, 1], smoothing: 1 });
 * transformer.columns[0].means // => [(1 + 2 / 3) / 3, (1 + 2 / 3) / 2]
 * @source  Micci-Barreca 2001, A preprocessing scheme for high-cardinality categorical attributes; the formula of sklearn.preprocessing.TargetEncoder
 */
export function fitTargetEncoder({
  table,
  columns,
  targets,
  smoothing = "auto",
  unknown = "mean",
  missing = "mean",
  keepsInputs = false,
}: TargetEncoderOptions): TargetEncoder {
  const functionName = "fitTargetEncoder";
  const { inputs, numbers } = targetInputs({ functionName, table, columns, targets, smoothing, unknown, missing });
  const rows = Int32Array.from(numbers, (_, row) => row);
  let overallMean = 0;
  const fitted = inputs.map(({ name, column }) => {
    const categories = findCategories({ functionName, name, column });
    const codes = categoryCodes({ column, categories });
    const found = targetMeans({ codes, targets: numbers, rows, categoryCount: categories.length, smoothing });
    overallMean = found.overall;
    return { name, categories, means: [...found.means] };
  });
  return { kind: "target-encoder", version: 1, columns: fitted, overallMean, unknown, missing, keepsInputs };
}

/** The arguments of both ways of fitting, checked. */
export function targetInputs({
  functionName,
  table,
  columns,
  targets,
  smoothing,
  unknown,
  missing,
}: Required<Omit<TargetEncoderOptions, "keepsInputs">> & { readonly functionName: string }): {
  readonly inputs: ReturnType<typeof inputColumns>;
  readonly numbers: Float64Array;
} {
  const inputs = inputColumns({ functionName, table, columns });
  const { rowCount } = requireTable({ functionName, table });
  requireSameLength(functionName, { targets, table: { length: rowCount } });
  requireOneOf({ functionName, name: "unknown", value: unknown, options: ["mean", "missing", "error"] });
  requireOneOf({ functionName, name: "missing", value: missing, options: ["mean", "keep", "error"] });
  if (smoothing !== "auto") requireNumber({ functionName, name: "smoothing", value: smoothing, least: 0 });
  return { inputs, numbers: parseNumbers({ functionName, name: "targets", values: targets }) };
}

export function applyTargetEncoder({
  transformer,
  table,
}: {
  readonly transformer: TargetEncoder;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const { unknown, missing, overallMean, keepsInputs } = transformer;
  const inputs = inputColumns({ functionName, table, columns: transformer.columns.map(({ name }) => name) });
  return inputs.map(({ name, column }, at) => {
    const { categories = [], means = [] } = transformer.columns[at] ?? {};
    const codes = categoryCodes({ column, categories });
    const values = new Float64Array(codes.length);
    for (let row = 0; row < values.length; row++) {
      const code = codes[row] as number; // row < length
      const isMissing = code === missingCode;
      const rule = isMissing ? missing : unknown;
      if (code >= 0)
        values[row] = means[code] as number; // one mean a category
      else if (rule === "mean") values[row] = overallMean;
      else if (rule !== "error") values[row] = Number.NaN;
      else if (isMissing) throw missingCategory({ functionName, name, row });
      else throw unknownCategory({ functionName, name, column, row });
    }
    return { from: name, name: outputName({ name, suffix: "target", keepsInputs }), column: numberColumn(values) };
  });
}
