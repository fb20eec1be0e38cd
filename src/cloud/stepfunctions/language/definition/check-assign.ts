import { isObject, type Json } from "../json.ts";
import type { Report } from "./diagnostic.ts";
import type { QueryLanguage } from "./machine.ts";

const variableName = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/** The names of variables: identifiers of at most 80 characters, and not `states`, which is taken. */
export function checkAssign({
  assign,
  at,
  language,
  report,
}: {
  readonly assign: Json | undefined;
  readonly at: string;
  readonly language: QueryLanguage;
  readonly report: Report;
}): void {
  if (!isObject(assign)) return;
  for (const field of Object.keys(assign)) {
    const name = language === "JSONPath" && field.endsWith(".$") ? field.slice(0, -2) : field;
    if (name === "states") report({ message: "The variable name 'states' is reserved", at });
    else if (!variableName.test(name) || name.length > 80)
      report({ message: `'${name}' is not a valid variable name`, at });
  }
}
