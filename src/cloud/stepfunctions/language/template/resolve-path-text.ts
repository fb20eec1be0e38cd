import type { Chance } from "../chance.ts";
import { callIntrinsic } from "../intrinsic/call-intrinsic.ts";
import { parseIntrinsic } from "../intrinsic/parse-intrinsic.ts";
import type { Json } from "../json.ts";
import { evaluatePath } from "../path/evaluate-path.ts";
import { parsePath } from "../path/parse-path.ts";
import type { PathScope } from "../path/path.ts";
import { runtimeFailure } from "../state-failure.ts";

export type PathTextScope = { readonly paths: PathScope; readonly chance: Chance };

/** The value of a path or an intrinsic function that stands in a field, such as `"total.$"` or `ErrorPath`. */
export function resolvePathText({
  text,
  field,
  scope,
}: {
  readonly text: string;
  readonly field: string;
  readonly scope: PathTextScope;
}): Json {
  if (!text.startsWith("$")) {
    return callIntrinsic(parseIntrinsic(text), { paths: scope.paths, chance: scope.chance, field });
  }
  const path = parsePath(text);
  const result = evaluatePath(path, scope.paths);
  if (result.status === "found") return result.value;
  const source = path.root.kind === "context" ? scope.paths.context : scope.paths.input;
  throw runtimeFailure(
    `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(source)}'`,
  );
}

/** The value at a path that selects data (InputPath, OutputPath, ItemsPath): `null` selects an empty object. */
export function selectByPath({ text, scope }: { readonly text: string | null; readonly scope: PathTextScope }): Json {
  if (text === null) return {};
  if (!text.startsWith("$")) return resolvePathText({ text, field: text, scope });
  const result = evaluatePath(parsePath(text), scope.paths);
  if (result.status === "found") return result.value;
  throw runtimeFailure(`Invalid path '${text}' : ${result.reason}`);
}
