import { findBase64 } from "#cloud/core/base64.ts";
import { type Member, type ServiceModel, type Shape, shapeNamed } from "#cloud/core/service-model.ts";
import { findTimestamp } from "../timestamp.ts";
import type { XmlElement } from "./parse-xml.ts";

/** An element as its shape says. What cannot be read stays text, for the service or the validation to refuse. */
export function readXml({
  model,
  member,
  element,
}: {
  readonly model: ServiceModel;
  readonly member: Member;
  readonly element: XmlElement;
}): unknown {
  const shape = shapeNamed(model, member.shape);
  switch (shape.type) {
    case "structure":
      return readStructure({ model, shape, element });
    case "list": {
      const inner = shape.member;
      if (inner === undefined) return [];
      const name = inner.locationName ?? "member";
      const items = element.children.filter((child) => child.name === name);
      return items.map((item) => readXml({ model, member: inner, element: item }));
    }
    case "map":
      return readEntries({ model, shape, entries: element.children });
    default:
      return readText(shape, element.text);
  }
}

function readStructure({
  model,
  shape,
  element,
}: {
  readonly model: ServiceModel;
  readonly shape: Shape;
  readonly element: XmlElement;
}): object {
  const made: [string, unknown][] = [];
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const target = shapeNamed(model, member.shape);
    const wireName = member.locationName ?? name;
    if (member.xmlAttribute === true) {
      const value = element.attributes[wireName];
      if (value !== undefined) made.push([name, readText(target, value)]);
      continue;
    }
    const isFlat = member.flattened === true || target.flattened === true;
    const flatName = isFlat && target.type === "list" ? (target.member?.locationName ?? wireName) : wireName;
    const found = element.children.filter((child) => child.name === flatName);
    const first = found[0];
    if (first === undefined) continue;
    const inner = target.member;
    if (isFlat && target.type === "list" && inner !== undefined) {
      made.push([name, found.map((item) => readXml({ model, member: inner, element: item }))]);
    } else if (isFlat && target.type === "map") {
      made.push([name, readEntries({ model, shape: target, entries: found })]);
    } else {
      made.push([name, readXml({ model, member, element: first })]);
    }
  }
  return Object.fromEntries(made);
}

function readEntries({
  model,
  shape,
  entries,
}: {
  readonly model: ServiceModel;
  readonly shape: Shape;
  readonly entries: readonly XmlElement[];
}): object {
  const { key, value } = shape;
  if (key === undefined || value === undefined) return {};
  const partOf = (entry: XmlElement, name: string): XmlElement | undefined =>
    entry.children.find((child) => child.name === name);
  return Object.fromEntries(
    entries.map((entry) => {
      const valueElement = partOf(entry, value.locationName ?? "value");
      const read = valueElement === undefined ? "" : readXml({ model, member: value, element: valueElement });
      return [partOf(entry, key.locationName ?? "key")?.text ?? "", read];
    }),
  );
}

/** A leaf out of text: of XML, of the query protocol, of a header or of a path. */
export function readText(shape: Shape, text: string): unknown {
  switch (shape.type) {
    case "boolean":
      return text.trim() === "true" ? true : text.trim() === "false" ? false : text;
    case "integer":
    case "long":
    case "short":
    case "float":
    case "double":
    case "bigdecimal":
      return text.trim() !== "" && (Number.isFinite(Number(text)) || /^(NaN|-?Infinity)$/.test(text.trim()))
        ? Number(text)
        : text;
    case "blob":
      return findBase64(text.trim()) ?? text;
    case "timestamp":
      return findTimestamp(text.trim()) ?? text;
    default:
      return text;
  }
}
