import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { parseUtc } from "#engine/core/utc-text.ts";
import type { QualityRule } from "./quality-rule.ts";
import { columnOf } from "./require-names.ts";
import { codeRows } from "./row-codes.ts";
import type { Column, Table } from "./table.ts";

/** What a rule about the whole table measured, and within which bounds it had to be; or why there is nothing to measure. */
export type Measurement =
  | { readonly measured: number; readonly unit: string; readonly min: number; readonly max: number }
  | { readonly problem: string };

type RuleOf<Check extends QualityRule["check"]> = Extract<QualityRule, { readonly check: Check }>;
type Input<Check extends QualityRule["check"]> = { readonly table: Table; readonly rule: RuleOf<Check> };

/** A statistic of the numbers that are there. */
export function measureStatistic({ table, rule }: Input<"statistic">): Measurement {
  const column = columnOf(table, rule.column);
  if (column.type !== "number")
    return { problem: `statistic needs a number column, and ${rule.column} is ${column.type}` };
  const values = column.values.filter((value) => !Number.isNaN(value));
  if (values.length === 0) return { problem: `${rule.column} has no values` };
  if (rule.statistic === "standard-deviation" && values.length < 2)
    return { problem: `${rule.column} has one value only` };
  return { measured: statisticOf(values, rule), unit: rule.statistic, ...boundsOf(rule) };
}

function statisticOf(values: Float64Array, { statistic, p = 0.5 }: RuleOf<"statistic">): number {
  const mean = compensatedSum(values) / values.length;
  switch (statistic) {
    case "mean":
      return mean;
    case "sum":
      return compensatedSum(values);
    case "min":
      return values.reduce((least, value) => Math.min(least, value));
    case "max":
      return values.reduce((most, value) => Math.max(most, value));
    case "quantile":
      return quantileOfSorted({ sorted: values.sort(), p });
    case "standard-deviation":
      return Math.sqrt(compensatedSum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
  }
}

/** How many different values, missing aside. */
export function measureDistinct({ table, rule }: Input<"distinct">): Measurement {
  const column = columnOf(table, rule.column);
  const { firstRows } = codeRows({ columns: [column], rowCount: table.rowCount });
  const measured = firstRows.length - (column.missing > 0 ? 1 : 0);
  return { measured, unit: "different values", ...boundsOf(rule) };
}

/** How many rows. */
export function measureRowCount({ table, rule }: Input<"row-count">): Measurement {
  return { measured: table.rowCount, unit: "rows", ...boundsOf(rule) };
}

/** How old the newest row is, in hours; a time after now has a negative age and breaks the rule. */
export function measureAge({ table, rule, now }: Input<"freshness"> & { readonly now: number }): Measurement {
  const newest = newestTime(columnOf(table, rule.column));
  if (typeof newest === "string") return { problem: `${rule.column} ${newest}` };
  return { measured: (now - newest) / 3_600_000, unit: "hours since the newest row", min: 0, max: rule.maxAgeHours };
}

/** Milliseconds since 1970, or why there is none. */
function newestTime(column: Column): number | string {
  if (column.type === "boolean") return "holds no times";
  let newest = Number.NEGATIVE_INFINITY;
  if (column.type === "number") {
    for (const value of column.values) if (value > newest) newest = value;
    return Number.isFinite(newest) ? newest : "has no times";
  }
  for (const code of new Set(column.codes)) {
    if (code < 0) continue;
    const text = column.dictionary[code] as string; // a code is an index
    const time = readTime(text);
    if (time === null) return `holds ${JSON.stringify(text.slice(0, 40))}, which is no time`;
    newest = Math.max(newest, time);
  }
  return Number.isFinite(newest) ? newest : "has no times";
}

function readTime(text: string): number | null {
  return /^\d{4}-\d\d-\d\d/.test(text) ? parseOrNull(text) : null;
}

/** A time that the calendar does not know is an outcome here, not misuse. */
function parseOrNull(text: string): number | null {
  try {
    return parseUtc(text);
  } catch {
    return null;
  }
}

function boundsOf({ min, max }: { readonly min?: number; readonly max?: number }): {
  readonly min: number;
  readonly max: number;
} {
  return { min: min ?? Number.NEGATIVE_INFINITY, max: max ?? Number.POSITIVE_INFINITY };
}
