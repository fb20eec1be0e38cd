import { isList, isObject, type Json } from "../json.ts";
import { type PathTextScope, resolvePathText } from "./resolve-path-text.ts";

/** A payload template of JSONPath: fields whose name ends in `.$` are replaced by what their path or function says. */
export function fillPathTemplate({
  template,
  scope,
}: {
  readonly template: Json;
  readonly scope: PathTextScope;
}): Json {
  if (isList(template)) return template.map((item) => fillPathTemplate({ template: item, scope }));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => {
      if (!name.endsWith(".$") || typeof value !== "string")
        return [name, fillPathTemplate({ template: value, scope })];
      return [name.slice(0, -2), resolvePathText({ text: value, field: name, scope })];
    }),
  );
}
