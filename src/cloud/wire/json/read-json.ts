import { findBase64 } from "#cloud/core/base64.ts";
import { type Member, type ServiceModel, shapeNamed } from "#cloud/core/service-model.ts";
import { findTimestamp } from "../timestamp.ts";

/**
 * A value of JSON (or of CBOR) as its shape says: bytes out of base64, times out of numbers, members that the shape does not know and nulls left out.
 * A value of another type stays as it is: validation says what is wrong with it.
 */
export function readJson({ model, member, value }: Place): unknown {
  const shape = shapeNamed(model, member.shape);
  if (shape.document === true || value === null) return value ?? undefined;
  switch (shape.type) {
    case "structure":
      return isRecord(value) ? readStructure({ model, member, value }) : value;
    case "list":
      return Array.isArray(value) ? readList({ model, member: shape.member, list: value }) : value;
    case "map":
      return isRecord(value) ? readMap({ model, member: shape.value, value }) : value;
    case "blob":
      return typeof value === "string" ? (findBase64(value) ?? value) : value;
    case "timestamp":
      return typeof value === "number" || typeof value === "string" ? (findTimestamp(String(value)) ?? value) : value;
    case "float":
    case "double":
      return typeof value === "string" && WORDS.has(value) ? WORDS.get(value) : value;
    default:
      return value;
  }
}

type Place = { readonly model: ServiceModel; readonly member: Member; readonly value: unknown };

const WORDS: ReadonlyMap<string, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

function readStructure({
  model,
  member,
  value,
}: Place & { readonly value: Readonly<Record<string, unknown>> }): object {
  const made: [string, unknown][] = [];
  for (const [name, part] of Object.entries(shapeNamed(model, member.shape).members ?? {})) {
    const key = part.locationName ?? name;
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    if (given !== undefined && given !== null) made.push([name, readJson({ model, member: part, value: given })]);
  }
  return Object.fromEntries(made);
}

function readList({
  model,
  member,
  list,
}: {
  readonly model: ServiceModel;
  readonly member: Member | undefined;
  readonly list: readonly unknown[];
}): readonly unknown[] {
  return member === undefined ? list : list.map((value) => readJson({ model, member, value }));
}

function readMap({
  model,
  member,
  value,
}: {
  readonly model: ServiceModel;
  readonly member: Member | undefined;
  readonly value: Readonly<Record<string, unknown>>;
}): object {
  const given = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(
    given.map(([key, part]) => [key, member === undefined ? part : readJson({ model, member, value: part })]),
  );
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof Date)
  );
}
