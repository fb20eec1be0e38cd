import type { Json } from "../json.ts";
import { queryFailure, runtimeFailure } from "../state-failure.ts";
import { resolvePathText } from "../template/resolve-path-text.ts";
import { evaluatedField, isNumberValue, isQuery, pathScope, type Stay } from "./state-data.ts";

/** A field that is a number, an expression that says one, or (its name with `Path`) a path to one; null where it is absent. */
export async function numberField(
  stay: Stay,
  {
    field,
    location = field,
    value,
    path,
    input,
    kind,
  }: {
    readonly field: string;
    readonly location?: string;
    readonly value: number | string | undefined;
    readonly path: string | undefined;
    readonly input: Json;
    readonly kind: "integer" | "float";
  },
): Promise<number | null> {
  if (path !== undefined) {
    const found = resolvePathText({ text: path, field: `${field}Path`, scope: pathScope(stay, input) });
    if (typeof found === "number" && (kind === "float" || Number.isInteger(found))) return found;
    throw runtimeFailure(
      `The ${field}Path field refers to value "${typeof found === "string" ? found : JSON.stringify(found)}" which is not a valid ${kind}: ${path}`,
    );
  }
  if (value === undefined) return null;
  const number = await evaluatedField(stay, { value, location, expected: "number", is: isNumberValue });
  if (kind === "float" || Number.isInteger(number)) return number;
  throw fieldFailure(stay, { field: location, cause: `The ${field} field must be an integer but was: ${number}` });
}

/** A number out of its bounds is a failed query where an expression said it, else a failure at run time. */
export function fieldFailure(stay: Stay, { field, cause }: { readonly field: string; readonly cause: string }): Error {
  return isQuery(stay) ? queryFailure({ location: field, cause }) : runtimeFailure(cause);
}
