/** `structuredClone` in the language alone, for a realm whose host has none: plain data, typed arrays, Map, Set, Date, errors, cycles. */
export function clone(value: unknown, seen: Map<object, unknown> = new Map()): unknown {
  if (typeof value === "function" || typeof value === "symbol") throw new TypeError(`${typeof value} cannot be cloned`);
  if (typeof value !== "object" || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const keep = <T extends object>(made: T): T => {
    seen.set(value, made);
    return made;
  };
  if (Array.isArray(value)) {
    const made = keep(new Array<unknown>(value.length));
    for (const key of Object.keys(value)) Reflect.set(made, key, clone(Reflect.get(value, key), seen));
    return made;
  }
  if (value instanceof Date) return keep(new Date(value.getTime()));
  if (value instanceof Map) {
    const made = keep(new Map<unknown, unknown>());
    for (const [key, entry] of value) made.set(clone(key, seen), clone(entry, seen));
    return made;
  }
  if (value instanceof Set) {
    const made = keep(new Set<unknown>());
    for (const entry of value) made.add(clone(entry, seen));
    return made;
  }
  if (value instanceof ArrayBuffer) return keep(value.slice(0));
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
    return keep(Reflect.construct(value.constructor, [bytes]) as object); // a view of the same kind
  }
  if (value instanceof Error) return keep(Object.assign(new Error(value.message), { name: value.name }));
  const made = keep<Record<string, unknown>>({});
  for (const key of Object.keys(value)) made[key] = clone(Reflect.get(value, key), seen);
  return made;
}
