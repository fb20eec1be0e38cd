import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { requireColumn } from "#engine/data/column.ts";
import { requireTable } from "#engine/data/require-table.ts";
import type { Table } from "#engine/data/table.ts";
import { adjustPValues, type Correction } from "./adjust-p-values.ts";
import { type Compared, compareColumn } from "./compare-column.ts";
import { type Drift, type DriftBinning, type DriftMeasure, requireMeasure } from "./drift-measure.ts";

/** From which value on a measure warns, and from which it calls drift. */
export type DriftThresholds = { readonly warning: number; readonly drift: number };

/** One column of two tables compared. */
export type ColumnDrift = {
  readonly name: string;
  readonly baselineMissingShare: number;
  readonly currentMissingShare: number;
} & (
  | (Drift & {
      readonly verdict: "stable" | "warning" | "drift";
      /** The p value corrected for the number of columns. */
      readonly adjustedPValue: number;
      readonly thresholds: DriftThresholds;
    })
  | {
      readonly verdict: "not-comparable";
      readonly reason: "missing-column" | "other-type" | "no-values" | "constant-baseline";
    }
);

/** Two tables compared column by column. */
export type TableDrift = {
  readonly columns: readonly ColumnDrift[];
  /** Share of the comparable columns that drifted; 0 when there is none. */
  readonly driftShare: number;
};

/**
 * Compares two tables column by column: which columns have moved since the baseline, how far, and could it be chance?
 *
 * Number columns are measured by `numberMeasure`, text and boolean columns by `categoryMeasure`, as `measureDrift`
 * does. A column drifts when its value reaches the threshold (the change is large enough to matter) and its p value,
 * corrected for the number of columns, is below `level` (it is too large for chance). Either alone misleads: with many
 * rows everything is significant, with few rows anything is large. The default thresholds are rules of thumb, not laws;
 * set your own where a cost is known.
 *
 * Missing values are left out of the measure and reported beside it as shares: watch them by `checkConstraints`. A new
 * category counts in a cell of its own. What can not be compared is said, not skipped: a column that is gone or changed
 * its type.
 *
 * @param baseline         the table to compare with, e.g. the training data
 * @param current          the newer table
 * @param columns          names in the baseline; default all
 * @param numberMeasure    default "ks"
 * @param categoryMeasure  default "chi-square" (Cramér's V)
 * @param thresholds       by measure; left out = psi and KL 0.1 and 0.25, wasserstein 0.1 and 0.25, chi-square 0.1 and
 *                         0.3, else 0.1 and 0.2
 * @param level            in (0, 1); default 0.05
 * @param correction       default "holm"; see `adjustPValues`
 * @param binning          `strategy`, `bins`, `edges` as in `fitBins`, for the measures over bins
 * @returns                one entry a column. O(rows) a column for long tables
 * @throws {EngineError} "wrong-type", "unknown-column", "not-finite" for infinite values, "out-of-range"
 * @example
 * const baseline = fromColumns({ mass: [1, 2, 3, 4, 5, 6, 7, 8], sex: ["m", "f", "m", "f", "m", "f", "m", "f"] });
 * const current = fromColumns({ mass: [11, 12, 13, 14, 15, 16, 17, 18], sex: ["f", "m", "f", "m", "f", "m", "f", "m"] });
 * compareTables({ baseline, current }).columns.map(({ verdict }) => verdict) // => ["drift", "stable"]
 */
export function compareTables(options: CompareOptions): TableDrift {
  return runToEnd(compareTablesSteps(options));
}

type CompareOptions = {
  readonly baseline: Table;
  readonly current: Table;
  readonly columns?: readonly string[];
  readonly numberMeasure?: DriftMeasure;
  readonly categoryMeasure?: DriftMeasure;
  readonly thresholds?: Readonly<Partial<Record<DriftMeasure, DriftThresholds>>>;
  readonly level?: number;
  readonly correction?: Correction;
  readonly binning?: DriftBinning;
};

/**
 * The same, one column at a time: `done` columns of `total`; stop with `return()`.
 *
 * @example
 * const baseline = fromColumns({ mass: [1, 2, 3], sex: ["m", "f", "m"] });
 * compareTablesSteps({ baseline, current: baseline }).next().value // => { done: 1, total: 2 }
 */
export function* compareTablesSteps(options: CompareOptions): Steps<Progress, TableDrift> {
  const {
    baseline,
    current,
    columns,
    numberMeasure = "ks",
    categoryMeasure = "chi-square",
    thresholds = {},
    level = 0.05,
    correction = "holm",
    binning,
  } = requireOptions(functionName, options, [
    "baseline",
    "current",
    "columns",
    "numberMeasure",
    "categoryMeasure",
    "thresholds",
    "level",
    "correction",
    "binning",
  ]);
  requireMeasure({ functionName, name: "numberMeasure", measure: numberMeasure, type: "number" });
  requireMeasure({ functionName, name: "categoryMeasure", measure: categoryMeasure, type: "category" });
  if (!(level > 0 && level < 1)) {
    throw new EngineError("out-of-range", `${functionName} requires a level strictly between 0 and 1, got ${level}`, {
      function: functionName,
      argument: "level",
      got: String(level),
    });
  }
  const before = requireTable(functionName, baseline, "baseline");
  const after = requireTable(functionName, current, "current");
  const names = columns ?? before.names;
  const compared: Compared[] = [];
  for (const name of names) {
    compared.push(
      compareColumn({
        name,
        baseline: requireColumn(before, name, functionName),
        current: Object.hasOwn(after.columns, name) ? after.columns[name] : undefined,
        measures: { number: numberMeasure, category: categoryMeasure },
        binning,
      }),
    );
    yield { done: compared.length, total: names.length };
  }
  const found = compared.flatMap(({ drift }) => (drift === undefined ? [] : [drift]));
  const adjusted =
    found.length === 0 ? [] : adjustPValues({ pValues: found.map(({ pValue }) => pValue), method: correction });
  let next = 0;
  const results = compared.map(({ head, drift, reason }): ColumnDrift => {
    if (drift === undefined) return { ...head, verdict: "not-comparable", reason: reason ?? "no-values" };
    const adjustedPValue = adjusted[next++] as number; // one for each drift, in order
    const limits = thresholds[drift.measure] ?? usualThresholds[drift.measure];
    const isSure = adjustedPValue < level;
    const verdict =
      isSure && drift.value >= limits.drift ? "drift" : isSure && drift.value >= limits.warning ? "warning" : "stable";
    return { ...head, ...drift, verdict, adjustedPValue, thresholds: limits };
  });
  const drifted = results.filter(({ verdict }) => verdict === "drift").length;
  return { columns: results, driftShare: found.length === 0 ? 0 : drifted / found.length };
}

const functionName = "compareTables";

const usualThresholds: Readonly<Record<DriftMeasure, DriftThresholds>> = {
  psi: { warning: 0.1, drift: 0.25 },
  ks: { warning: 0.1, drift: 0.2 },
  wasserstein: { warning: 0.1, drift: 0.25 },
  "jensen-shannon": { warning: 0.1, drift: 0.2 },
  "kullback-leibler": { warning: 0.1, drift: 0.25 },
  "total-variation": { warning: 0.1, drift: 0.2 },
  hellinger: { warning: 0.1, drift: 0.2 },
  "chi-square": { warning: 0.1, drift: 0.3 },
};
