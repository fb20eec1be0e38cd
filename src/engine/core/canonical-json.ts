import { EngineError } from "./errors.ts";

/**
 * Plain data as one text, the same text for the same data: the form that is hashed.
 *
 * `{ a: 1, b: 2 }` and `{ b: 2, a: 1 }` say the same and must have one hash, so the names of an object are sorted by their
 * character codes, nothing is indented, and numbers are written as JSON writes them (RFC 8785). Beyond JSON it takes what
 * data for models holds: typed arrays, written with their type, and NaN and infinities inside them, written as words. What
 * plain data is not (functions, dates, maps, undefined in a list, a circle) is refused rather than guessed. O(size).
 *
 * @param value  plain data: null, booleans, finite numbers, text, lists, objects, typed arrays; a name with undefined is left out
 * @returns      text that is JSON itself
 * @throws {EngineError} "wrong-type" for what is no plain data, "not-finite" for NaN or infinity outside a typed array,
 *                     "out-of-range" for more than 1000 levels
 * @example canonicalJson({ b: [1, "x"], a: null }) // => '{"a":null,"b":[1,"x"]}'
 * @example canonicalJson(Float64Array.of(0.5, NaN)) // => '{"$Float64Array":[0.5,"NaN"]}'
 * @source  RFC 8785, JSON Canonicalization Scheme
 */
export function canonicalJson(value: unknown): string {
  return write({ value, path: "value", inside: new Set() });
}

/** Data for people nests a dozen levels; a thousand are an accident, and far more would exhaust the call stack. */
const deepest = 1000;

function write({
  value,
  path,
  inside,
}: {
  readonly value: unknown;
  readonly path: string;
  readonly inside: Set<object>;
}): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (Number.isFinite(value)) return JSON.stringify(value);
    throw refusal({ code: "not-finite", need: "finite numbers", got: String(value), path });
  }
  if (typeof value !== "object") {
    throw refusal({ code: "wrong-type", need: "plain data", got: typeof value, path });
  }
  if (inside.has(value)) throw refusal({ code: "wrong-type", need: "plain data", got: "a circle", path });
  if (inside.size === deepest) {
    throw refusal({ code: "out-of-range", need: `at most ${deepest} levels`, got: "more", path: "value" });
  }
  if (ArrayBuffer.isView(value)) return writeTyped(value, path);
  inside.add(value);
  const text = Array.isArray(value) ? writeList({ list: value, path, inside }) : writeObject({ value, path, inside });
  inside.delete(value);
  return text;
}

function writeList({
  list,
  path,
  inside,
}: {
  readonly list: readonly unknown[];
  readonly path: string;
  readonly inside: Set<object>;
}): string {
  const parts: string[] = [];
  for (let i = 0; i < list.length; i++) parts.push(write({ value: list[i], path: `${path}[${i}]`, inside }));
  return `[${parts.join(",")}]`;
}

function writeObject({
  value,
  path,
  inside,
}: {
  readonly value: object;
  readonly path: string;
  readonly inside: Set<object>;
}): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object of another realm has another Object.prototype, which itself has no prototype.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw refusal({ code: "wrong-type", need: "plain data", got: value.constructor?.name ?? "an object", path });
  }
  // The default order of sort() is that of UTF-16 codes, as RFC 8785 asks.
  const parts: string[] = [];
  for (const [name, entry] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (entry !== undefined)
      parts.push(`${JSON.stringify(name)}:${write({ value: entry, path: `${path}.${name}`, inside })}`);
  }
  return `{${parts.join(",")}}`;
}

function writeTyped(view: ArrayBufferView, path: string): string {
  const name = Object.prototype.toString.call(view).slice(8, -1);
  if (!("length" in view) || name.startsWith("Big")) {
    throw refusal({ code: "wrong-type", need: "plain data", got: name, path });
  }
  const numbers = view as unknown as ArrayLike<number>; // a typed array that is neither DataView nor of bigint
  const cells = Array.from(numbers, (cell) => (Number.isFinite(cell) ? JSON.stringify(cell) : `"${cell}"`));
  return `{"$${name}":[${cells.join(",")}]}`;
}

function refusal({
  code,
  need,
  got,
  path,
}: {
  readonly code: "wrong-type" | "not-finite" | "out-of-range";
  readonly need: string;
  readonly got: string;
  readonly path: string;
}): EngineError {
  return new EngineError(code, `canonicalJson requires ${need}, got ${got} at ${path}`, {
    function: "canonicalJson",
    got,
    path,
  });
}
