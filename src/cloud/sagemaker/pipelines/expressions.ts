import { isList, isObject, type Json, type JsonObject, memberOf } from "./json.ts";

/** A function of the definition language, as one entry of an object stands for it. */
export type Expression =
  | { readonly kind: "get"; readonly text: string }
  | { readonly kind: "join"; readonly on: string; readonly values: readonly Json[] }
  | { readonly kind: "json-get"; readonly from: JsonGetSource; readonly path: Json };

/** Where a file of JSON is: a property file of a step, or a URI, which may be an expression. */
export type JsonGetSource =
  | { readonly kind: "property-file"; readonly step: string; readonly file: string }
  | { readonly kind: "uri"; readonly uri: Json };

/** The expression that a value is; null for plain data; in words what is wrong with it. */
export function readExpression(value: Json): Expression | null | { readonly kind: "wrong"; readonly why: string } {
  if (!isObject(value)) return null;
  const names = Object.keys(value);
  const [name = ""] = names;
  if (names.length !== 1 || !(name === "Get" || name.startsWith("Std:"))) return null;
  const inside = value[name] ?? null;
  if (name === "Get") return typeof inside === "string" ? { kind: "get", text: inside } : wrong("Get takes a text");
  if (name === "Std:Join") return readJoin(inside);
  if (name === "Std:JsonGet") return readJsonGet(inside);
  return wrong(`there is no function ${name}: there are Get, Std:Join and Std:JsonGet`);
}

/** Every expression in a value, also those inside others, each with its place. */
export function* expressionsIn(
  value: Json,
  path: string,
): Generator<{ readonly value: JsonObject; readonly path: string; readonly read: ReturnType<typeof readExpression> }> {
  if (isList(value)) {
    for (const [at, entry] of value.entries()) yield* expressionsIn(entry, `${path}[${at}]`);
    return;
  }
  if (!isObject(value)) return;
  const read = readExpression(value);
  if (read !== null) yield { value, path, read };
  for (const [name, entry] of Object.entries(value)) {
    const isFileOfJsonGet = name === "PropertyFile" && isObject(entry) && typeof entry["Get"] === "string";
    if (!isFileOfJsonGet) yield* expressionsIn(entry, `${path}.${name}`);
  }
}

function readJoin(inside: Json): Expression | { readonly kind: "wrong"; readonly why: string } {
  const on = isObject(inside) ? (memberOf(inside, "On") ?? "") : null;
  const values = isObject(inside) ? memberOf(inside, "Values") : undefined;
  return typeof on === "string" && isList(values)
    ? { kind: "join", on, values }
    : wrong("Std:Join takes On, a text, and Values, a list");
}

function readJsonGet(inside: Json): Expression | { readonly kind: "wrong"; readonly why: string } {
  const why = "Std:JsonGet takes Path and either PropertyFile, a Get of Steps.StepName.PropertyFiles.Name, or S3Uri";
  if (!isObject(inside)) return wrong(why);
  const path = memberOf(inside, "Path") ?? null;
  const file = memberOf(inside, "PropertyFile");
  const uri = memberOf(inside, "S3Uri");
  if (path === null || (file === undefined) === (uri === undefined)) return wrong(why);
  if (uri !== undefined) return { kind: "json-get", from: { kind: "uri", uri }, path };
  const text = isObject(file) ? file["Get"] : null;
  const parts = typeof text === "string" ? /^Steps\.([A-Za-z0-9_-]+)\.PropertyFiles\.([^.]+)$/.exec(text) : null;
  const [, step, name] = parts ?? [];
  if (step === undefined || name === undefined) return wrong(why);
  return { kind: "json-get", from: { kind: "property-file", step, file: name }, path };
}

function wrong(why: string): { readonly kind: "wrong"; readonly why: string } {
  return { kind: "wrong", why };
}
