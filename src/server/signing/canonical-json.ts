/**
 * JSON in one way only (RFC 8785): keys sorted by UTF-16 units, no spaces, numbers and text as JavaScript writes them. What is signed
 * is this text, so that anybody can check a score or certificate from its parts, whatever order they came in.
 *
 * @throws {TypeError} for what JSON cannot say: undefined, NaN, infinity, functions, lone surrogates
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "string") {
    if (/\p{Surrogate}/u.test(value))
      throw new TypeError("canonicalJson requires well-formed text, got a lone surrogate");
    return JSON.stringify(value);
  }
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") {
    const keys = Object.keys(value).sort();
    const held = value as Readonly<Record<string, unknown>>; // its own keys are read
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(held[key])}`).join(",")}}`;
  }
  throw new TypeError(`canonicalJson requires JSON, got ${String(value)}`);
}
