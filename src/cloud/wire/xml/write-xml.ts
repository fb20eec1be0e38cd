import { toBase64 } from "#cloud/core/base64.ts";
import { type Member, type ServiceModel, type Shape, shapeNamed } from "#cloud/core/service-model.ts";
import { isRecord } from "../json/read-json.ts";
import { formatOf, writeTimestamp } from "../timestamp.ts";
import { escapedXml } from "./parse-xml.ts";

/** A value as elements, under the name its place gives it. */
export function writeXml({ model, member, name, value }: Place): string {
  const shape = shapeNamed(model, member.shape);
  if (value === undefined || value === null) return "";
  const isFlat = member.flattened === true || shape.flattened === true;
  if (shape.type === "list" && Array.isArray(value)) return writeList({ model, shape, name, list: value, isFlat });
  if (shape.type === "map" && isRecord(value)) return writeMap({ model, shape, name, value, isFlat });
  if (shape.type !== "structure" || !isRecord(value))
    return `<${name}>${escapedXml(textOf({ member, shape, value }))}</${name}>`;
  const attributes = attributesOf({ model, member, shape, value });
  return `<${name}${attributes}>${writeMembers({ model, shape, value })}</${name}>`;
}

type Place = { readonly model: ServiceModel; readonly member: Member; readonly name: string; readonly value: unknown };

/** The members of a structure that stand in the body, without an element around them. */
export function writeMembers({
  model,
  shape,
  value,
}: {
  readonly model: ServiceModel;
  readonly shape: Shape;
  readonly value: Readonly<Record<string, unknown>>;
}): string {
  return Object.entries(shape.members ?? {})
    .filter(([, member]) => member.location === undefined && member.xmlAttribute !== true)
    .map(([name, member]) => writeXml({ model, member, name: member.locationName ?? name, value: value[name] }))
    .join("");
}

function attributesOf({
  model,
  member,
  shape,
  value,
}: {
  readonly model: ServiceModel;
  readonly member: Member;
  readonly shape: Shape;
  readonly value: Readonly<Record<string, unknown>>;
}): string {
  const space = member.xmlNamespace ?? (typeof shape.xmlNamespace === "object" ? shape.xmlNamespace : undefined);
  const declared =
    space === undefined
      ? ""
      : ` xmlns${space.prefix === undefined ? "" : `:${space.prefix}`}="${escapedXml(space.uri)}"`;
  const own = Object.entries(shape.members ?? {})
    .filter(([name, part]) => part.xmlAttribute === true && value[name] !== undefined)
    .map(([name, part]) => {
      const text = textOf({ member: part, shape: shapeNamed(model, part.shape), value: value[name] });
      return ` ${part.locationName ?? name}="${escapedXml(text)}"`;
    });
  return declared + own.join("");
}

function writeList({
  model,
  shape,
  name,
  list,
  isFlat,
}: {
  readonly model: ServiceModel;
  readonly shape: Shape;
  readonly name: string;
  readonly list: readonly unknown[];
  readonly isFlat: boolean;
}): string {
  const inner = shape.member;
  if (inner === undefined) return "";
  const itemName = isFlat ? (inner.locationName ?? name) : (inner.locationName ?? "member");
  const items = list.map((value) => writeXml({ model, member: inner, name: itemName, value })).join("");
  return isFlat ? items : `<${name}>${items}</${name}>`;
}

function writeMap({
  model,
  shape,
  name,
  value,
  isFlat,
}: {
  readonly model: ServiceModel;
  readonly shape: Shape;
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly isFlat: boolean;
}): string {
  const { key, value: inner } = shape;
  if (key === undefined || inner === undefined) return "";
  const entryName = isFlat ? name : "entry";
  const entries = Object.entries(value).map(([word, part]) => {
    const keyText = writeXml({ model, member: key, name: key.locationName ?? "key", value: word });
    const valueText = writeXml({ model, member: inner, name: inner.locationName ?? "value", value: part });
    return `<${entryName}>${keyText}${valueText}</${entryName}>`;
  });
  return isFlat ? entries.join("") : `<${name}>${entries.join("")}</${name}>`;
}

function textOf({
  member,
  shape,
  value,
}: {
  readonly member: Member;
  readonly shape: Shape;
  readonly value: unknown;
}): string {
  if (value instanceof Date) return writeTimestamp(value, formatOf(member, shape, "iso8601"));
  if (value instanceof Uint8Array) return toBase64(value);
  return String(value);
}
