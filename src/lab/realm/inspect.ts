import type { Inspected } from "#contract/sandbox.ts";
import {
  exec,
  functionToString,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  is,
  isArray,
  lengthOfTypedArray,
  mapForEach,
  numberToString,
  ownKeys,
  quote,
  setForEach,
  sizeOfMap,
  sizeOfSet,
  slice,
  text,
  timeOfDate,
  toISOString,
  typedArrayName,
} from "./primordials.ts";

const maxDepth = 4;
const maxEntries = 50;
const maxNodes = 400;
const maxText = 10_000;
const maxPreview = 120;

type Walk = { nodes: number };
type Entry = readonly [string, Inspected];

/** Any value as a bounded tree for the console. Getters are named, not run; a Proxy that throws is shown as such. */
export function inspect(value: unknown): Inspected {
  if (typeof value === "string") return { kind: "text", text: slice(value, 0, maxText) };
  return guarded(value, 0, { nodes: 0 });
}

function guarded(value: unknown, depth: number, walk: Walk): Inspected {
  walk.nodes++;
  try {
    return node(value, depth, walk);
  } catch {
    return { kind: "value", type: "unreadable", text: "‹unreadable›" };
  }
}

function node(value: unknown, depth: number, walk: Walk): Inspected {
  if (typeof value === "string") return leaf("string", quote(slice(value, 0, 500)));
  if (typeof value === "number") return leaf("number", is(value, -0) ? "-0" : numberToString(value));
  if (typeof value === "bigint") return leaf("bigint", `${text(value)}n`);
  if (typeof value === "function") return leaf("function", nameOfFunction(value));
  if (typeof value !== "object" || value === null) return leaf(value === null ? "null" : typeof value, text(value));
  if (isArray(value)) return arrayNode(value, depth, walk);
  const typed = typedArrayName(value);
  if (typed !== undefined) return typedNode(value as ArrayLike<number>, typed, depth, walk); // the tag of a typed array is a brand
  const mapSize = sizeOfMap(value);
  if (mapSize !== undefined) return mapNode(value as Map<unknown, unknown>, mapSize, depth, walk); // has the slot of a Map
  const setSize = sizeOfSet(value);
  if (setSize !== undefined) return setNode(value as Set<unknown>, setSize, depth, walk); // has the slot of a Set
  const time = timeOfDate(value);
  if (time !== undefined) return leaf("Date", is(time, Number.NaN) ? "Invalid Date" : toISOString(value as Date)); // has the slot of a Date
  const error = errorText(value);
  if (error !== undefined) return leaf("Error", error);
  const table = tableNode(value, depth, walk);
  return table ?? recordNode(value, depth, walk);
}

function leaf(type: string, shown: string): Inspected {
  return { kind: "value", type, text: slice(shown, 0, 600) };
}

function arrayNode(value: readonly unknown[], depth: number, walk: Walk): Inspected {
  const { length } = value;
  return branch({
    type: `Array(${length})`,
    open: "[",
    close: "]",
    total: length,
    depth,
    walk,
    named: false,
    read: (i, below) => [text(i), property(value, text(i), below, walk)],
  });
}

function typedNode(value: ArrayLike<number>, type: string, depth: number, walk: Walk): Inspected {
  const length = lengthOfTypedArray(value);
  return branch({
    type: `${type}(${length})`,
    open: "[",
    close: "]",
    total: length,
    depth,
    walk,
    named: false,
    read: (i, below) => [text(i), guarded(value[i], below, walk)],
  });
}

function mapNode(value: Map<unknown, unknown>, size: number, depth: number, walk: Walk): Inspected {
  const keys: unknown[] = [];
  const values: unknown[] = [];
  mapForEach(value, (entry, key) => {
    if (keys.length >= maxEntries) return;
    values[keys.length] = entry;
    keys[keys.length] = key;
  });
  const keyText = (key: unknown): string =>
    typeof key === "string" ? quote(key) : preview(guarded(key, maxDepth, walk));
  return branch({
    type: `Map(${size})`,
    open: "{",
    close: "}",
    total: size,
    depth,
    walk,
    named: true,
    read: (i, below) => [keyText(keys[i]), guarded(values[i], below, walk)],
  });
}

function setNode(value: Set<unknown>, size: number, depth: number, walk: Walk): Inspected {
  const entries: unknown[] = [];
  setForEach(value, (entry) => {
    if (entries.length < maxEntries) entries[entries.length] = entry;
  });
  return branch({
    type: `Set(${size})`,
    open: "{",
    close: "}",
    total: size,
    depth,
    walk,
    named: false,
    read: (i, below) => [text(i), guarded(entries[i], below, walk)],
  });
}

function recordNode(value: object, depth: number, walk: Walk): Inspected {
  const keys: string[] = [];
  const all = ownKeys(value);
  for (let i = 0; i < all.length && i < 2_000; i++) {
    const key = all[i];
    if (typeof key === "string" && getOwnPropertyDescriptor(value, key)?.enumerable === true) keys[keys.length] = key;
  }
  return branch({
    type: classOf(value),
    open: "{",
    close: "}",
    total: keys.length,
    depth,
    walk,
    named: true,
    read: (i, below) => {
      const key = keys[i] ?? "";
      return [key, property(value, key, below, walk)];
    },
  });
}

/** A table of siklus/data says its size and shows each column in one line. */
function tableNode(value: object, depth: number, walk: Walk): Inspected | undefined {
  const rowCount = getOwnPropertyDescriptor(value, "rowCount")?.value;
  const names = getOwnPropertyDescriptor(value, "names")?.value;
  const columns = getOwnPropertyDescriptor(value, "columns")?.value;
  if (typeof rowCount !== "number" || !isArray(names) || typeof columns !== "object" || columns === null)
    return undefined;
  const node = branch({
    type: `Table ${rowCount} × ${names.length}`,
    open: "{",
    close: "}",
    total: names.length,
    depth,
    walk,
    named: true,
    read: (i) => {
      const name = text(names[i]);
      const type = getOwnPropertyDescriptor(getOwnPropertyDescriptor(columns, name)?.value ?? {}, "type")?.value;
      return [name, leaf("column", typeof type === "string" ? type : "?")];
    },
  });
  return node;
}

function branch({
  type,
  open,
  close,
  total,
  depth,
  walk,
  named,
  read,
}: {
  readonly type: string;
  readonly open: string;
  readonly close: string;
  readonly total: number;
  readonly depth: number;
  readonly walk: Walk;
  readonly named: boolean;
  readonly read: (index: number, depth: number) => Entry;
}): Inspected {
  const entries: Entry[] = [];
  if (depth < maxDepth) {
    while (entries.length < total && entries.length < maxEntries && walk.nodes < maxNodes) {
      entries[entries.length] = read(entries.length, depth + 1);
    }
  }
  const more = total - entries.length;
  let line = "";
  for (let i = 0; i < entries.length && line.length < maxPreview; i++) {
    const entry = entries[i];
    if (entry === undefined) break;
    line += `${i === 0 ? "" : ", "}${named ? `${entry[0]}: ` : ""}${preview(entry[1])}`;
  }
  const cut = line.length > maxPreview || more > 0;
  const inner = cut ? `${slice(line, 0, maxPreview)}${line === "" ? "" : ", "}…` : line;
  const shown = named && inner !== "" ? `${open} ${inner} ${close}` : `${open}${inner}${close}`;
  return { kind: "object", type, text: shown, entries, more };
}

function preview(node: Inspected): string {
  return node.kind === "object" ? (node.text.length <= 40 ? node.text : node.type) : slice(node.text, 0, 60);
}

function property(of: object, key: string, depth: number, walk: Walk): Inspected {
  const descriptor = getOwnPropertyDescriptor(of, key);
  if (descriptor === undefined) return leaf("empty", "empty");
  if (descriptor.get !== undefined || descriptor.set !== undefined) return leaf("getter", "(…)");
  return guarded(descriptor.value, depth, walk);
}

const errorPrototype = Error.prototype;

/** Own data and the class name: no getter of the value is run. */
function errorText(value: object): string | undefined {
  let prototype = getPrototypeOf(value);
  let depth = 0;
  while (prototype !== null && prototype !== errorPrototype && depth++ < 20) prototype = getPrototypeOf(prototype);
  if (prototype !== errorPrototype) return undefined;
  const message = getOwnPropertyDescriptor(value, "message")?.value;
  const own = getOwnPropertyDescriptor(value, "name")?.value;
  const name = typeof own === "string" ? own : classOf(value);
  return typeof message === "string" && message !== "" ? `${name}: ${message}` : name;
}

function classOf(value: object): string {
  const prototype = getPrototypeOf(value);
  if (prototype === null) return "Object";
  const maker = getOwnPropertyDescriptor(prototype, "constructor")?.value;
  const name = typeof maker === "function" ? getOwnPropertyDescriptor(maker, "name")?.value : undefined;
  return typeof name === "string" && name !== "" ? name : "Object";
}

function nameOfFunction(value: object): string {
  const name = getOwnPropertyDescriptor(value, "name")?.value;
  const isClass = exec(/^class\b/, functionToString(value as () => void)) !== null; // a function, checked by the caller
  return `${isClass ? "class" : "function"} ${typeof name === "string" && name !== "" ? name : "(anonymous)"}`;
}
