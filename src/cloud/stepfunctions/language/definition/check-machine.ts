import { fieldOf, isObject, type Json, type JsonObject } from "../json.ts";
import { checkBlock } from "./check-block.ts";
import { checkState } from "./check-state.ts";
import type { Diagnostic, Report } from "./diagnostic.ts";
import { checkFields, type FieldRules } from "./field-rules.ts";

/** All that is wrong with a definition. */
export function checkMachine(value: Json): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report: Report = ({ code = "SCHEMA_VALIDATION_FAILED", message, at }) => {
    diagnostics.push({ severity: "ERROR", code, message, ...(at === undefined ? {} : { location: at }) });
  };
  if (!isObject(value)) {
    report({ message: "Expected value of type Object", at: "/" });
    return diagnostics;
  }
  checkFields({ value, rules: machineFields, at: "/", language: undefined, report });
  const machineLanguage = fieldOf(value, "QueryLanguage") === "JSONata" ? "JSONata" : "JSONPath";
  const names = new Set<string>();
  const block = (inner: JsonObject, at: string): void =>
    checkBlock({
      block: inner,
      at,
      names,
      report,
      checkState: (state, place) => checkState({ state, at: place, machineLanguage, report, checkBlock: block }),
    });
  block(value, "");
  return diagnostics;
}

const machineFields: FieldRules = {
  Comment: { kind: "text" },
  Version: { kind: "one-of", values: ["1.0"] },
  QueryLanguage: { kind: "one-of", values: ["JSONPath", "JSONata"] },
  TimeoutSeconds: { kind: "integer", least: 1, most: 99_999_999 },
  StartAt: { kind: "text", required: true },
  States: { kind: "object", required: true },
};
