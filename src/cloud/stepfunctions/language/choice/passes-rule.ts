import { fieldOf, isList, isObject, type Json, type JsonObject } from "../json.ts";
import { evaluatePath } from "../path/evaluate-path.ts";
import { parsePath } from "../path/parse-path.ts";
import type { PathScope } from "../path/path.ts";
import { runtimeFailure } from "../state-failure.ts";
import { compareOperand, comparisons, passesTypeTest, typeTests } from "./compare-operand.ts";

/** Whether a rule of a JSONPath Choice holds: And, Or and Not of comparisons, read from left to right no further than needed. */
export function passesRule({ rule, scope }: { readonly rule: JsonObject; readonly scope: PathScope }): boolean {
  const [all, some, not] = [fieldOf(rule, "And"), fieldOf(rule, "Or"), fieldOf(rule, "Not")];
  if (isList(all)) return all.filter(isObject).every((each) => passesRule({ rule: each, scope }));
  if (isList(some)) return some.filter(isObject).some((each) => passesRule({ rule: each, scope }));
  if (isObject(not)) return !passesRule({ rule: not, scope });
  return passesComparison({ rule, scope });
}

function passesComparison({ rule, scope }: { readonly rule: JsonObject; readonly scope: PathScope }): boolean {
  const variable = String(fieldOf(rule, "Variable"));
  const present = evaluatePath(parsePath(variable), scope);
  if (fieldOf(rule, "IsPresent") !== undefined) return (present.status === "found") === fieldOf(rule, "IsPresent");
  const value = present.status === "found" ? present.value : invalid(variable);
  for (const test of typeTests) {
    const wanted = fieldOf(rule, test);
    if (wanted !== undefined) return passesTypeTest({ test, value }) === wanted;
  }
  for (const comparison of [...comparisons, "StringMatches"]) {
    const other = fieldOf(rule, comparison);
    if (other !== undefined) return compareOperand({ comparison, value, other });
    const path = fieldOf(rule, `${comparison}Path`);
    if (typeof path === "string") return compareOperand({ comparison, value, other: valueAt(path, scope) });
  }
  throw runtimeFailure(`The choice rule for '${variable}' has no comparison`);
}

function valueAt(path: string, scope: PathScope): Json {
  const result = evaluatePath(parsePath(path), scope);
  return result.status === "found" ? result.value : invalid(path);
}

function invalid(path: string): never {
  throw runtimeFailure(`Invalid path '${path}': The choice state's condition path references an invalid value.`);
}
