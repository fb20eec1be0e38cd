import { isList, isObject, type Json } from "../json.ts";
import { evaluateJsonata, findExpression, type QueryScope } from "../jsonata/evaluate-jsonata.ts";

/** A template of JSONata: every text `{% … %}` in it, at any depth, is replaced by what its expression says. */
export async function fillQueryTemplate({
  template,
  location,
  scope,
}: {
  readonly template: Json;
  readonly location: string;
  readonly scope: QueryScope;
}): Promise<Json> {
  if (typeof template === "string") {
    const expression = findExpression(template);
    return expression === undefined ? template : evaluateJsonata({ expression, location, scope });
  }
  if (isList(template)) {
    const items: Json[] = [];
    for (const [at, item] of template.entries()) {
      items.push(await fillQueryTemplate({ template: item, location: `${location}[${at}]`, scope }));
    }
    return items;
  }
  if (!isObject(template)) return template;
  const fields: (readonly [string, Json])[] = [];
  for (const [name, field] of Object.entries(template)) {
    fields.push([name, await fillQueryTemplate({ template: field, location: `${location}/${name}`, scope })]);
  }
  return Object.fromEntries(fields);
}
