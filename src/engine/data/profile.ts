import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type CorrelationMatrix, correlationMatrix } from "./correlation-matrix.ts";
import { type Histogram, histogramOfSorted } from "./histogram.ts";
import { type ColumnSchema, inferSchema } from "./infer-schema.ts";
import { presentValues } from "./present-values.ts";
import { refusal } from "./refusal.ts";
import { columnOf } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { sampleDeviation } from "./sample-deviation.ts";
import type { Table } from "./table.ts";
import { topValues } from "./top-values.ts";

/** What stands in a column of numbers. NaN where there is no value to compute it from. */
export type NumberProfile = {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Divided by count − 1. */
  readonly standardDeviation: number;
  /** Infinite values; they count for min and max, and are left out of mean, deviation, quantiles and histogram. */
  readonly infinite: number;
  readonly zeros: number;
  readonly negatives: number;
  readonly quantiles: readonly { readonly p: number; readonly value: number }[];
  /** null without a finite value. */
  readonly histogram: Histogram | null;
};

/** The schema of a column and what stands in it. */
export type ColumnProfile = ColumnSchema & {
  /** Values that are there. */
  readonly count: number;
  readonly missingShare: number;
  /** The most frequent values, equal counts in order of first appearance. */
  readonly top: readonly { readonly value: string | number | boolean; readonly count: number }[];
  /** null for texts and booleans. */
  readonly numbers: NumberProfile | null;
};

/** A report on a whole table, in plain data. */
export type TableProfile = {
  readonly rowCount: number;
  readonly columns: readonly ColumnProfile[];
  /** null when they were not asked for. */
  readonly correlations: {
    readonly pearson: CorrelationMatrix;
    readonly spearman: CorrelationMatrix;
    /** With bias correction, for columns of at most 50 categories. */
    readonly cramersV: CorrelationMatrix;
  } | null;
};

/**
 * The profile of a table: the first hour of looking at data, in one call. For each column its schema, what is missing, the most
 * frequent values; for numbers also range, mean, spread, quantiles and a histogram; and which columns go together.
 *
 * Read it with a question in mind: a minimum of 0 in a column of blood pressures is a missing value in disguise, two columns
 * that correlate with 1 are one column, a top value of 90 % leaves little to learn from.
 *
 * @param table    n rows
 * @param options  `bins`: as in `histogram`, default "freedman-diaconis"; `quantiles`: shares in [0, 1], default 0.05, 0.25, 0.5,
 *   0.75, 0.95; `top`: how many values, default 10; `correlations`: default true
 * @returns        plain data. O(n log n) a column, O(n) a pair of columns
 * @throws {EngineError} "wrong-type" for what is no table, "out-of-range" for an option
 * @example profile(readCsv("mass\n3\n4\n\n8\n")).columns[0].numbers.mean // => 5
 * @example profile(readCsv("sex\nmale\nmale\nfemale\n")).columns[0].top[0] // => { value: "male", count: 2 }
 * @source  agrees with pandas.DataFrame.describe, quantile, value_counts and corr (test/conformance)
 */
export function profile(
  table: Table,
  options: {
    readonly bins?: "freedman-diaconis" | "sturges" | number | undefined;
    readonly quantiles?: readonly number[] | undefined;
    readonly top?: number | undefined;
    readonly correlations?: boolean | undefined;
  } = {},
): TableProfile {
  requireTable(functionName, table);
  const {
    bins = "freedman-diaconis",
    quantiles = [0.05, 0.25, 0.5, 0.75, 0.95],
    top = 10,
    correlations = true,
  } = requireOptions(functionName, options, ["bins", "quantiles", "top", "correlations"]);
  requireNumber({ functionName, name: "top", value: top, least: 0, most: 1_000_000, whole: true });
  if (typeof bins === "number")
    requireNumber({ functionName, name: "bins", value: bins, least: 1, most: 1000, whole: true });
  else if (bins !== "freedman-diaconis" && bins !== "sturges") {
    throw refusal({ code: "out-of-range", functionName, need: "bins as a rule or a number", got: String(bins) });
  }
  for (const p of quantiles) requireNumber({ functionName, name: "quantiles", value: p, least: 0, most: 1 });
  const columns = inferSchema(table).map((schema): ColumnProfile => {
    const column = columnOf(table, schema.name);
    return {
      ...schema,
      count: table.rowCount - schema.missing,
      missingShare: table.rowCount === 0 ? 0 : schema.missing / table.rowCount,
      top: topValues({ column, top, rowCount: table.rowCount }),
      numbers: column.type === "number" ? profileNumbers({ values: column.values, bins, quantiles }) : null,
    };
  });
  return { rowCount: table.rowCount, columns, correlations: correlations ? correlate(table, columns) : null };
}

const functionName = "profile";

function profileNumbers({
  values,
  bins,
  quantiles,
}: {
  readonly values: Float64Array;
  readonly bins: "freedman-diaconis" | "sturges" | number;
  readonly quantiles: readonly number[];
}): NumberProfile {
  const present = presentValues(values).sort();
  // Infinity sorts to the ends.
  const finite = present.subarray(
    countWhere(present, (value) => value === Number.NEGATIVE_INFINITY),
    present.length - countWhere(present, (value) => value === Number.POSITIVE_INFINITY),
  );
  const count = finite.length;
  const mean = count === 0 ? Number.NaN : compensatedSum(finite) / count;
  return {
    min: present[0] ?? Number.NaN,
    max: present.at(-1) ?? Number.NaN,
    mean,
    standardDeviation: sampleDeviation({ values: finite, mean }),
    infinite: present.length - count,
    zeros: countWhere(present, (value) => value === 0),
    negatives: countWhere(present, (value) => value < 0),
    quantiles: quantiles.map((p) => ({ p, value: count === 0 ? Number.NaN : quantileOfSorted({ sorted: finite, p }) })),
    histogram: count === 0 ? null : histogramOfSorted({ sorted: finite, bins }),
  };
}

function correlate(table: Table, columns: readonly ColumnProfile[]): NonNullable<TableProfile["correlations"]> {
  const ofNumbers = columns.filter(({ type, numbers }) => type === "boolean" || numbers?.infinite === 0);
  const ofCategories = columns.filter(({ type, distinct }) => type !== "number" && distinct <= 50);
  const names = (chosen: readonly ColumnProfile[]): readonly string[] => chosen.map(({ name }) => name);
  const matrix = (method: CorrelationMatrix["method"], chosen: readonly string[]): CorrelationMatrix =>
    chosen.length === 0 ? { method, columns: [], values: [] } : correlationMatrix({ table, method, columns: chosen });
  return {
    pearson: matrix("pearson", names(ofNumbers)),
    spearman: matrix("spearman", names(ofNumbers)),
    cramersV: matrix("cramers-v-corrected", names(ofCategories)),
  };
}

function countWhere(values: Float64Array, isCounted: (value: number) => boolean): number {
  let count = 0;
  for (let row = 0; row < values.length; row++) if (isCounted(values[row] as number)) count++; // row < length
  return count;
}
