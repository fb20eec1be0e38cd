import { parseIntrinsic } from "../intrinsic/parse-intrinsic.ts";
import type { Json } from "../json.ts";
import { PathError } from "../path/cursor.ts";
import { parsePath } from "../path/parse-path.ts";
import { isReferencePath } from "../path/path.ts";

export type PathKind =
  /** Any path. */
  | "any"
  /** Any path, or null for nothing at all. */
  | "any-or-null"
  /** A path to one node of the input; null leaves the result out. */
  | "result"
  /** A path to one node of the input or a variable. */
  | "reference"
  /** A reference path, or a function that says a text. */
  | "text";

const textFunctions = new Set(
  ["Format", "JsonToString", "ArrayGetItem", "Base64Encode", "Base64Decode", "Hash", "UUID"].map(
    (name) => `States.${name}`,
  ),
);

/** What is wrong with the path in a field, or undefined. */
export function findPathProblem(value: Json, kind: PathKind): string | undefined {
  if (value === null && (kind === "any-or-null" || kind === "result")) return undefined;
  if (typeof value !== "string") return "Expected value of type String";
  try {
    if (kind === "text" && !value.startsWith("$")) {
      return textFunctions.has(parseIntrinsic(value).name)
        ? undefined
        : "The intrinsic function does not return a string";
    }
    if (kind !== "result" && kind !== "reference" && !value.startsWith("$")) {
      parseIntrinsic(value);
      return undefined;
    }
    const path = parsePath(value);
    if (kind === "result" && (path.root.kind !== "input" || !isReferencePath(path)))
      return "Value is not a Reference Path";
    if (kind === "reference" && (path.root.kind === "context" || !isReferencePath(path)))
      return "Value is not a Reference Path";
    return undefined;
  } catch (problem) {
    if (!(problem instanceof PathError)) throw problem;
    return `Value is not a valid JSONPath: ${problem.message}`;
  }
}

/** What is wrong with the value of a template field whose name ends in `.$`, or undefined. */
export function findTemplatePathProblem(name: string, value: Json): string | undefined {
  const rule = `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`;
  if (typeof value !== "string") return rule;
  try {
    if (value.startsWith("$")) parsePath(value);
    else parseIntrinsic(value);
    return undefined;
  } catch (problem) {
    if (!(problem instanceof PathError)) throw problem;
    return rule;
  }
}
