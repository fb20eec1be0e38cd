import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { cellAt } from "#engine/data/cell.ts";
import type { Column, Table } from "#engine/data/table.ts";
import { distributionDistance } from "./distribution-distance.ts";
import {
  type ColumnConstraints,
  type MonitoringConfig,
  requireConfig,
  type TableConstraints,
} from "./suggest-constraints.ts";
import { type InferredType, requireRows, type TableStatistics, tableStatistics } from "./table-statistics.ts";

/** The kinds of violation, by Model Monitor's names. */
export type CheckType =
  | "data_type_check"
  | "completeness_check"
  | "baseline_drift_check"
  | "missing_column_check"
  | "extra_column_check"
  | "categorical_values_check";

/** A constraint that a table breaks. */
export type Violation = {
  readonly column: string;
  readonly check: CheckType;
  /**
   * Which constraint exactly: AWS has no check type of its own for numbers below 0 and it counts as one of data type
   * here.
   */
  readonly constraint: "type" | "non-negative" | "completeness" | "distribution" | "column" | "domain";
  /** What was needed and what was found: shares of rows, or a distance. */
  readonly expected: number;
  readonly observed: number;
  readonly description: string;
};

/** A table held against constraints. */
export type ConstraintReport = {
  readonly rowCount: number;
  readonly violations: readonly Violation[];
};

/**
 * Holds a table against constraints and says which are broken, with the numbers.
 *
 * A column that is gone or new; a type that does not match (numbers become text, whole numbers fractions); fewer values
 * present than promised; numbers below 0; text outside its list; and, where the statistics of the baseline are given, a
 * distribution that lies further away than the threshold: for numbers the largest gap between the distribution
 * functions, for text the largest difference of one value's share. "Robust" first subtracts 1.8 √((n + m)/(n × m)),
 * about what chance alone can do, so that small samples do not ring for nothing. A missing value breaks completeness
 * and nothing else.
 *
 * @param table        the newer table, at least one row
 * @param constraints  from `suggestConstraints`, perhaps edited
 * @param statistics   of the baseline, for the comparison of distributions
 * @returns            violations in the order of the constraints' columns, new columns last. O(n) a column for long
 *                     tables
 * @throws {EngineError} "wrong-type", "empty", "not-finite", "unsupported-version"
 * @example
 * const statistics = tableStatistics({ table: readCsv("mass,sex\n3750,male\n3250,female\n") });
 * const constraints = suggestConstraints({ statistics });
 * const later = readCsv("mass,sex\n-1,male\n,femal\n");
 * checkConstraints({ table: later, constraints }).violations.map(({ constraint }) => constraint) // => ["completeness", "non-negative", "domain"]
 * @source  Amazon SageMaker Developer Guide, Schema for violations; the robust distance: Deequ, Distance.scala
 */
export function checkConstraints(options: {
  readonly table: Table;
  readonly constraints: TableConstraints;
  readonly statistics?: TableStatistics | undefined;
}): ConstraintReport {
  const functionName = "checkConstraints";
  const { table, constraints, statistics } = requireOptions(functionName, options, [
    "table",
    "constraints",
    "statistics",
  ]);
  requireFitted({ functionName, fitted: constraints, kinds: { "table-constraints": 1 } });
  if (statistics !== undefined) requireFitted({ functionName, fitted: statistics, kinds: { "table-statistics": 1 } });
  const { rowCount, names, columns } = requireRows(functionName, table);
  const now = statistics === undefined ? undefined : tableStatistics({ table });
  const known = new Set(constraints.columns.map(({ name }) => name));
  const violations = constraints.columns.flatMap((column): readonly Violation[] => {
    const found = Object.hasOwn(columns, column.name) ? columns[column.name] : undefined;
    if (found === undefined) return [columnViolation(column.name, "missing_column_check")];
    const config = requireConfig(functionName, { ...constraints.config, ...constraints.overrides[column.name] });
    const isOfType = ({ name }: { readonly name: string }): boolean => name === column.name;
    const before = statistics?.columns.find(isOfType);
    const after = now?.columns.find(isOfType);
    const distance =
      config.performComparison && before !== undefined && after !== undefined
        ? distributionDistance({ baseline: before, current: after, method: config.comparisonMethod })
        : undefined;
    return [
      ...checkType({ column, found, config }),
      ...checkCompleteness({ column, found, rowCount }),
      ...checkSigns({ column, found }),
      ...checkDomain({ column, found, config }),
      ...checkDistance({ column, distance, config }),
    ];
  });
  const extra = names.filter((name) => !known.has(name)).map((name) => columnViolation(name, "extra_column_check"));
  return { rowCount, violations: [...violations, ...extra] };
}

type Checked = { readonly column: ColumnConstraints; readonly found: Column };

function checkType({
  column: { name, inferredType },
  found,
  config: { typeMatch },
}: Checked & { readonly config: MonitoringConfig }): readonly Violation[] {
  const observed = shareOf(found, (cell) => isOfType(cell, inferredType));
  if (observed >= typeMatch) return [];
  const description = `Data type match requirement is not met. Expected data type: ${inferredType}, expected match: ${percent(typeMatch)}. Observed: only ${percent(observed)} of data is ${inferredType}.`;
  return [{ column: name, check: "data_type_check", constraint: "type", expected: typeMatch, observed, description }];
}

function checkCompleteness({
  column: { name, completeness },
  found,
  rowCount,
}: Checked & { readonly rowCount: number }): readonly Violation[] {
  const observed = (rowCount - found.missing) / rowCount;
  if (observed >= completeness) return [];
  const description = `Completeness requirement is not met. Expected at least ${percent(completeness)} of values, observed ${percent(observed)}.`;
  return [
    {
      column: name,
      check: "completeness_check",
      constraint: "completeness",
      expected: completeness,
      observed,
      description,
    },
  ];
}

function checkSigns({ column: { name, isNonNegative }, found }: Checked): readonly Violation[] {
  if (isNonNegative !== true || found.type !== "number") return [];
  const observed = shareOf(found, (cell) => typeof cell === "number" && cell >= 0);
  if (observed === 1) return [];
  const description = `Non-negativity requirement is not met. ${percent(1 - observed)} of values are below 0.`;
  return [{ column: name, check: "data_type_check", constraint: "non-negative", expected: 1, observed, description }];
}

function checkDomain({
  column: { name, domain },
  found,
  config: { domainMatch },
}: Checked & { readonly config: MonitoringConfig }): readonly Violation[] {
  if (domain === null) return [];
  const allowed = new Set(domain);
  const observed = shareOf(found, (cell) => allowed.has(String(cell)));
  if (observed >= domainMatch) return [];
  const description = `Value range requirement is not met. Expected match: ${percent(domainMatch)}. Observed: ${percent(1 - observed)} of values are outside the domain.`;
  return [
    {
      column: name,
      check: "categorical_values_check",
      constraint: "domain",
      expected: domainMatch,
      observed,
      description,
    },
  ];
}

function checkDistance({
  column: { name },
  distance,
  config: { comparisonThreshold },
}: {
  readonly column: ColumnConstraints;
  readonly distance: number | undefined;
  readonly config: MonitoringConfig;
}): readonly Violation[] {
  if (distance === undefined || distance <= comparisonThreshold) return [];
  const description = `Baseline drift distance ${distance} exceeds threshold ${comparisonThreshold}.`;
  return [
    {
      column: name,
      check: "baseline_drift_check",
      constraint: "distribution",
      expected: comparisonThreshold,
      observed: distance,
      description,
    },
  ];
}

function columnViolation(column: string, check: "missing_column_check" | "extra_column_check"): Violation {
  const isMissing = check === "missing_column_check";
  const description = isMissing
    ? "The column of the baseline is not in the table."
    : "The column is not in the baseline.";
  return { column, check, constraint: "column", expected: isMissing ? 1 : 0, observed: isMissing ? 0 : 1, description };
}

/** Share of the present values that pass; 1 when none is present, since a missing value breaks completeness only. */
function shareOf(column: Column, passes: (cell: string | number | boolean) => boolean): number {
  let passed = 0;
  let present = 0;
  if (column.type === "text") {
    // Each different text is looked at once.
    const isPassing = column.dictionary.map((text) => passes(text));
    for (let row = 0; row < column.codes.length; row++) {
      const code = column.codes[row] as number; // row < length
      if (code < 0) continue;
      present++;
      if (isPassing[code] === true) passed++;
    }
    return present === 0 ? 1 : passed / present;
  }
  for (let row = 0; row < column.values.length; row++) {
    const cell = cellAt(column, row);
    if (cell === null) continue;
    present++;
    if (passes(cell)) passed++;
  }
  return present === 0 ? 1 : passed / present;
}

/** Everything is a String; whole numbers are Fractional too; a text is a number when it reads as one. */
function isOfType(cell: string | number | boolean, type: InferredType): boolean {
  if (type === "String" || type === "Unknown") return true;
  const number = typeof cell === "string" && cell.trim() !== "" ? Number(cell) : cell;
  if (typeof number !== "number" || !Number.isFinite(number)) return false;
  return type === "Fractional" || Number.isInteger(number);
}

function percent(share: number): string {
  return `${Math.round(share * 1e6) / 1e4} %`;
}
