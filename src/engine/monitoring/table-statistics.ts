import { EngineError } from "#engine/core/errors.ts";
import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { countValues } from "#engine/data/count-by.ts";
import { isTable } from "#engine/data/is-table.ts";
import type { Column, NumberColumn, Table } from "#engine/data/table.ts";

/** What a column seems to hold, in Model Monitor's words. "Unknown" has no value at all. */
export type InferredType = "Integral" | "Fractional" | "String" | "Unknown";

/** A number column in numbers. */
export type NumberStatistics = {
  readonly mean: number;
  readonly sum: number;
  /** Of the population: divisor n, as Deequ and Model Monitor have it. */
  readonly standardDeviation: number;
  readonly min: number;
  readonly max: number;
  /** Number of different values. */
  readonly distinct: number;
  /** Ten bins of equal width from min to max; the upper limit belongs to the next bin, and the last has both. */
  readonly buckets: readonly { readonly lower: number; readonly upper: number; readonly count: number }[];
  /** The sorted values themselves, or evenly many of their quantiles: each stands for the same share of the rows. */
  readonly sketch: readonly number[];
};

/** A text or boolean column in numbers. */
export type TextStatistics = {
  readonly distinct: number;
  /** The most frequent values, true and false as words, the most frequent first. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
};

/** One column of a table in numbers. */
export type ColumnStatistics = {
  readonly name: string;
  readonly inferredType: InferredType;
  readonly present: number;
  readonly missing: number;
} & (
  | { readonly type: "number"; readonly numbers: NumberStatistics | null }
  | { readonly type: "text"; readonly texts: TextStatistics }
);

/** A table in numbers: what Model Monitor's statistics.json is made of. */
export type TableStatistics = {
  readonly kind: "table-statistics";
  readonly version: 1;
  readonly rowCount: number;
  readonly columns: readonly ColumnStatistics[];
};

/**
 * Describes a table so that later tables can be held against it without keeping the rows: the baseline of a
 * data-quality monitor.
 *
 * For each column: its type, how many values are present, and for numbers mean, sum, standard deviation, extremes, a
 * histogram and a sketch of the distribution; for text and booleans the most frequent values. The sketch is the sorted
 * column itself up to `sketchSize` values, beyond that as many evenly spaced quantiles: exact, where Model Monitor's
 * KLL sketch is approximate, because here the column is at hand.
 *
 * @param table         any table
 * @param sketchSize    from 2 to 100,000; default 2048, as KLL's k in Model Monitor
 * @param mostValues    how many text values to keep, 1 or more; default 100
 * @returns             plain data. O(n) a column for long tables
 * @throws {EngineError} "wrong-type" for what is no table, "empty" for a table without rows, "not-finite" for infinite
 *                      values, "out-of-range"
 * @example tableStatistics({ table: readCsv("mass,sex\n3750,male\n,female\n3250,male\n") }).columns[0].numbers.mean // => 3500
 * @source  Amazon SageMaker Developer Guide, Schema for statistics; Schelter et al. 2018 (Deequ)
 */
export function tableStatistics(options: StatisticsOptions): TableStatistics {
  return runToEnd(tableStatisticsSteps(options));
}

type StatisticsOptions = {
  readonly table: Table;
  readonly sketchSize?: number | undefined;
  readonly mostValues?: number | undefined;
};

/**
 * The same, one column at a time: `done` columns of `total`; stop with `return()`.
 *
 * @example tableStatisticsSteps({ table: readCsv("mass,sex\n3750,male\n") }).next().value // => { done: 1, total: 2 }
 */
export function* tableStatisticsSteps(options: StatisticsOptions): Steps<Progress, TableStatistics> {
  const {
    table,
    sketchSize = 2048,
    mostValues = 100,
  } = requireOptions(functionName, options, ["table", "sketchSize", "mostValues"]);
  requireSize("sketchSize", sketchSize, 2);
  requireSize("mostValues", mostValues, 1);
  const { rowCount, names, columns } = requireRows(functionName, table);
  const found: TableStatistics["columns"][number][] = [];
  for (const name of names) {
    found.push(describeColumn({ name, column: columns[name] as Column, rowCount, sketchSize, mostValues })); // names name the columns
    yield { done: found.length, total: names.length };
  }
  return { kind: "table-statistics", version: 1, rowCount, columns: found };
}

function describeColumn({
  name,
  column,
  rowCount,
  sketchSize,
  mostValues,
}: {
  readonly name: string;
  readonly column: Column;
  readonly rowCount: number;
  readonly sketchSize: number;
  readonly mostValues: number;
}): TableStatistics["columns"][number] {
  const head = { name, present: rowCount - column.missing, missing: column.missing };
  if (column.type === "number") {
    const numbers = head.present === 0 ? null : describeNumbers({ name, column, sketchSize });
    return { ...head, type: "number", inferredType: numberType(column, head.present), numbers };
  }
  const counted = countValues(column).map(({ value, count }) => ({ value: String(value), count }));
  const texts = { distinct: counted.length, values: counted.slice(0, mostValues) };
  return { ...head, type: "text", inferredType: head.present === 0 ? "Unknown" : "String", texts };
}

const functionName = "tableStatistics";

/** The table, if it is one and has rows. */
export function requireRows(caller: string, table: Table): Table {
  if (!isTable(table)) {
    const got = table === null ? "null" : typeof table;
    throw new EngineError("wrong-type", `${caller} requires a table, got ${got}`, { function: caller, got });
  }
  if (table.rowCount > 0 && table.names.length > 0) return table;
  throw new EngineError("empty", `${caller} requires at least one row and one column, got none`, { function: caller });
}

function numberType(column: NumberColumn, present: number): InferredType {
  if (present === 0) return "Unknown";
  return column.values.every((value) => Number.isInteger(value) || Number.isNaN(value)) ? "Integral" : "Fractional";
}

function describeNumbers({
  name,
  column,
  sketchSize,
}: {
  readonly name: string;
  readonly column: NumberColumn;
  readonly sketchSize: number;
}): NumberStatistics {
  const values = column.values.filter((value) => !Number.isNaN(value));
  const infinite = values.find((value) => !Number.isFinite(value));
  if (infinite !== undefined) {
    throw new EngineError(
      "not-finite",
      `${functionName} requires finite values in ${JSON.stringify(name)}, got ${infinite}`,
      {
        function: functionName,
        argument: name,
        got: String(infinite),
      },
    );
  }
  const sorted = sortNumbers(values);
  const count = sorted.length;
  const min = sorted[0] as number; // not empty
  const max = sorted[count - 1] as number; // not empty
  const sum = sorted.reduce((total, value) => total + value, 0);
  const mean = sum / count;
  let squares = 0;
  let distinct = 1;
  for (let i = 0; i < count; i++) {
    squares += ((sorted[i] as number) - mean) ** 2; // i < count
    if (i > 0 && sorted[i] !== sorted[i - 1]) distinct++;
  }
  const sketch =
    count <= sketchSize
      ? Array.from(sorted)
      : Array.from({ length: sketchSize }, (_, k) => quantileOfSorted({ sorted, p: k / (sketchSize - 1) }));
  const standardDeviation = Math.sqrt(squares / count);
  return { mean, sum, standardDeviation, min, max, distinct, buckets: histogram(sorted), sketch };
}

function histogram(sorted: Float64Array): NumberStatistics["buckets"] {
  const min = sorted[0] as number; // not empty
  const max = sorted[sorted.length - 1] as number; // not empty
  if (min === max) return [{ lower: min, upper: max, count: sorted.length }];
  const limits = Array.from({ length: 11 }, (_, k) => min * (1 - k / 10) + max * (k / 10));
  const counts = new Array<number>(10).fill(0);
  let bucket = 0;
  for (const value of sorted) {
    while (bucket < 9 && value >= (limits[bucket + 1] as number)) bucket++; // 11 limits
    counts[bucket] = (counts[bucket] as number) + 1; // bucket ≤ 9
  }
  return counts.map((count, k) => ({ lower: limits[k] as number, upper: limits[k + 1] as number, count })); // 11 limits
}

function requireSize(argument: string, size: number, least: number): void {
  if (Number.isInteger(size) && size >= least && size <= 100_000) return;
  throw new EngineError(
    "out-of-range",
    `${functionName} requires a whole ${argument} from ${least} to 100000, got ${size}`,
    {
      function: functionName,
      argument,
      got: String(size),
    },
  );
}
