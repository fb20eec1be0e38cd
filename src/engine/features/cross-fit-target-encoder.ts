import type { Rng } from "#engine/core/random.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { Table } from "#engine/data/table.ts";
import { missingCode } from "./category-codes.ts";
import { encoderOf, type TargetEncoder, type TargetEncoderOptions, targetInputs } from "./fit-target-encoder.ts";
import { parseFolds } from "./fold-of-rows.ts";
import { type MadeColumn, outputName, replaceColumns } from "./made-columns.ts";
import { numberColumn } from "./number-column.ts";
import { targetMeans } from "./target-means.ts";

/**
 * Target encoding for the training rows themselves, out of fold, together with the encoder for all later rows.
 *
 * The rows are dealt into folds; each row gets the mean that its category has in the other folds. So no row's own target is
 * in its feature, and a category of pure noise looks like noise to the model instead of like the answer. The encoder that is
 * returned beside it is fitted on all rows, as `fitTargetEncoder` does, and is meant for rows that were not among them: hence
 * `transform` of the training rows differs from `table`, on purpose. As a step of `fitPipeline` it does the right thing for both.
 * O(folds × n) a column.
 *
 * @param folds  how many (default 5), or for each row the number of its fold, e.g. by group or by time
 * @param rng    deals the rows; needed unless folds are given
 * @returns      the fitted encoder, and the training table with the columns replaced
 * @throws {EngineError} as `fitTargetEncoder`; "too-few-rows" for more folds than rows; "out-of-range" for less than two folds
 * @example
 * const table = fromColumns({ city: ["A", "A", "A", "B"] });
 * const fitted = crossFitTargetEncoder({ table, columns: ["city"], targets: [0, 6, 3, 1], smoothing: 0, folds: [0, 0, 1, 1] });
 * numbers(fitted.table, "city") // => [3, 3, 3, 3]
 * @source  the definition of sklearn.preprocessing.TargetEncoder.fit_transform (cross fitting)
 */
export function crossFitTargetEncoder(
  given: TargetEncoderOptions & { readonly folds?: number | ArrayLike<number>; readonly rng?: Rng },
): {
  readonly transformer: TargetEncoder;
  readonly table: Table;
} {
  const functionName = "crossFitTargetEncoder";
  const {
    folds = 5,
    rng,
    ...options
  } = requireOptions(functionName, given, [
    "table",
    "columns",
    "targets",
    "smoothing",
    "unknown",
    "missing",
    "keepsInputs",
    "folds",
    "rng",
  ]);
  const parsed = targetInputs({ functionName, ...options });
  const { targets, smoothing, missing, keepsInputs } = parsed;
  const { table, columns } = options;
  const { foldOf, foldCount } = parseFolds({ functionName, folds, rng, rowCount: table.rowCount });
  const made = parsed.inputs.map(({ name, categories, codes }): MadeColumn => {
    const values = new Float64Array(codes.length);
    for (let fold = 0; fold < foldCount; fold++) {
      const rows = rowsWhere(foldOf, (of) => of !== fold);
      const found = targetMeans({ codes, targets, rows, categoryCount: categories.length, smoothing });
      const whenMissing = missing === "keep" ? Number.NaN : found.overall;
      for (const row of rowsWhere(foldOf, (of) => of === fold)) {
        const code = codes[row] as number; // a row
        values[row] = code === missingCode ? whenMissing : (found.means[code] as number); // fitted on these rows: none is unknown
      }
    }
    return { from: name, name: outputName({ name, suffix: "target", keepsInputs }), column: numberColumn(values) };
  });
  return {
    transformer: encoderOf(parsed),
    table: replaceColumns({ functionName, table, inputs: columns, made, keepsInputs }),
  };
}

function rowsWhere(foldOf: Int32Array, isIn: (fold: number) => boolean): Int32Array {
  const rows = new Int32Array(foldOf.length);
  let count = 0;
  for (let row = 0; row < foldOf.length; row++) if (isIn(foldOf[row] as number)) rows[count++] = row; // row < length
  return rows.subarray(0, count);
}
