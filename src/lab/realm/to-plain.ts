import { RealmError } from "./learner-failure.ts";
import {
  defineProperty,
  getPrototypeOf,
  isArray,
  isView,
  lengthOfTypedArray,
  mapForEach,
  ownKeys,
  setForEach,
  sizeOfMap,
  sizeOfSet,
  timeOfDate,
  typedArrayName,
} from "./primordials.ts";

/** Bounds of one value that crosses: nodes (array entries, fields) and bytes of typed arrays. */
const maxNodes = 3_000_000;
const maxBytes = 128 * 1024 * 1024;

const objectPrototype = Object.prototype;
const NewMap = Map;
const NewSet = Set;
const NewDate = Date;

type Walk = { nodes: number; bytes: number; readonly path: unknown[]; readonly what: string };

/**
 * A fresh copy of a result that holds nothing but data: numbers, text, booleans, arrays, typed arrays, plain objects, Map, Set, Date.
 * A function, a symbol or an instance of a class is refused with words, for the structured clone would fail or quietly drop half of it.
 *
 * @throws {RealmError} "not-plain", "too-large", "circular"
 */
export function toPlain(value: unknown, what: string): unknown {
  return copy(value, what, { nodes: 0, bytes: 0, path: [], what });
}

function copy(value: unknown, at: string, walk: Walk): unknown {
  if (typeof value === "function") throw notPlain(at, "a function");
  if (typeof value === "symbol") throw notPlain(at, "a symbol");
  if (typeof value !== "object" || value === null) return value;
  if (++walk.nodes > maxNodes) throw tooLarge(walk.what);
  if (isView(value)) return copyView(value, at, walk);
  for (let i = 0; i < walk.path.length; i++) {
    if (walk.path[i] === value) throw new RealmError("circular", `${at} contains itself`, { what: at });
  }
  walk.path[walk.path.length] = value;
  const plain = copyObject(value, at, walk);
  walk.path.length -= 1;
  return plain;
}

function copyObject(value: object, at: string, walk: Walk): unknown {
  if (isArray(value)) {
    const { length } = value;
    walk.nodes += length;
    if (walk.nodes > maxNodes) throw tooLarge(walk.what);
    const array: unknown[] = [];
    for (let i = 0; i < length; i++) setOwn(array, i, copy(value[i], `${at}[${i}]`, walk));
    return array;
  }
  const prototype = getPrototypeOf(value);
  if (prototype === null || prototype === objectPrototype) {
    const keys = ownKeys(value);
    walk.nodes += keys.length;
    if (walk.nodes > maxNodes) throw tooLarge(walk.what);
    const record: object = {};
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key === "string")
        setOwn(record, key, copy((value as Record<string, unknown>)[key], `${at}.${key}`, walk)); // its own key
    }
    return record;
  }
  if (sizeOfMap(value) !== undefined) {
    const entries = new NewMap<unknown, unknown>();
    mapForEach(value as Map<unknown, unknown>, (entry, key) => {
      walk.nodes++;
      entries.set(copy(key, at, walk), copy(entry, at, walk));
    });
    return entries;
  }
  if (sizeOfSet(value) !== undefined) {
    const entries = new NewSet<unknown>();
    setForEach(value as Set<unknown>, (entry) => {
      walk.nodes++;
      entries.add(copy(entry, at, walk));
    });
    return entries;
  }
  const time = timeOfDate(value);
  if (time !== undefined) return new NewDate(time);
  throw notPlain(at, `an instance of ${className(prototype)}`);
}

function copyView(value: ArrayBufferView, at: string, walk: Walk): unknown {
  if (typedArrayName(value) === undefined) throw notPlain(at, "a DataView");
  const length = lengthOfTypedArray(value);
  walk.bytes += 8 * length;
  if (walk.bytes > maxBytes) throw tooLarge(walk.what);
  return value; // the structured clone copies it, whatever class it pretends to be
}

/** Assignment would run a setter that learner code may have put on a prototype. */
function setOwn(target: object, key: PropertyKey, value: unknown): void {
  defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

function className(prototype: object): string {
  try {
    const name: unknown = prototype.constructor.name;
    return typeof name === "string" && name !== "" ? name : "a class";
  } catch {
    return "a class";
  }
}

function notPlain(what: string, got: string): RealmError {
  return new RealmError(
    "not-plain",
    `${what} is ${got}; the checks need plain data: numbers, text, arrays or objects`,
    { what, got },
  );
}

function tooLarge(what: string): RealmError {
  return new RealmError("too-large", `${what} is too large to be checked`, { what });
}
