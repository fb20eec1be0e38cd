import type { Parameter, ParameterType, Report } from "./definition.ts";
import { isList, isObject, type Json, type JsonObject, kindOf, memberOf } from "./json.ts";

const types = ["String", "Integer", "Float", "Boolean"] as const satisfies readonly ParameterType[];
const members = ["Name", "Type", "DefaultValue", "EnumValues", "Description"];

export function parseParameters(value: Json | undefined, report: Report): readonly Parameter[] {
  if (value === undefined || value === null) return [];
  if (!isList(value)) {
    report.error({ path: "Parameters" }, "Expecting start of Json Array.");
    return [];
  }
  const parameters: Parameter[] = [];
  for (const [at, entry] of value.entries()) {
    const path = `Parameters[${at}]`;
    if (!isObject(entry)) {
      report.error({ path }, "Expecting start of Json Object.");
      continue;
    }
    const parameter = parseParameter({ entry, path, report });
    if (parameter === undefined) continue;
    if (parameters.some(({ name }) => name === parameter.name)) {
      report.error({ path }, `Duplicate parameter name '${parameter.name}'.`);
    } else {
      parameters.push(parameter);
    }
  }
  return parameters;
}

function parseParameter({
  entry,
  path,
  report,
}: {
  readonly entry: JsonObject;
  readonly path: string;
  readonly report: Report;
}): Parameter | undefined {
  const name = memberOf(entry, "Name");
  if (typeof name !== "string" || !/^[A-Za-z0-9_-]{1,256}$/.test(name) || name === "__proto__") {
    report.error({ path: `${path}.Name` }, "A parameter must have a Name of letters, digits, hyphens and underscores.");
    return undefined;
  }
  const written = memberOf(entry, "Type") ?? "String";
  const type = types.find((known) => known === written);
  if (type === undefined) {
    const got = JSON.stringify(written);
    report.error({ path: `${path}.Type` }, `Parameter '${name}' has the type ${got}: it must be ${types.join(", ")}.`);
    return undefined;
  }
  for (const member of Object.keys(entry)) {
    if (!members.includes(member)) report.error({ path }, `Cannot parse object, unknown property '${member}'.`);
  }
  const read = (value: Json | undefined, what: string): string | number | boolean | null => {
    if (value === undefined || value === null) return null;
    const fitting = fitsType(value, type);
    if (fitting !== undefined) return fitting;
    report.error({ path }, `The ${what} of parameter '${name}' must be ${type}, got ${kindOf(value)}.`);
    return null;
  };
  const defaultValue = read(memberOf(entry, "DefaultValue"), "DefaultValue");
  const listed = memberOf(entry, "EnumValues");
  if (listed !== undefined && listed !== null && !isList(listed)) {
    report.error({ path: `${path}.EnumValues` }, "Expecting start of Json Array.");
  }
  const enumValues = isList(listed)
    ? listed.map((one) => read(one, "EnumValues")).filter((one): one is string | number | boolean => one !== null)
    : null;
  if (enumValues !== null && defaultValue !== null && !enumValues.includes(defaultValue)) {
    report.error({ path }, `The DefaultValue of parameter '${name}' is not one of its EnumValues.`);
  }
  return { name, type, defaultValue, enumValues };
}

/** The value, where it is of the type as JSON writes it; a whole number is a Float too. */
export function fitsType(value: Json, type: ParameterType): string | number | boolean | undefined {
  if (type === "String") return typeof value === "string" ? value : undefined;
  if (type === "Boolean") return typeof value === "boolean" ? value : undefined;
  if (typeof value !== "number") return undefined;
  return type === "Float" || Number.isInteger(value) ? value : undefined;
}

/** The value that a text means for a type, as requests carry all values; undefined where it means none. */
export function readTyped(text: string, type: ParameterType): string | number | boolean | undefined {
  if (type === "String") return text;
  if (type === "Boolean") return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined;
  if (type === "Integer") return /^[+-]?\d+$/.test(text.trim()) ? Number(text) : undefined;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
