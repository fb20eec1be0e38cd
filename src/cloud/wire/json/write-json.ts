import { toBase64 } from "#cloud/core/base64.ts";
import { type Member, type ServiceModel, shapeNamed } from "#cloud/core/service-model.ts";
import { formatOf, writeTimestamp } from "../timestamp.ts";
import { isRecord } from "./read-json.ts";

/** How the last step differs: JSON writes bytes as base64 and times as numbers or texts, CBOR has types of its own for both. */
export type Leaves = {
  readonly blob: (bytes: Uint8Array) => unknown;
  readonly time: (time: Date, member: Member, model: ServiceModel) => unknown;
};

export const jsonLeaves: Leaves = {
  blob: toBase64,
  time: (time, member, model) => {
    const format = formatOf(member, shapeNamed(model, member.shape), "unixTimestamp");
    return format === "unixTimestamp" ? time.getTime() / 1000 : writeTimestamp(time, format);
  },
};

/** A value as its shape writes it: a tree of plain values for JSON.stringify or for CBOR. */
export function writeJson({ model, member, value, leaves = jsonLeaves }: Place): unknown {
  const shape = shapeNamed(model, member.shape);
  if (shape.document === true || value === null || value === undefined) return value;
  switch (shape.type) {
    case "structure":
      return isRecord(value) ? writeStructure({ model, member, value, leaves }) : value;
    case "list": {
      const inner = shape.member;
      if (!Array.isArray(value) || inner === undefined) return value;
      return value.map((part: unknown) => writeJson({ model, member: inner, value: part, leaves }));
    }
    case "map": {
      const inner = shape.value;
      if (!isRecord(value) || inner === undefined) return value;
      const given = Object.entries(value).filter(([, part]) => part !== undefined);
      return Object.fromEntries(
        given.map(([key, part]) => [key, writeJson({ model, member: inner, value: part, leaves })]),
      );
    }
    case "blob":
      return value instanceof Uint8Array ? leaves.blob(value) : value;
    case "timestamp":
      return value instanceof Date ? leaves.time(value, member, model) : value;
    case "float":
    case "double":
      return typeof value === "number" && !Number.isFinite(value) && leaves === jsonLeaves ? String(value) : value;
    default:
      return value;
  }
}

type Place = {
  readonly model: ServiceModel;
  readonly member: Member;
  readonly value: unknown;
  readonly leaves?: Leaves;
};

function writeStructure({
  model,
  member,
  value,
  leaves = jsonLeaves,
}: Place & { readonly value: Readonly<Record<string, unknown>> }): object {
  const made: [string, unknown][] = [];
  for (const [name, part] of Object.entries(shapeNamed(model, member.shape).members ?? {})) {
    const given = value[name];
    if (given === undefined || part.location !== undefined) continue;
    made.push([part.locationName ?? name, writeJson({ model, member: part, value: given, leaves })]);
  }
  return Object.fromEntries(made);
}
