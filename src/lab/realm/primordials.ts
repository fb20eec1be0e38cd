/**
 * The built-ins that the realm leans on, taken before the learner's code can replace them. A patched Array or Object then
 * breaks the learner's own code and nothing of the runtime in the same realm.
 */
export const { apply, construct, ownKeys, getOwnPropertyDescriptor, getPrototypeOf, defineProperty } = Reflect;
export const { isArray } = Array;
export const { isView } = ArrayBuffer;
export const { isFinite: isFiniteNumber, isInteger } = Number;
export const { is, freeze, create } = Object;
export const { min, floor, abs } = Math;
export const text = String;

const uncurry = <Self, Args extends unknown[], Result>(method: (this: Self, ...args: Args) => Result) => {
  return (self: Self, ...args: Args): Result => apply(method, self, args);
};

export const slice = uncurry(String.prototype.slice);
export const indexOf = uncurry(String.prototype.indexOf);
export const numberToString = uncurry(Number.prototype.toString);
export const toISOString = uncurry(Date.prototype.toISOString);
export const functionToString = uncurry(Function.prototype.toString);
const matchRegExp = uncurry(RegExp.prototype.exec);
export const exec = (pattern: RegExp, of: string): RegExpExecArray | null => matchRegExp(pattern, of);
const stringify = JSON.stringify;
export const quote = (value: string): string => stringify(value);

const getter = (of: object, key: PropertyKey): ((self: unknown) => unknown) => {
  const get = getOwnPropertyDescriptor(of, key)?.get;
  if (get === undefined) throw new Error(`this host has no getter ${String(key)}`);
  return (self) => apply(get, self, []);
};

const typedArrayPrototype: object = getPrototypeOf(Uint8Array.prototype) ?? Uint8Array.prototype;
const typedArrayTag = getter(typedArrayPrototype, Symbol.toStringTag);
const typedArrayLength = getter(typedArrayPrototype, "length");
const mapSize = getter(Map.prototype, "size");
const setSize = getter(Set.prototype, "size");
const dateValue = uncurry(Date.prototype.getTime);
export const mapForEach = uncurry(Map.prototype.forEach);
export const setForEach = uncurry(Set.prototype.forEach);

/** "Float64Array", or undefined for anything that is no typed array; never runs code of the value. */
export function typedArrayName(value: unknown): string | undefined {
  const name = typedArrayTag(value);
  return typeof name === "string" ? name : undefined;
}

export function lengthOfTypedArray(value: unknown): number {
  return Number(typedArrayLength(value));
}

/** The size of a Map or Set by its internal slot, or undefined when it is none. */
export function sizeOfMap(value: unknown): number | undefined {
  return brandOr(mapSize, value);
}
export function sizeOfSet(value: unknown): number | undefined {
  return brandOr(setSize, value);
}
export function timeOfDate(value: unknown): number | undefined {
  return brandOr((self) => dateValue(self as Date), value); // throws for anything else
}

function brandOr(read: (self: unknown) => unknown, value: unknown): number | undefined {
  try {
    return Number(read(value));
  } catch {
    return undefined;
  }
}
