import { comparisons, typeTests } from "../choice/compare-operand.ts";
import { fieldOf, isList, isObject, type Json, type JsonObject } from "../json.ts";
import { findTimestamp } from "../timestamp.ts";
import { checkAssign } from "./check-assign.ts";
import { findPathProblem } from "./check-path.ts";
import { checkTemplate } from "./check-template.ts";
import type { Report } from "./diagnostic.ts";
import type { QueryLanguage } from "./machine.ts";

type RuleCheck = {
  readonly rule: Json;
  readonly at: string;
  readonly language: QueryLanguage;
  readonly report: Report;
};

/** A rule of a Choice: a Condition in JSONata, a comparison or And, Or and Not of such in JSONPath. */
export function checkChoiceRule({ rule, at, language, report }: RuleCheck): void {
  if (!isObject(rule)) {
    report({ message: "Expected value of type Object", at });
    return;
  }
  if (typeof fieldOf(rule, "Next") !== "string") report({ message: "These fields are required: [Next]", at });
  const assign = fieldOf(rule, "Assign");
  if (assign !== undefined) {
    checkTemplate({ template: assign, at: `${at}/Assign`, language, report });
    checkAssign({ assign, at: `${at}/Assign`, language, report });
  }
  if (language === "JSONPath") checkTest({ rule, at, report, isTop: true });
  else checkCondition({ rule, at, report });
}

function checkCondition({
  rule,
  at,
  report,
}: {
  readonly rule: JsonObject;
  readonly at: string;
  readonly report: Report;
}): void {
  for (const field of Object.keys(rule)) {
    if (["Comment", "Next", "Assign", "Output", "Condition"].includes(field)) continue;
    report({
      message: `The QueryLanguage is set to 'JSONata', but field '${field}' is only supported for the 'JSONPath' QueryLanguage`,
      at,
    });
  }
  const condition = fieldOf(rule, "Condition");
  if (typeof condition === "string") {
    if (/^\{%.*%\}$/s.test(condition))
      checkTemplate({ template: condition, at: `${at}/Condition`, language: "JSONata", report });
    else report({ message: "Expected a boolean or a JSONata expression", at: `${at}/Condition` });
  } else if (typeof condition !== "boolean") report({ message: "These fields are required: [Condition]", at });
  const output = fieldOf(rule, "Output");
  if (output !== undefined) checkTemplate({ template: output, at: `${at}/Output`, language: "JSONata", report });
}

function checkTest({
  rule,
  at,
  report,
  isTop,
}: {
  readonly rule: JsonObject;
  readonly at: string;
  readonly report: Report;
  readonly isTop: boolean;
}): void {
  const tests = Object.keys(rule).filter((field) => !(isTop ? topFields : nestedFields).has(field));
  const [test] = tests;
  if (test === undefined || tests.length > 1) {
    report({ message: `A choice rule needs exactly one comparison, And, Or or Not, got [${tests.join(", ")}]`, at });
    return;
  }
  const value = fieldOf(rule, test) ?? null;
  if (test === "And" || test === "Or") checkList({ value, at: `${at}/${test}`, report });
  else if (test === "Not") checkNested({ value, at: `${at}/Not`, report });
  else checkComparison({ rule, test, value, at, report });
}

function checkComparison({
  rule,
  test,
  value,
  at,
  report,
}: {
  readonly rule: JsonObject;
  readonly test: string;
  readonly value: Json;
  readonly at: string;
  readonly report: Report;
}): void {
  const problem = findPathProblem(fieldOf(rule, "Variable") ?? null, "any");
  if (problem !== undefined) report({ message: problem, at: `${at}/Variable` });
  const wrong = findOperandProblem(test, value);
  if (wrong !== undefined) report({ message: wrong, at: wrong.startsWith("Field") ? at : `${at}/${test}` });
}

const topFields = new Set(["Comment", "Next", "Assign", "Variable"]);
const nestedFields = new Set(["Comment", "Variable"]);

function checkList({
  value,
  at,
  report,
}: {
  readonly value: Json;
  readonly at: string;
  readonly report: Report;
}): void {
  if (!isList(value) || value.length === 0) {
    report({ message: "Expected a non-empty Array of choice rules", at });
    return;
  }
  for (const [index, item] of value.entries()) checkNested({ value: item, at: `${at}[${index}]`, report });
}

function checkNested({
  value,
  at,
  report,
}: {
  readonly value: Json;
  readonly at: string;
  readonly report: Report;
}): void {
  if (isObject(value)) checkTest({ rule: value, at, report, isTop: false });
  else report({ message: "Expected value of type Object", at });
}

function findOperandProblem(test: string, value: Json): string | undefined {
  if (typeTests.includes(test)) return typeof value === "boolean" ? undefined : "Expected value of type Boolean";
  if (test === "StringMatches") return typeof value === "string" ? undefined : "Expected value of type String";
  if (test.endsWith("Path") && comparisons.includes(test.slice(0, -4))) return findPathProblem(value, "any");
  if (!comparisons.includes(test)) return `Field '${test}' is not supported`;
  if (test.startsWith("Boolean")) return typeof value === "boolean" ? undefined : "Expected value of type Boolean";
  if (test.startsWith("Numeric")) return typeof value === "number" ? undefined : "Expected value of type Number";
  if (typeof value !== "string") return "Expected value of type String";
  return test.startsWith("Timestamp") && findTimestamp(value) === undefined
    ? "Value is not a valid ISO-8601 extended offset date-time format string"
    : undefined;
}
