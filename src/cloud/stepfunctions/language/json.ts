/** What JSON can say. Values are never changed in place: whoever needs another one builds it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A field of an object, and nothing that objects are born with. */
export function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The object with one field more; `__proto__` becomes a field like any other. */
export function withField(value: JsonObject, name: string, field: Json): JsonObject {
  return { ...value, [name]: field };
}

export function typeName(value: Json): "null" | "boolean" | "number" | "string" | "array" | "object" {
  if (value === null) return "null";
  if (isList(value)) return "array";
  // typeof of what JSON holds is one of these four
  return typeof value as "boolean" | "number" | "string" | "object";
}

export function equalJson(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (isList(left)) {
    return (
      isList(right) && left.length === right.length && left.every((item, at) => equalJson(item, right[at] ?? null))
    );
  }
  if (!isObject(left) || !isObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equalJson(left[name] ?? null, right[name] ?? null))
  );
}
