import { findPattern } from "./find-pattern.ts";
import { type Member, type ServiceModel, type Shape, shapeNamed } from "./service-model.ts";

/** What of a value breaks its shape. */
export type Violations = {
  /** A value of another type than the shape's, which AWS's parser refuses before anything is validated. */
  readonly mistyped: string | undefined;
  /** "Value 'x' at 'trainingJobName' failed to satisfy constraint: …", in AWS's words. */
  readonly violations: readonly string[];
  /** Members that the shape does not have. AWS ignores them in a request; in an answer they are a mistake of ours. */
  readonly unknown: readonly string[];
};

type Walk = {
  readonly model: ServiceModel;
  readonly violations: string[];
  readonly unknown: string[];
  mistyped: string | undefined;
};

export function violationsOf({
  model,
  shape,
  value,
}: {
  readonly model: ServiceModel;
  readonly shape: string;
  readonly value: unknown;
}): Violations {
  const walk: Walk = { model, violations: [], unknown: [], mistyped: undefined };
  visit({ walk, shape: shapeNamed(model, shape), value, path: "" });
  return walk;
}

type Place = { readonly walk: Walk; readonly shape: Shape; readonly value: unknown; readonly path: string };

function visit(place: Place): void {
  const { walk, shape, value, path } = place;
  if (shape.document === true || shape.eventstream === true || (shape.type === "blob" && shape.streaming === true))
    return;
  if (!hasType(shape, value)) {
    walk.mistyped ??= `${path === "" ? "The request" : path} must be ${NAMES_OF_TYPES[shape.type]}, got ${nameOf(value)}`;
    return;
  }
  // hasType has told what the value is
  if (shape.type === "structure") visitStructure(place, Object.entries(value as object));
  else if (shape.type === "list") visitList(place, value as readonly unknown[]);
  else if (shape.type === "map") visitMap(place, Object.entries(value as object));
  else if (shape.type === "string") checkString(place, value as string);
  else if (shape.type === "blob") checkLength(place, (value as Uint8Array).length);
  else if (typeof value === "number") checkRange(place, value);
}

function visitStructure({ walk, shape, path }: Place, entries: readonly (readonly [string, unknown])[]): void {
  const given = new Map(entries.filter(([, value]) => value !== undefined && value !== null));
  for (const name of shape.required ?? []) {
    if (!given.has(name)) breaks(walk, { shown: "null", path: pathOf(path, name), must: "Member must not be null" });
  }
  const members = shape.members ?? {};
  for (const [name, value] of given) {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member === undefined) walk.unknown.push(pathOf(path, name));
    else visit({ walk, shape: targetOf(walk, member), value, path: pathOf(path, name) });
  }
  // "Member must have exactly one": a union is a structure of which one member is set.
  if (shape.union === true && given.size !== 1)
    walk.mistyped ??= `${path} must have exactly one member set, got ${given.size}`;
}

function visitList(place: Place, list: readonly unknown[]): void {
  checkLength(place, list.length);
  const { walk, shape, path } = place;
  if (shape.member === undefined) return;
  const target = targetOf(walk, shape.member);
  for (const [at, value] of list.entries()) visit({ walk, shape: target, value, path: `${path}.${at + 1}.member` });
}

function visitMap(place: Place, entries: readonly (readonly [string, unknown])[]): void {
  checkLength(place, entries.length);
  const { walk, shape, path } = place;
  if (shape.key === undefined || shape.value === undefined) return;
  const keyShape = targetOf(walk, shape.key);
  const valueShape = targetOf(walk, shape.value);
  for (const [key, value] of entries) {
    const [own, inner]: [string[], string[]] = [[], []];
    visit({ walk: { ...walk, violations: own }, shape: keyShape, value: key, path });
    if (own.length > 0)
      breaks(walk, {
        shown: show(Object.fromEntries(entries)),
        path,
        must: `Map keys must satisfy constraint: [${constraintsIn(own)}]`,
      });
    if (value === undefined || value === null) continue;
    const below: Walk = { ...walk, violations: inner };
    visit({ walk: below, shape: valueShape, value, path: `${path}.${key}.member` });
    walk.mistyped ??= below.mistyped;
    walk.violations.push(...inner);
  }
}

function constraintsIn(messages: readonly string[]): string {
  return messages.map((message) => message.slice(message.indexOf("constraint: ") + "constraint: ".length)).join(", ");
}

function checkString(place: Place, text: string): void {
  const { walk, shape, path } = place;
  // AWS takes values that are newer than a client's model; what stands in an enum of the server is all there is.
  if (shape.enum !== undefined && !shape.enum.includes(text)) {
    breaks(walk, { shown: `'${text}'`, path, must: `Member must satisfy enum value set: [${shape.enum.join(", ")}]` });
    return;
  }
  checkLength(place, [...text].length);
  if (shape.pattern === undefined || findPattern(shape.pattern)?.test(text) !== false) return;
  breaks(walk, { shown: `'${text}'`, path, must: `Member must satisfy regular expression pattern: ${shape.pattern}` });
}

function checkLength({ walk, shape, value, path }: Place, length: number): void {
  const tell = (must: string): void =>
    breaks(walk, { shown: show(value), path, must: `Member must have length ${must}` });
  if (shape.min !== undefined && length < shape.min) tell(`greater than or equal to ${shape.min}`);
  if (shape.max !== undefined && length > shape.max) tell(`less than or equal to ${shape.max}`);
}

function checkRange({ walk, shape, path }: Place, value: number): void {
  const tell = (must: string): void =>
    breaks(walk, { shown: `'${value}'`, path, must: `Member must have value ${must}` });
  if (shape.min !== undefined && value < shape.min) tell(`greater than or equal to ${shape.min}`);
  if (shape.max !== undefined && value > shape.max) tell(`less than or equal to ${shape.max}`);
}

function breaks(
  walk: Walk,
  { shown, path, must }: { readonly shown: string; readonly path: string; readonly must: string },
): void {
  walk.violations.push(`Value ${shown} at '${path}' failed to satisfy constraint: ${must}`);
}

/** Names as AWS's validator writes them: the first letter small. */
function pathOf(path: string, name: string): string {
  const small = name.charAt(0).toLowerCase() + name.slice(1);
  return path === "" ? small : `${path}.${small}`;
}

function targetOf(walk: Walk, member: Member): Shape {
  return shapeNamed(walk.model, member.shape);
}

function hasType(shape: Shape, value: unknown): boolean {
  switch (shape.type) {
    case "structure":
    case "map":
      return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
    case "list":
      return Array.isArray(value);
    case "string":
    case "character":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "blob":
      return value instanceof Uint8Array;
    case "timestamp":
      return value instanceof Date && !Number.isNaN(value.getTime());
    case "integer":
    case "short":
    case "long":
      return Number.isInteger(value);
    case "float":
    case "double":
    case "bigdecimal":
      return typeof value === "number";
  }
}

const NAMES_OF_TYPES = {
  structure: "an object",
  map: "an object",
  list: "a list",
  string: "a text",
  character: "a text",
  boolean: "true or false",
  blob: "bytes",
  timestamp: "a time",
  integer: "a whole number",
  short: "a whole number",
  long: "a whole number",
  float: "a number",
  double: "a number",
  bigdecimal: "a number",
} as const;

function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `${typeof value} ${JSON.stringify(value) ?? ""}`.trim();
}

/** A value as Java prints it, which is how AWS quotes it. */
function show(value: unknown): string {
  return `'${javaText(value)}'`;
}

function javaText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(", ")}]`;
  if (value instanceof Uint8Array) return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`;
  if (value instanceof Date || typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, part]) => `${key}=${javaText(part)}`)
    .join(", ")}}`;
}
