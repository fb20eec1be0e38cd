import { type ServiceModel, shapeNamed } from "#cloud/core/service-model.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import { isList, isObject, type Json } from "../language/json.ts";

export class UnknownField extends Error {}

/**
 * Parameters of a task as the input of the operation: names that start large mean the model's, bytes and times come as texts,
 * and a text that holds JSON (the Input of an execution, the Payload of a function) may come as what it says.
 */
export function toInput({
  model,
  shape: name,
  value,
}: {
  readonly model: ServiceModel;
  readonly shape: string;
  readonly value: Json;
}): unknown {
  const shape = shapeNamed(model, name);
  switch (shape.type) {
    case "structure":
      return isObject(value) && shape.document !== true ? structure(model, name, value) : value;
    case "list":
      return isList(value)
        ? value.map((item) => toInput({ model, shape: shape.member?.shape ?? "", value: item }))
        : value;
    case "map":
      return isObject(value)
        ? Object.fromEntries(
            Object.entries(value).map(([key, item]) => [
              key,
              toInput({ model, shape: shape.value?.shape ?? "", value: item }),
            ]),
          )
        : value;
    case "blob":
      return utf8Bytes(typeof value === "string" ? value : JSON.stringify(value));
    case "timestamp":
      return timeOf(value);
    case "string":
      return isObject(value) || isList(value) ? JSON.stringify(value) : value;
    default:
      return value;
  }
}

function structure(model: ServiceModel, name: string, value: { readonly [name: string]: Json }): object {
  const members = shapeNamed(model, name).members ?? {};
  return Object.fromEntries(
    Object.entries(value).map(([field, part]) => {
      const small = field.charAt(0).toLowerCase() + field.slice(1);
      const known = [field, small].find((each) => Object.hasOwn(members, each));
      const member = known === undefined ? undefined : members[known];
      if (known === undefined || member === undefined) {
        throw new UnknownField(`The field "${field}" is not supported by Step Functions`);
      }
      return [known, toInput({ model, shape: member.shape, value: part })];
    }),
  );
}

function timeOf(value: Json): unknown {
  const time = typeof value === "number" ? value * 1000 : typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? value : new Date(time);
}
