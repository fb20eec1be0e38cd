import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { countValues } from "./count-by.ts";
import { requireTable } from "./require-table.ts";
import { sampleDeviation } from "./sample-deviation.ts";
import type { Column, NumberColumn, Table } from "./table.ts";

/** What a column holds, by its type. `count` is the number of values that are there, `missing` of those that are not. */
export type ColumnSummary =
  | {
      readonly name: string;
      readonly type: "number";
      readonly count: number;
      readonly missing: number;
      readonly min: number;
      readonly max: number;
      readonly mean: number;
      readonly standardDeviation: number;
      /** Values below which lie a quarter, a half and three quarters of the data. */
      readonly quartiles: readonly [number, number, number];
    }
  | {
      readonly name: string;
      readonly type: "text" | "boolean";
      readonly count: number;
      readonly missing: number;
      /** Number of different values. */
      readonly distinct: number;
      /** The most frequent value, or null when there is none. */
      readonly top: { readonly value: string | boolean; readonly count: number } | null;
    };

/**
 * A summary of every column: the first thing to look at in a table one does not know.
 *
 * The standard deviation is the sample's (divided by count − 1); quartiles between two values are interpolated linearly.
 * Without values, numbers are NaN, as is the standard deviation of a single one. Costs O(n log n) for each number column.
 *
 * @param table  any table
 * @returns      one summary for each column, in order
 * @throws {EngineError} "wrong-type" for what is no table
 * @example describe(readCsv("mass\n3700\n3800\n3900\n"))[0].mean // => 3800
 * @example describe(readCsv("sex\nmale\nfemale\nmale\n"))[0].top // => { value: "male", count: 2 }
 * @source  quartiles: Hyndman & Fan 1996, type 7; agrees with pandas.DataFrame.describe (test/conformance)
 */
export function describe(table: Table): ColumnSummary[] {
  requireTable("describe", table);
  return table.names.map((name) => {
    const found = table.columns[name] as Column; // names name the columns
    return found.type === "number" ? describeNumbers(name, found) : describeValues(name, found);
  });
}

function describeValues(name: string, column: Exclude<Column, NumberColumn>): ColumnSummary {
  const counts = countValues(column);
  const first = counts[0];
  const top =
    first === undefined || typeof first.value === "number" ? null : { value: first.value, count: first.count };
  const count = (column.type === "text" ? column.codes : column.values).length - column.missing;
  return { name, type: column.type, count, missing: column.missing, distinct: counts.length, top };
}

function describeNumbers(name: string, column: NumberColumn): ColumnSummary {
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
  const count = sorted.length;
  const mean = count === 0 ? Number.NaN : compensatedSum(sorted) / count;
  return {
    name,
    type: "number",
    count,
    missing: column.missing,
    min: sorted[0] ?? Number.NaN,
    max: sorted[count - 1] ?? Number.NaN,
    mean,
    standardDeviation: sampleDeviation({ values: sorted, mean }),
    quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)],
  };
}

function quantile(sorted: Float64Array, fraction: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = fraction * (sorted.length - 1);
  const below = sorted[Math.floor(position)] as number; // position is inside
  const above = sorted[Math.ceil(position)] as number; // position is inside
  return below === above ? below : below + (above - below) * (position - Math.floor(position));
}
