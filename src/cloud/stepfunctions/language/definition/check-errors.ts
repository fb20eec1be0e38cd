import { fieldOf, isList, isObject, type Json } from "../json.ts";
import { checkAssign } from "./check-assign.ts";
import type { Report } from "./diagnostic.ts";
import { checkFields, type FieldRules } from "./field-rules.ts";
import type { QueryLanguage } from "./machine.ts";

const retrierFields: FieldRules = {
  Comment: { kind: "text" },
  ErrorEquals: { kind: "texts", required: true },
  IntervalSeconds: { kind: "integer", least: 1, most: 99_999_999 },
  MaxAttempts: { kind: "integer", least: 0, most: 99_999_999 },
  BackoffRate: { kind: "number", least: 1 },
  MaxDelaySeconds: { kind: "integer", least: 1, most: 31_622_400 },
  JitterStrategy: { kind: "one-of", values: ["FULL", "NONE"] },
};

const catcherFields: FieldRules = {
  Comment: { kind: "text" },
  ErrorEquals: { kind: "texts", required: true },
  Next: { kind: "text", required: true },
  ResultPath: { kind: "path", path: "result", only: "JSONPath" },
  Output: { kind: "template", only: "JSONata" },
  Assign: { kind: "template", mustBeObject: true },
};

export function checkRetry({
  retriers,
  at,
  report,
}: {
  readonly retriers: Json | undefined;
  readonly at: string;
  readonly report: Report;
}): void {
  checkEach({
    list: retriers,
    at,
    report,
    check: (value, place) => checkFields({ value, rules: retrierFields, at: place, language: undefined, report }),
  });
}

export function checkCatch({
  catchers,
  at,
  language,
  report,
}: {
  readonly catchers: Json | undefined;
  readonly at: string;
  readonly language: QueryLanguage;
  readonly report: Report;
}): void {
  checkEach({
    list: catchers,
    at,
    report,
    check: (value, place) => {
      checkFields({ value, rules: catcherFields, at: place, language, report });
      checkAssign({ assign: fieldOf(value, "Assign"), at: `${place}/Assign`, language, report });
    },
  });
}

function checkEach({
  list,
  at,
  report,
  check,
}: {
  readonly list: Json | undefined;
  readonly at: string;
  readonly report: Report;
  readonly check: (value: { readonly [name: string]: Json }, at: string) => void;
}): void {
  if (!isList(list)) return;
  for (const [index, value] of list.entries()) {
    const place = `${at}[${index}]`;
    if (!isObject(value)) {
      report({ message: "Expected value of type Object", at: place });
      continue;
    }
    check(value, place);
    checkNames({ names: fieldOf(value, "ErrorEquals"), isLast: index === list.length - 1, at: place, report });
  }
}

function checkNames({
  names,
  isLast,
  at,
  report,
}: {
  readonly names: Json | undefined;
  readonly isLast: boolean;
  readonly at: string;
  readonly report: Report;
}): void {
  if (!isList(names)) return;
  if (names.length === 0) report({ message: "ErrorEquals must name at least one error", at: `${at}/ErrorEquals` });
  if (!names.includes("States.ALL")) return;
  if (names.length > 1) report({ message: "States.ALL must appear alone", at: `${at}/ErrorEquals` });
  if (!isLast) report({ message: "States.ALL must appear in the last element of the list", at: `${at}/ErrorEquals` });
}
