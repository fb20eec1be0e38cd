import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { countValues } from "./count-by.ts";
import { type ColumnSummary, describe as summarize } from "./describe.ts";
import type { QualityRule } from "./quality-rule.ts";
import { columnOf } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { codeRows } from "./row-codes.ts";
import type { Column, NumberColumn, Table } from "./table.ts";

/** A rule that the baseline keeps, and what in the baseline speaks for it. */
export type SuggestedRule = { readonly rule: QualityRule; readonly reason: string };

/**
 * Proposes rules from a table that is known to be good: what held there should hold in the next delivery.
 *
 * The baseline itself keeps every proposed rule. They are proposals: the baseline has seen only so much, so read them, widen
 * what is too narrow, and strike out what was chance.
 *
 * - type of every column, as an error;
 * - completeness: at least the share that was there, less `slack` (nothing less where nothing was missing);
 * - range of numbers: the baseline's, wider by `slack` of its width on each side, but not below 0 where nothing was;
 * - mean: within half a standard deviation, a shift of medium size, as a warning;
 * - set of values: where text or truth values are at most `mostCategories` and each comes twice or more (and not far more
 *   seldom than the others), so that an unknown category is noticed, as a warning;
 * - uniqueness: where every value of a text or whole-number column is there and different, in ten rows or more;
 * - length of texts that are not such categories: at most twice the longest;
 * - row count: at least one row.
 *
 * @param table           the baseline, at least one row
 * @param slack           in [0, 1]; default 0.05
 * @param mostCategories  default 20
 * @returns               rules with reasons. O(rows × columns)
 * @throws {EngineError} "wrong-type", "out-of-range"
 * @example suggestQualityRules({ table: fromColumns({ age: [20, 30, 40] }) }).map(({ rule }) => rule.check) // => ["row-count", "type", "completeness", "range", "statistic"]
 * @source  after the constraint suggestion of Deequ (Schelter et al. 2018) and Amazon SageMaker Model Monitor's baselines
 */
export function suggestQualityRules(options: {
  readonly table: Table;
  readonly slack?: number;
  readonly mostCategories?: number;
}): SuggestedRule[] {
  const functionName = "suggestQualityRules";
  const {
    table,
    slack = 0.05,
    mostCategories = 20,
  } = requireOptions(functionName, options, ["table", "slack", "mostCategories"]);
  requireTable(functionName, table);
  requireNumber({ functionName, name: "slack", value: slack, least: 0, most: 1 });
  requireNumber({ functionName, name: "mostCategories", value: mostCategories, least: 0, whole: true });
  if (table.rowCount === 0) return [];
  const reason = `the baseline has ${table.rowCount} rows`;
  const summaries = summarize(table);
  return [
    { rule: { check: "row-count", min: 1 }, reason },
    ...summaries.flatMap((summary) => {
      const column = columnOf(table, summary.name);
      return [
        ...aboutPresence({ summary, rowCount: table.rowCount, slack }),
        ...(column.type === "number"
          ? aboutNumbers({ summary, slack })
          : aboutCategories({ summary, column, slack, mostCategories })),
        ...aboutUniqueness({ summary, column, rowCount: table.rowCount }),
      ];
    }),
  ];
}

function aboutPresence({
  summary: { name, type, count, missing },
  rowCount,
  slack,
}: {
  readonly summary: ColumnSummary;
  readonly rowCount: number;
  readonly slack: number;
}): SuggestedRule[] {
  const share = count / rowCount;
  const minShare = missing === 0 ? 1 : Math.max(0, share - slack);
  return [
    { rule: { check: "type", column: name, type }, reason: `${name} is ${type}` },
    {
      rule: { check: "completeness", column: name, minShare },
      reason:
        missing === 0 ? `no value of ${name} is missing` : `${missing} of ${rowCount} values of ${name} are missing`,
    },
  ];
}

function aboutNumbers({
  summary,
  slack,
}: {
  readonly summary: ColumnSummary;
  readonly slack: number;
}): SuggestedRule[] {
  if (summary.type !== "number" || summary.count === 0) return [];
  const { name, min, max, mean, standardDeviation } = summary;
  const margin = slack * (max - min);
  const low = min >= 0 ? Math.max(0, min - margin) : min - margin;
  // Infinite values, and numbers near the largest there is, have no range that could be widened.
  if (!Number.isFinite(low) || !Number.isFinite(max + margin)) return [];
  const rules: SuggestedRule[] = [
    {
      rule: { check: "range", column: name, min: low, max: max + margin },
      reason: `${name} lies from ${min} to ${max}`,
    },
  ];
  if (!(standardDeviation > 0 && Number.isFinite(standardDeviation) && Number.isFinite(mean))) return rules;
  const rule = {
    check: "statistic",
    column: name,
    statistic: "mean",
    min: mean - standardDeviation / 2,
    max: mean + standardDeviation / 2,
    severity: "warning",
  } as const;
  const reason = `${name} has mean ${mean} and standard deviation ${standardDeviation}`;
  return [...rules, { rule, reason }];
}

function aboutCategories({
  summary,
  column,
  slack,
  mostCategories,
}: {
  readonly summary: ColumnSummary;
  readonly column: Exclude<Column, NumberColumn>;
  readonly slack: number;
  readonly mostCategories: number;
}): SuggestedRule[] {
  if (summary.count === 0) return [];
  const { name } = summary;
  const counts = countValues(column);
  const rarest = counts.at(-1)?.count ?? 0;
  if (counts.length <= mostCategories && rarest >= Math.max(2, (slack * summary.count) / counts.length)) {
    const values = counts.map(({ value }) => value);
    const rule = { check: "in-set", column: name, values, severity: "warning" } as const;
    return [{ rule, reason: `${name} takes ${counts.length} values, each at least ${rarest} times` }];
  }
  if (column.type !== "text") return [];
  const longest = counts.reduce((most, { value }) => Math.max(most, [...String(value)].length), 0);
  const reason = `the longest text of ${name} has ${longest} characters`;
  return [{ rule: { check: "length", column: name, max: 2 * longest, severity: "warning" }, reason }];
}

function aboutUniqueness({
  summary,
  column,
  rowCount,
}: {
  readonly summary: ColumnSummary;
  readonly column: Column;
  readonly rowCount: number;
}): SuggestedRule[] {
  const isKeyLike = column.type === "text" || (column.type === "number" && column.values.every(Number.isInteger));
  if (!isKeyLike || rowCount < 10 || summary.missing > 0) return [];
  if (codeRows({ columns: [column], rowCount }).firstRows.length < rowCount) return [];
  const reason = `the ${rowCount} values of ${summary.name} all differ`;
  return [{ rule: { check: "uniqueness", columns: [summary.name] }, reason }];
}
