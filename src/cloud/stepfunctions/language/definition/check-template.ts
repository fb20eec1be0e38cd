import { isList, isObject, type Json } from "../json.ts";
import { findQueryProblem, type QueryProblem } from "../jsonata/check-jsonata.ts";
import { findExpression } from "../jsonata/evaluate-jsonata.ts";
import { findTemplatePathProblem } from "./check-path.ts";
import type { Report } from "./diagnostic.ts";
import type { QueryLanguage } from "./machine.ts";

/** A template: paths and functions under names that end in `.$`, or expressions in `{% … %}`. */
export function checkTemplate({
  template,
  at,
  language,
  report,
}: {
  readonly template: Json;
  readonly at: string;
  readonly language: QueryLanguage;
  readonly report: Report;
}): void {
  if (isList(template)) {
    for (const [index, item] of template.entries())
      checkTemplate({ template: item, at: `${at}[${index}]`, language, report });
  } else if (isObject(template)) {
    if (language === "JSONPath") checkNames({ names: Object.keys(template), at, report });
    for (const [name, field] of Object.entries(template)) {
      const problem = language === "JSONPath" && name.endsWith(".$") ? findTemplatePathProblem(name, field) : undefined;
      if (problem !== undefined) report({ message: problem, at });
      else checkTemplate({ template: field, at: `${at}/${name}`, language, report });
    }
  } else if (typeof template === "string" && language === "JSONata") {
    const problem = findTextProblem({ text: template, at });
    if (problem !== undefined) report({ ...problem, at });
  }
}

/** `a` and `a.$` would be one field. */
function checkNames({
  names,
  at,
  report,
}: {
  readonly names: readonly string[];
  readonly at: string;
  readonly report: Report;
}): void {
  for (const name of names) {
    if (names.includes(`${name}.$`))
      report({ message: `Duplicate field '${name}' after the suffix '.$' is taken off`, at });
  }
}

function findTextProblem({ text, at }: { readonly text: string; readonly at: string }): QueryProblem | undefined {
  const expression = findExpression(text);
  if (expression === undefined) return undefined;
  if (expression.includes("$states.errorOutput") && !/\/Catch\[\d+\]\//.test(at)) {
    return {
      code: "UNSUPPORTED_JSONATA_EXPRESSION",
      message: "$states.errorOutput is only available in the Output and Assign of a Catch",
    };
  }
  return findQueryProblem(expression);
}
