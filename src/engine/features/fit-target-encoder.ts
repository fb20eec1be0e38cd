import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import type { Table } from "#engine/data/table.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { acceptedCodes, findCategories, missingCode } from "./category-codes.ts";
import { inputColumn, inputColumns } from "./input-columns.ts";
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
 * @throws {EngineError} "unknown-column", "empty", "length-mismatch", "not-finite", "out-of-range"; "unknown-category" at a missing value that is refused
 * @example
 * const table = fromColumns({ city: ["A", "A", "B"] });
 * const transformer = fitTargetEncoder({ table, columns: ["city"], targets: [1, 0, 1], smoothing: 1 });
 * transformer.columns[0].means // => [(1 + 2 / 3) / 3, (1 + 2 / 3) / 2]
 * @source  Micci-Barreca 2001, A preprocessing scheme for high-cardinality categorical attributes; the formula of sklearn.preprocessing.TargetEncoder
 */
export function fitTargetEncoder(options: TargetEncoderOptions): TargetEncoder {
  return encoderOf(targetInputs({ functionName: "fitTargetEncoder", ...options }));
}

/** What both ways of fitting work on: the options checked and complete, each column with the code of every row. */
export type TargetInputs = Required<Pick<TargetEncoderOptions, "smoothing" | "unknown" | "missing" | "keepsInputs">> & {
  readonly targets: Float64Array;
  readonly inputs: readonly {
    readonly name: string;
    readonly categories: readonly Label[];
    readonly codes: Int32Array;
  }[];
};

export function targetInputs({
  functionName,
  table,
  columns,
  targets,
  smoothing = "auto",
  unknown = "mean",
  missing = "mean",
  keepsInputs = false,
}: TargetEncoderOptions & { readonly functionName: string }): TargetInputs {
  const named = inputColumns({ functionName, table, columns });
  requireSameLength(functionName, { targets, table: { length: table.rowCount } });
  requireOneOf({ functionName, name: "unknown", value: unknown, options: ["mean", "missing", "error"] });
  requireOneOf({ functionName, name: "missing", value: missing, options: ["mean", "keep", "error"] });
  if (smoothing !== "auto") requireNumber({ functionName, name: "smoothing", value: smoothing, least: 0 });
  const values = parseNumbers({ functionName, name: "targets", values: targets });
  requireSquarable({ functionName, values, names: ["targets"] });
  const inputs = named.map(({ name, column }) => {
    const categories = findCategories({ functionName, name, column });
    return { name, categories, codes: acceptedCodes({ functionName, name, column, categories, unknown, missing }) };
  });
  return { targets: values, inputs, smoothing, unknown, missing, keepsInputs };
}

/** The encoder that learns from all rows. */
export function encoderOf({ targets, inputs, smoothing, unknown, missing, keepsInputs }: TargetInputs): TargetEncoder {
  const rows = Int32Array.from(targets, (_, row) => row);
  let overallMean = 0;
  const columns = inputs.map(({ name, categories, codes }) => {
    const found = targetMeans({ codes, targets, rows, categoryCount: categories.length, smoothing });
    overallMean = found.overall;
    return { name, categories, means: [...found.means] };
  });
  return { kind: "target-encoder", version: 1, columns, overallMean, unknown, missing, keepsInputs };
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
  return transformer.columns.map(({ name, categories, means }) => {
    const column = inputColumn({ functionName, table, name });
    const codes = acceptedCodes({ functionName, name, column, categories, unknown, missing });
    const values = new Float64Array(codes.length);
    for (let row = 0; row < values.length; row++) {
      const code = codes[row] as number; // row < length
      const rule = code === missingCode ? missing : unknown;
      const otherwise = rule === "mean" ? overallMean : Number.NaN;
      values[row] = code >= 0 ? (means[code] as number) : otherwise; // one mean a category
    }
    return { from: name, name: outputName({ name, suffix: "target", keepsInputs }), column: numberColumn(values) };
  });
}
