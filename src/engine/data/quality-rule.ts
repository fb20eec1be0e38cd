import type { Cell } from "./cell.ts";
import type { Row } from "./row.ts";
import type { Column } from "./table.ts";

/** What all rules may say. */
type RuleOptions = {
  /** Shown in the report; default: the check and its column. */
  readonly name?: string;
  /** Whether a failure makes the whole report fail ("error", the default) or only stands in it ("warning"). */
  readonly severity?: "error" | "warning";
};

/** What rules about single rows may say beside. */
type RowRuleOptions = RuleOptions & {
  /** The least share of rows looked at that must pass; default 1. */
  readonly minShare?: number;
  /** What a missing value means: "ignore" (default) leaves the row out of the count, "fail" counts it as broken. */
  readonly whenMissing?: "ignore" | "fail";
};

/** Bounds, both allowed; one of them may be left out. */
type Bounds = { readonly min?: number; readonly max?: number };

/**
 * A promise about a table, as plain data (but for "custom", which holds a function).
 *
 * About single rows, counted row by row:
 * - "completeness": the value is there. (Missing always counts as broken here.)
 * - "range": a number from `min` to `max`. "length": a text of `min` to `max` characters.
 * - "in-set": one of `values`. "pattern": a text that the regular expression matches; write ^ and $ for the whole text.
 * - "uniqueness": the combination of `columns` occurs once; of n equal rows n − 1 are broken.
 * - "reference": the combination of `columns` occurs in `toColumns` (default: the same names) of the table `to`.
 * - "custom": `holds(row)` is true. It looks at missing values itself, so there is no `whenMissing`.
 *
 * About the table as a whole:
 * - "row-count": from `min` to `max` rows. "type": the column has the type.
 * - "statistic": mean, standard-deviation, min, max, sum, or the `p`-quantile, over the values that are there.
 * - "distinct": how many different values there are.
 * - "freshness": the newest time of the column is at most `maxAgeHours` before `now`, and not after it. Times are ISO text,
 *   or numbers in milliseconds since 1970.
 */
export type QualityRule =
  | (RuleOptions & { readonly check: "completeness"; readonly column: string; readonly minShare?: number })
  | (RowRuleOptions & Bounds & { readonly check: "range" | "length"; readonly column: string })
  | (RowRuleOptions & { readonly check: "in-set"; readonly column: string; readonly values: readonly Cell[] })
  | (RowRuleOptions & { readonly check: "pattern"; readonly column: string; readonly pattern: string })
  | (RowRuleOptions & { readonly check: "uniqueness"; readonly columns: readonly string[] })
  | (RowRuleOptions & {
      readonly check: "reference";
      readonly columns: readonly string[];
      readonly to: string;
      readonly toColumns?: readonly string[];
    })
  | (RuleOptions & { readonly check: "custom"; readonly minShare?: number; readonly holds: (row: Row) => boolean })
  | (RuleOptions & Bounds & { readonly check: "row-count" })
  | (RuleOptions & { readonly check: "type"; readonly column: string; readonly type: Column["type"] })
  | (RuleOptions &
      Bounds & {
        readonly check: "statistic";
        readonly column: string;
        readonly statistic: "mean" | "standard-deviation" | "min" | "max" | "sum" | "quantile";
        readonly p?: number;
      })
  | (RuleOptions & Bounds & { readonly check: "distinct"; readonly column: string })
  | (RuleOptions & { readonly check: "freshness"; readonly column: string; readonly maxAgeHours: number });

/** The verdict on one rule. */
export type QualityResult = {
  readonly rule: QualityRule;
  readonly name: string;
  readonly severity: "error" | "warning";
  readonly status: "pass" | "fail";
  /** Rows looked at; for rules about the whole table all rows. */
  readonly checked: number;
  /** Rows that break the rule; 0 for rules about the whole table. */
  readonly broken: number;
  /** What was measured: the share of rows that pass, the statistic, the count, the age in hours; null when it cannot be. */
  readonly measured: number | null;
  /** The first few broken rows, by number and with the values in question. */
  readonly examples: readonly { readonly row: number; readonly values: Row }[];
  /** The verdict in a sentence, with what was expected. */
  readonly explanation: string;
};
