import type { Json } from "../json.ts";

/** The result of an expression as plain data; undefined when it is or holds a function or a number that JSON cannot write. */
export function toPlainJson(value: unknown): Json | undefined {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object") return undefined;
  if (Array.isArray(value)) return plainList(value);
  if (isFunctionOfJsonata(value)) return undefined;
  const fields: (readonly [string, Json])[] = [];
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    const plain = toPlainJson(field);
    if (plain === undefined) return undefined;
    fields.push([name, plain]);
  }
  return Object.fromEntries(fields);
}

function plainList(list: readonly unknown[]): Json | undefined {
  const items: Json[] = [];
  for (const item of list) {
    const plain = toPlainJson(item ?? null);
    if (plain === undefined) return undefined;
    items.push(plain);
  }
  return items;
}

function isFunctionOfJsonata(value: object): boolean {
  return "_jsonata_function" in value || "_jsonata_lambda" in value || value instanceof RegExp;
}
