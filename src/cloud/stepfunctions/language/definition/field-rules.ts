import { fieldOf, isList, isObject, type Json, type JsonObject } from "../json.ts";
import { findQueryProblem } from "../jsonata/check-jsonata.ts";
import { findExpression } from "../jsonata/evaluate-jsonata.ts";
import { findPathProblem, type PathKind } from "./check-path.ts";
import { checkTemplate } from "./check-template.ts";
import type { Report } from "./diagnostic.ts";
import type { QueryLanguage } from "./machine.ts";

/** What fields a thing has, and what each may hold. */
export type FieldRules = { readonly [field: string]: FieldRule };

export type FieldRule = {
  readonly required?: boolean;
  /** The one language that knows the field. */
  readonly only?: QueryLanguage;
} & (
  | { readonly kind: "text"; readonly pattern?: RegExp }
  | { readonly kind: "flag" }
  | { readonly kind: "one-of"; readonly values: readonly string[] }
  | { readonly kind: "integer" | "number"; readonly least: number; readonly most?: number; readonly query?: boolean }
  | { readonly kind: "path"; readonly path: PathKind }
  | { readonly kind: "template"; readonly mustBeObject?: boolean }
  | { readonly kind: "query-text" }
  | { readonly kind: "object" | "list" | "texts" | "any" }
);

/** Checks the fields of a thing against its rules. Without a language, both are meant. */
export function checkFields({
  value,
  rules,
  at,
  language,
  report,
}: {
  readonly value: JsonObject;
  readonly rules: FieldRules;
  readonly at: string;
  readonly language: QueryLanguage | undefined;
  readonly report: Report;
}): void {
  for (const [field, given] of Object.entries(value)) {
    const rule = Object.hasOwn(rules, field) ? rules[field] : undefined;
    if (rule === undefined) {
      report({ message: `Field '${field}' is not supported`, at });
    } else if (language !== undefined && rule.only !== undefined && rule.only !== language) {
      report({
        message: `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${rule.only}' QueryLanguage`,
        at,
      });
    } else {
      const place = at === "/" ? `/${field}` : `${at}/${field}`;
      checkValue({ given, rule, at: place, language: language ?? "JSONPath", report });
    }
  }
  const missing = Object.entries(rules).flatMap(([field, { required = false, only }]) =>
    required && (only === undefined || only === language) && fieldOf(value, field) === undefined ? [field] : [],
  );
  if (missing.length > 0) report({ message: `These fields are required: [${missing.join(", ")}]`, at });
}

type ValueCheck = {
  readonly given: Json;
  readonly rule: FieldRule;
  readonly at: string;
  readonly language: QueryLanguage;
  readonly report: Report;
};

function checkValue({ given, rule, at, language, report }: ValueCheck): void {
  switch (rule.kind) {
    case "text":
      if (typeof given !== "string") report({ message: "Expected value of type String", at });
      else if (rule.pattern !== undefined && !rule.pattern.test(given))
        report({ message: "Value is not a valid resource ARN", at });
      return;
    case "flag":
      if (typeof given !== "boolean") report({ message: "Expected value of type Boolean", at });
      return;
    case "one-of":
      if (typeof given !== "string" || !rule.values.includes(given))
        report({ message: `Value must be one of [${rule.values.join(", ")}]`, at });
      return;
    case "integer":
    case "number":
      checkNumber({ given, rule, at, language, report });
      return;
    case "path": {
      const problem = findPathProblem(given, rule.path);
      if (problem !== undefined) report({ message: problem, at });
      return;
    }
    case "template":
      if (rule.mustBeObject === true && !isObject(given)) report({ message: "Expected value of type Object", at });
      checkTemplate({ template: given, at, language, report });
      return;
    case "query-text":
      if (typeof given !== "string") report({ message: "Expected value of type String", at });
      if (language === "JSONata") checkTemplate({ template: given, at, language, report });
      return;
    case "object":
      if (!isObject(given)) report({ message: "Expected value of type Object", at });
      return;
    case "list":
      if (!isList(given)) report({ message: "Expected value of type Array", at });
      return;
    case "texts":
      if (!isList(given) || !given.every((item) => typeof item === "string"))
        report({ message: "Expected value of type Array of Strings", at });
      return;
    case "any":
  }
}

function checkNumber({ given, rule, at, language, report }: ValueCheck): void {
  if (rule.kind !== "integer" && rule.kind !== "number") return;
  if (typeof given === "string" && rule.query === true && language === "JSONata") {
    const expression = findExpression(given);
    const problem =
      expression === undefined
        ? { message: "Expected a number or a JSONata expression" }
        : findQueryProblem(expression);
    if (problem !== undefined) report({ ...problem, at });
    return;
  }
  const shown = (bound: number): string =>
    rule.kind === "number" && Number.isInteger(bound) ? `${bound}.0` : `${bound}`;
  if (typeof given !== "number" || (rule.kind === "integer" && !Number.isInteger(given))) {
    report({ message: `Expected value of type ${rule.kind === "integer" ? "Integer" : "Number"}`, at });
  } else if (given < rule.least) {
    report({ message: `Minimum value is ${shown(rule.least)}`, at });
  } else if (rule.most !== undefined && given > rule.most) {
    report({ message: `Maximum value is ${shown(rule.most)}`, at });
  }
}
