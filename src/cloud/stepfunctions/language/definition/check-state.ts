import { fieldOf, isList, isObject, type Json, type JsonObject } from "../json.ts";
import { findTimestamp } from "../timestamp.ts";
import { checkAssign } from "./check-assign.ts";
import { checkChoiceRule } from "./check-choice-rule.ts";
import { checkCatch, checkRetry } from "./check-errors.ts";
import { checkMap } from "./check-map.ts";
import type { Report } from "./diagnostic.ts";
import { checkFields } from "./field-rules.ts";
import type { QueryLanguage } from "./machine.ts";
import { alternatives, choices, stateFields } from "./state-fields.ts";

export type StateCheck = {
  readonly state: JsonObject;
  readonly at: string;
  readonly machineLanguage: QueryLanguage;
  readonly report: Report;
  readonly checkBlock: (block: JsonObject, at: string) => void;
};

/** All that is wrong with one state, blocks inside it included. */
export function checkState(check: StateCheck): void {
  const { state, at, machineLanguage, report } = check;
  const type = fieldOf(state, "Type");
  const rules = typeof type === "string" && Object.hasOwn(stateFields, type) ? stateFields[type] : undefined;
  if (typeof type !== "string" || rules === undefined) {
    const message =
      type === undefined
        ? "These fields are required: [Type]"
        : `Value must be one of [${Object.keys(stateFields).join(", ")}]`;
    report({ message, at: type === undefined ? at : `${at}/Type` });
    return;
  }
  const own = fieldOf(state, "QueryLanguage");
  if (own === "JSONPath" && machineLanguage === "JSONata") {
    report({ message: "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", at });
  }
  const language: QueryLanguage = own === "JSONata" ? "JSONata" : machineLanguage;
  checkFields({ value: state, rules, at, language, report });
  checkGroups({ state, type, at, report });
  checkAssign({ assign: fieldOf(state, "Assign"), at: `${at}/Assign`, language, report });
  checkRetry({ retriers: fieldOf(state, "Retry"), at: `${at}/Retry`, report });
  checkCatch({ catchers: fieldOf(state, "Catch"), at: `${at}/Catch`, language, report });
  checkInside({ ...check, type, language });
}

function checkInside({
  state,
  at,
  type,
  language,
  report,
  checkBlock,
}: StateCheck & { readonly type: string; readonly language: QueryLanguage }): void {
  if (type === "Choice") {
    const rules = fieldOf(state, "Choices");
    if (!isList(rules)) return;
    if (rules.length === 0) report({ message: "At least one choice rule is required", at: `${at}/Choices` });
    for (const [index, rule] of rules.entries()) {
      checkChoiceRule({ rule, at: `${at}/Choices[${index}]`, language, report });
    }
  } else if (type === "Parallel") {
    const branches = fieldOf(state, "Branches");
    if (!isList(branches)) return;
    for (const [index, branch] of branches.entries())
      checkBranch({ branch, at: `${at}/Branches[${index}]`, report, checkBlock });
  } else if (type === "Map") {
    checkMap({ state, at, language, report, checkBlock });
  } else if (type === "Task") {
    const [timeout, heartbeat] = [fieldOf(state, "TimeoutSeconds"), fieldOf(state, "HeartbeatSeconds")];
    if (typeof timeout === "number" && typeof heartbeat === "number" && heartbeat >= timeout) {
      report({ message: "HeartbeatSeconds must be smaller than TimeoutSeconds", at });
    }
  } else if (type === "Wait") {
    const time = fieldOf(state, "Timestamp");
    if (typeof time === "string" && !time.startsWith("{%") && findTimestamp(time) === undefined) {
      report({
        message: "Value is not a valid ISO-8601 extended offset date-time format string",
        at: `${at}/Timestamp`,
      });
    }
  }
}

function checkBranch({
  branch,
  at,
  report,
  checkBlock,
}: Pick<StateCheck, "report" | "checkBlock"> & { readonly branch: Json; readonly at: string }): void {
  if (!isObject(branch)) {
    report({ message: "Expected value of type Object", at });
    return;
  }
  checkFields({
    value: branch,
    rules: {
      Comment: { kind: "text" },
      StartAt: { kind: "text", required: true },
      States: { kind: "object", required: true },
    },
    at,
    language: undefined,
    report,
  });
  checkBlock(branch, at);
}

function checkGroups({
  state,
  type,
  at,
  report,
}: {
  readonly state: JsonObject;
  readonly type: string;
  readonly at: string;
  readonly report: Report;
}): void {
  const given = (fields: readonly string[]): readonly string[] =>
    fields.filter((field) => Object.hasOwn(state, field) && state[field] !== false);
  for (const fields of alternatives[type] ?? []) {
    if (given(fields).length > 1)
      report({ message: `There should only be one of the following fields: [${fields.join(", ")}]`, at });
  }
  for (const fields of choices[type] ?? []) {
    if (given(fields).length !== 1)
      report({ message: `There should be exactly one of the following fields: [${fields.join(", ")}]`, at });
  }
}
