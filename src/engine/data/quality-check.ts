import { requireOptions } from "#engine/core/require-options.ts";
import { nearNames } from "./near-names.ts";
import { requireRule } from "./quality-require-rule.ts";
import {
  checkCompleteness,
  checkCustom,
  checkPattern,
  checkRange,
  checkReference,
  checkSet,
  checkUniqueness,
  type RowVerdicts,
} from "./quality-row-checks.ts";
import type { QualityResult, QualityRule } from "./quality-rule.ts";
import {
  type Measurement,
  measureAge,
  measureDistinct,
  measureRowCount,
  measureStatistic,
} from "./quality-table-checks.ts";
import { refusal, shown } from "./refusal.ts";
import { requireTable } from "./require-table.ts";
import { type Row, rowAt } from "./row.ts";
import { selectColumns } from "./select-columns.ts";
import type { Table } from "./table.ts";

/** The verdicts on all rules, and on the table. */
export type QualityReport = {
  /** "fail" when a rule of severity "error" failed. */
  readonly status: "pass" | "fail";
  readonly failedErrors: number;
  readonly failedWarnings: number;
  /** One a rule, in order. */
  readonly results: readonly QualityResult[];
};

/**
 * Holds a table against rules and says which are broken, by how many rows, and which rows those are.
 *
 * A rule that is broken is an outcome and not an error, and so is a column that the table lacks or that came with another
 * type: that is how a feed breaks in practice, and the report must say it beside the rest. Every rule says what a missing
 * value means to it (`QualityRule`): ignored unless you ask for "fail", because whether values are missing is a question of
 * its own ("completeness"). A share over no rows at all passes: nothing was broken.
 *
 * @param table       n rows
 * @param rules       what must hold
 * @param now         milliseconds since 1970, for "freshness": the engine has no clock
 * @param references  the tables that "reference" rules point to, by name
 * @param mostExamples  how many broken rows are shown for each rule; default 5
 * @returns           a verdict a rule. O(rules × n)
 * @throws {EngineError} "wrong-type" and "out-of-range" for a rule that makes no sense for any table, "bad-expression" for
 *                a pattern that cannot be read, "not-finite" when a freshness rule has no now
 * @example checkQuality({ table: fromColumns({ age: [34, -2, null] }), rules: [{ check: "range", column: "age", min: 0 }] }).results[0].broken // => 1
 * @example checkQuality({ table: fromColumns({ age: [34, null] }), rules: [{ check: "completeness", column: "age", minShare: 0.9 }] }).status // => "fail"
 * @source  the checks of Deequ and of AWS Glue's Data Quality Definition Language
 */
export function checkQuality(options: {
  readonly table: Table;
  readonly rules: readonly QualityRule[];
  readonly now?: number;
  readonly references?: Readonly<Record<string, Table>>;
  readonly mostExamples?: number;
}): QualityReport {
  const {
    table,
    rules,
    now,
    references = {},
    mostExamples = 5,
  } = requireOptions(functionName, options, ["table", "rules", "now", "references", "mostExamples"]);
  requireTable(functionName, table);
  if (!Array.isArray(rules)) {
    throw refusal({ code: "wrong-type", functionName, need: "a list of rules", got: shown(rules) });
  }
  for (const [at, rule] of rules.entries()) requireRule(functionName, rule, at);
  const results = rules.map((rule) => judge({ table, rule, now, references, mostExamples }));
  const failed = (severity: "error" | "warning"): number =>
    results.filter((result) => result.status === "fail" && result.severity === severity).length;
  const failedErrors = failed("error");
  return { status: failedErrors > 0 ? "fail" : "pass", failedErrors, failedWarnings: failed("warning"), results };
}

const functionName = "checkQuality";

type Case = {
  readonly table: Table;
  readonly rule: QualityRule;
  readonly now: number | undefined;
  readonly references: Readonly<Record<string, Table>>;
  readonly mostExamples: number;
};

function judge(one: Case): QualityResult {
  const { table, rule } = one;
  const lacking = columnsOf(rule).find((name) => !table.names.includes(name));
  if (lacking !== undefined)
    return failed(one, `the table has no column ${shown(lacking)}; ${nearNames(lacking, table.names)}`);
  switch (rule.check) {
    case "completeness":
      return judgeRows(one, checkCompleteness({ table, rule }), rule.minShare);
    case "range":
    case "length":
      return judgeRows(one, checkRange({ table, rule }), rule.minShare);
    case "in-set":
      return judgeRows(one, checkSet({ table, rule }), rule.minShare);
    case "pattern":
      return judgeRows(one, checkPattern({ table, rule }), rule.minShare);
    case "uniqueness":
      return judgeRows(one, checkUniqueness({ table, rule }), rule.minShare);
    case "custom":
      return judgeRows(one, checkCustom({ table, rule }), rule.minShare);
    case "reference": {
      const to = requireTable(functionName, one.references[rule.to] as Table, `references.${rule.to}`); // checked there
      const unknown = (rule.toColumns ?? rule.columns).find((name) => !to.names.includes(name));
      if (unknown !== undefined) return failed(one, `the table ${shown(rule.to)} has no column ${shown(unknown)}`);
      return judgeRows(one, checkReference({ table, rule, to }), rule.minShare);
    }
    case "row-count":
      return judgeMeasurement(one, measureRowCount({ table, rule }));
    case "statistic":
      return judgeMeasurement(one, measureStatistic({ table, rule }));
    case "distinct":
      return judgeMeasurement(one, measureDistinct({ table, rule }));
    case "freshness":
      return judgeMeasurement(one, measureAge({ table, rule, now: requireNow(one.now) }));
    case "type": {
      const type = table.columns[rule.column]?.type;
      if (type === rule.type) return result(one, { status: "pass", explanation: `${rule.column} is ${type}` });
      return failed(one, `${rule.column} is ${type}, expected ${rule.type}`);
    }
  }
}

function requireNow(now: number | undefined): number {
  if (typeof now === "number" && Number.isFinite(now)) return now;
  const need = "now in milliseconds since 1970 for a freshness rule";
  throw refusal({ code: "not-finite", functionName, need, got: shown(now) });
}

function columnsOf(rule: QualityRule): readonly string[] {
  if ("column" in rule) return [rule.column];
  return "columns" in rule ? rule.columns : [];
}

function result(
  { table, rule }: Case,
  verdict: Partial<QualityResult> & Pick<QualityResult, "status" | "explanation">,
): QualityResult {
  const what = columnsOf(rule).join(", ");
  return {
    rule,
    name: rule.name ?? (what === "" ? rule.check : `${rule.check} of ${what}`),
    severity: rule.severity ?? "error",
    checked: table.rowCount,
    broken: 0,
    measured: null,
    examples: [],
    ...verdict,
  };
}

function failed(one: Case, explanation: string): QualityResult {
  return result(one, { status: "fail", explanation });
}

function judgeRows(one: Case, outcome: RowVerdicts, minShare = 1): QualityResult {
  if ("problem" in outcome) return failed(one, outcome.problem);
  const { verdicts } = outcome;
  let passing = 0;
  let broken = 0;
  const examples: { row: number; values: Row }[] = [];
  const names = columnsOf(one.rule);
  const shownTable = names.length === 0 ? one.table : selectColumns({ table: one.table, columns: [...new Set(names)] });
  for (let row = 0; row < verdicts.length; row++) {
    if (verdicts[row] === 1) passing++;
    if (verdicts[row] !== 0) continue;
    broken++;
    if (examples.length < one.mostExamples) examples.push({ row, values: rowAt(shownTable, row) });
  }
  const checked = passing + broken;
  const share = checked === 0 ? 1 : passing / checked;
  const status = share >= minShare ? "pass" : "fail";
  const explanation = `${passing} of ${checked} rows pass, expected a share of at least ${minShare}`;
  return result(one, { status, checked, broken, measured: share, examples, explanation });
}

function judgeMeasurement(one: Case, measurement: Measurement): QualityResult {
  if ("problem" in measurement) return failed(one, measurement.problem);
  const { measured, unit, min, max } = measurement;
  const status = measured >= min && measured <= max ? "pass" : "fail";
  const expected = [
    ...(Number.isFinite(min) ? [`at least ${min}`] : []),
    ...(Number.isFinite(max) ? [`at most ${max}`] : []),
  ];
  const explanation = `${unit}: ${measured}, expected ${expected.join(" and ") || "any"}`;
  return result(one, { status, measured, explanation });
}
