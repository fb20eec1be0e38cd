import type { QualityRule } from "./quality-rule.ts";
import { refusal, shown } from "./refusal.ts";

/** Refuses a rule that makes no sense whatever the table: an unknown check, bounds that cross, a share of 95. */
export function requireRule(functionName: string, rule: QualityRule, at: number): void {
  const fail = (need: string, got: unknown, code: "wrong-type" | "out-of-range" = "out-of-range"): never => {
    throw refusal({ code, functionName, need: `${need} in rules[${at}]`, got: shown(got), facts: { rule: at } });
  };
  if (typeof rule !== "object" || rule === null) fail("a rule", rule, "wrong-type");
  if (!checks.includes(rule.check)) fail(`one of the checks ${checks.join(", ")}`, rule.check);
  if ("column" in rule || needsColumn.includes(rule.check)) {
    const name: unknown = Reflect.get(rule, "column");
    if (typeof name !== "string") fail("a column name", name, "wrong-type");
  }
  if (rule.check === "uniqueness" || rule.check === "reference") {
    const { columns } = rule;
    const areNames = Array.isArray(columns) && columns.length > 0 && columns.every((name) => typeof name === "string");
    if (!areNames) fail("a list of column names", columns, "wrong-type");
  }
  if (rule.check === "reference") {
    const { toColumns = rule.columns } = rule;
    const fits = Array.isArray(toColumns) && toColumns.length === rule.columns.length;
    if (!fits) fail("as many toColumns as columns", toColumns);
  }
  if (rule.check === "in-set" && !Array.isArray(rule.values)) fail("a list of values", rule.values, "wrong-type");
  if (rule.check === "custom" && typeof rule.holds !== "function") fail("a function holds", rule.holds, "wrong-type");
  requireNumbers(rule, fail);
  requireWords(rule, fail);
}

type Fail = (need: string, got: unknown, code?: "wrong-type" | "out-of-range") => never;

function requireNumbers(rule: QualityRule, fail: Fail): void {
  const share: unknown = Reflect.get(rule, "minShare") ?? 1;
  if (!(typeof share === "number" && share >= 0 && share <= 1)) fail("a minShare from 0 to 1", share);
  const p: unknown = Reflect.get(rule, "p") ?? 0.5;
  if (!(typeof p === "number" && p >= 0 && p <= 1)) fail("a p from 0 to 1", p);
  const min: unknown = Reflect.get(rule, "min") ?? Number.NEGATIVE_INFINITY;
  const max: unknown = Reflect.get(rule, "max") ?? Number.POSITIVE_INFINITY;
  if (!(typeof min === "number" && typeof max === "number" && min <= max))
    fail("a min of at most max", `${min} and ${max}`);
  if (rule.check === "freshness" && !(rule.maxAgeHours >= 0)) fail("maxAgeHours of 0 or more", rule.maxAgeHours);
}

function requireWords(rule: QualityRule, fail: Fail): void {
  if (!["error", "warning"].includes(rule.severity ?? "error")) fail("severity error or warning", rule.severity);
  const whenMissing: unknown = Reflect.get(rule, "whenMissing") ?? "ignore";
  if (whenMissing !== "ignore" && whenMissing !== "fail") fail("whenMissing ignore or fail", whenMissing);
  if (rule.check === "statistic" && !statistics.includes(rule.statistic)) {
    fail(`a statistic out of ${statistics.join(", ")}`, rule.statistic);
  }
  if (rule.check === "type" && !["number", "text", "boolean"].includes(rule.type)) {
    fail("the type number, text or boolean", rule.type);
  }
}

const needsColumn = [
  "completeness",
  "range",
  "length",
  "in-set",
  "pattern",
  "type",
  "statistic",
  "distinct",
  "freshness",
];
const checks = [...needsColumn, "uniqueness", "reference", "custom", "row-count"];
const statistics = ["mean", "standard-deviation", "min", "max", "sum", "quantile"];
