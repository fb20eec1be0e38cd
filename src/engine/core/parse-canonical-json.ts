import { EngineError } from "./errors.ts";

/**
 * The data that `canonicalJson` wrote: plain JSON, with typed arrays as such again. Each call gives a fresh copy. O(length).
 *
 * @throws {EngineError} "bad-json" for text that is no JSON
 * @example parseCanonicalJson('{"$Float64Array":[0.5,"NaN"]}') // => Float64Array.of(0.5, NaN)
 * @example parseCanonicalJson('{"a":[1]}') // => { a: [1] }
 */
export function parseCanonicalJson(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => typedArrayOf(value) ?? value);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const error = new EngineError("bad-json", `parseCanonicalJson requires JSON, got: ${cause.message}`, {
      function: "parseCanonicalJson",
    });
    error.cause = cause;
    throw error;
  }
}

const typedArrays: Readonly<Record<string, { readonly from: (cells: readonly number[]) => unknown }>> = {
  $Float64Array: Float64Array,
  $Float32Array: Float32Array,
  $Int32Array: Int32Array,
  $Uint32Array: Uint32Array,
  $Int16Array: Int16Array,
  $Uint16Array: Uint16Array,
  $Int8Array: Int8Array,
  $Uint8Array: Uint8Array,
  $Uint8ClampedArray: Uint8ClampedArray,
};

function typedArrayOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0 || !Object.hasOwn(typedArrays, name)) return undefined;
  const cells: unknown = Reflect.get(value, name);
  return Array.isArray(cells) ? typedArrays[name]?.from(cells.map(Number)) : undefined;
}
