import type { Json } from "./language/json.ts";

/** What a text says in JSON, or nothing when it is none. */
export function findJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON.parse gives nothing but JSON
  } catch {
    return undefined;
  }
}
