import type { MapState } from "../definition/machine.ts";
import { isList, isObject, type Json, type JsonObject, typeName } from "../json.ts";
import { evaluateJsonata, findExpression } from "../jsonata/evaluate-jsonata.ts";
import { queryFailure, runtimeFailure } from "../state-failure.ts";
import { fillPathTemplate } from "../template/fill-path-template.ts";
import { fillQueryTemplate } from "../template/fill-query-template.ts";
import { selectByPath } from "../template/resolve-path-text.ts";
import { isQuery, pathScope, queryScope, type Stay } from "./state-data.ts";

/** What a Map goes through: a list, or in JSONata the fields of an object with their names as keys. */
export type MapItems = { readonly items: readonly Json[]; readonly keys: readonly string[] | null };

export async function itemsOf(stay: Stay<MapState>, input: Json): Promise<MapItems> {
  const { state, visit } = stay;
  if (!isQuery(stay)) {
    const path = state.ItemsPath ?? "$";
    const items = selectByPath({ text: path, scope: pathScope(stay, input) });
    if (isList(items)) return { items, keys: null };
    throw runtimeFailure(`Reference path "${path}" must point to array.`);
  }
  const items = state.Items === undefined ? visit.input : await givenItems(stay, state.Items);
  if (isList(items)) return { items, keys: null };
  if (isObject(items) && state.Items !== undefined) return { items: Object.values(items), keys: Object.keys(items) };
  throw queryFailure({
    location: "Items",
    cause: `Map state input must be an array but was: ${JSON.stringify(items)}`,
  });
}

async function givenItems(stay: Stay<MapState>, template: Json): Promise<Json> {
  const expression = typeof template === "string" ? findExpression(template) : undefined;
  if (expression === undefined) return fillQueryTemplate({ template, location: "Items", scope: queryScope(stay) });
  const items = await evaluateJsonata({ expression, location: "Items", scope: queryScope(stay) });
  if (isList(items) || isObject(items)) return items;
  throw queryFailure({
    location: "Items",
    cause: `The JSONata expression '${expression}' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was '${typeName(items)}' for value: ${JSON.stringify(items)}`,
  });
}

/** `Map.Item` of the context object, for the item at an index. */
export function itemContext({ items, keys }: MapItems, index: number): JsonObject {
  const key = keys?.[index];
  return { Index: index, ...(key === undefined ? {} : { Key: key }), Value: items[index] ?? null };
}

/** What an iteration gets: the item, or what ItemSelector makes of it. */
export async function iterationInput(
  stay: Stay<MapState>,
  { input, item }: { readonly input: Json; readonly item: JsonObject },
): Promise<Json> {
  const { state } = stay;
  const template = state.ItemSelector ?? (isQuery(stay) ? undefined : state.Parameters);
  if (template === undefined) return item["Value"] ?? null;
  const inside: Stay<MapState> = { ...stay, extra: { Map: { Item: item } } };
  if (isQuery(stay)) return fillQueryTemplate({ template, location: "ItemSelector", scope: queryScope(inside) });
  return fillPathTemplate({ template, scope: pathScope(inside, input) });
}
