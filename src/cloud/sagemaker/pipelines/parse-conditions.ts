import type { Condition, OrderType, Report } from "./definition.ts";
import { isList, isObject, type Json, type JsonObject, memberOf } from "./json.ts";

type Place = { readonly step: string; readonly path: string };

const comparisons: readonly (OrderType | "Equals")[] = [
  "Equals",
  "GreaterThan",
  "GreaterThanOrEqualTo",
  "LessThan",
  "LessThanOrEqualTo",
];

export function parseConditions(value: Json | undefined, place: Place, report: Report): readonly Condition[] {
  if (!isList(value)) {
    report.error(place, "Expecting start of Json Array.");
    return [];
  }
  return value.flatMap((entry, at) => {
    const condition = parseCondition(entry, { ...place, path: `${place.path}[${at}]` }, report);
    return condition === undefined ? [] : [condition];
  });
}

function parseCondition(value: Json | undefined, place: Place, report: Report): Condition | undefined {
  if (!isObject(value)) {
    report.error(place, "Expecting start of Json Object.");
    return undefined;
  }
  const type = memberOf(value, "Type");
  const negated = type === "NotEquals" ? "Equals" : type === "NotIn" ? "In" : undefined;
  if (negated !== undefined) {
    const condition = parseCondition({ ...value, Type: negated }, place, report);
    return condition && { type: "Not", condition };
  }
  const comparison = comparisons.find((known) => known === type);
  if (comparison !== undefined) {
    if (!hasMembers({ value, names: ["LeftValue", "RightValue"], place, report })) return undefined;
    return { type: comparison, left: value["LeftValue"] ?? null, right: value["RightValue"] ?? null };
  }
  if (type === "In") return parseIn(value, place, report);
  if (type === "Not") {
    if (!hasMembers({ value, names: ["Condition"], place, report })) return undefined;
    const condition = parseCondition(value["Condition"], { ...place, path: `${place.path}.Condition` }, report);
    return condition && { type: "Not", condition };
  }
  if (type === "Or") {
    if (!hasMembers({ value, names: ["Conditions"], place, report })) return undefined;
    const inside = { ...place, path: `${place.path}.Conditions` };
    return { type: "Or", conditions: parseConditions(value["Conditions"], inside, report) };
  }
  const known = [...comparisons, "In", "Not", "Or"].join(", ");
  report.error(place, `Unknown condition type ${JSON.stringify(type ?? null)}: there are ${known}.`);
  return undefined;
}

/** The SDK writes QueryValue and Values; the published schema calls them Value and In. */
function parseIn(value: JsonObject, place: Place, report: Report): Condition | undefined {
  const isOfSchema = Object.hasOwn(value, "In");
  const query = isOfSchema ? "Value" : "QueryValue";
  const list = isOfSchema ? "In" : "Values";
  if (!hasMembers({ value, names: [query, list], place, report })) return undefined;
  const values = value[list];
  if (isList(values)) return { type: "In", query: value[query] ?? null, values };
  report.error({ ...place, path: `${place.path}.${list}` }, "Expecting start of Json Array.");
  return undefined;
}

function hasMembers({
  value,
  names,
  place,
  report,
}: {
  readonly value: JsonObject;
  readonly names: readonly string[];
  readonly place: Place;
  readonly report: Report;
}): boolean {
  const unknown = Object.keys(value).filter((name) => name !== "Type" && !names.includes(name));
  const missing = names.filter((name) => !Object.hasOwn(value, name));
  for (const name of unknown) report.error(place, `Cannot parse object, unknown property '${name}'.`);
  for (const name of missing) report.error(place, `A condition of type ${String(value["Type"])} must have ${name}.`);
  return unknown.length === 0 && missing.length === 0;
}
