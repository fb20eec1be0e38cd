import { type ServiceModel, shapeNamed } from "#cloud/core/service-model.ts";
import { utf8Text } from "#cloud/core/utf-8-text.ts";
import type { Json } from "../language/json.ts";

/** An answer as a state gets it: members of structures start large, bytes are texts, times are as the integration tells them. */
export function toOutput({
  model,
  shape: name,
  value,
  times,
}: {
  readonly model: ServiceModel;
  readonly shape: string;
  readonly value: unknown;
  readonly times: "milliseconds" | "iso8601";
}): Json {
  if (value instanceof Date) return times === "milliseconds" ? value.getTime() : value.toISOString();
  if (value instanceof Uint8Array) return utf8Text(value);
  const shape = shapeNamed(model, name);
  const inner = (member: { readonly shape: string } | undefined, part: unknown): Json =>
    member === undefined ? null : toOutput({ model, shape: member.shape, value: part, times });
  if (Array.isArray(value)) return value.map((item) => inner(shape.member, item));
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value).filter(([, part]) => part !== undefined);
    return Object.fromEntries(
      parts.map(([field, part]) =>
        shape.type === "map" ? [field, inner(shape.value, part)] : [large(field), inner(shape.members?.[field], part)],
      ),
    );
  }
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number" ? value : null;
}

function large(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
