import type { Chance } from "../chance.ts";
import { isList, isObject, type Json } from "../json.ts";
import { evaluatePath } from "../path/evaluate-path.ts";
import type { PathScope } from "../path/path.ts";
import { intrinsicFailure, runtimeFailure } from "../state-failure.ts";
import { type ArrayCall, arrayFunctions } from "./array-functions.ts";
import { formatText, freeText } from "./format-text.ts";
import type { IntrinsicCall, IntrinsicValue } from "./intrinsic.ts";
import { mathFunctions } from "./math-functions.ts";
import { textFunctions } from "./text-functions.ts";

export type IntrinsicScope = {
  readonly paths: PathScope;
  readonly chance: Chance;
  /** The field whose value is sought, for messages. */
  readonly field: string;
};

/** The value of a call; the innermost function comes first. */
export function callIntrinsic(call: IntrinsicCall, scope: IntrinsicScope): Json {
  const values = call.values.map((value) => argumentOf(value, scope));
  const fail = (cause: string): never => {
    throw intrinsicFailure({ call: call.text, cause });
  };
  if (call.name === "States.Format") return format({ call, values, fail });
  const parts: ArrayCall = { values, fail, chance: scope.chance };
  const known = arrayFunctions[call.name] ?? textFunctions[call.name] ?? mathFunctions[call.name];
  return known === undefined ? fail("unknown intrinsic function") : known(parts);
}

function argumentOf(value: IntrinsicValue, scope: IntrinsicScope): Json {
  switch (value.kind) {
    case "call":
      return callIntrinsic(value.call, scope);
    case "text":
      return freeText(value.raw);
    case "literal":
      return value.value;
    case "path": {
      const result = evaluatePath(value.path, scope.paths);
      if (result.status === "found") return result.value;
      const source = value.path.root.kind === "context" ? scope.paths.context : scope.paths.input;
      throw runtimeFailure(
        `The JSONPath '${value.path.text}' specified for the field '${scope.field}' could not be found in the input '${JSON.stringify(source)}'`,
      );
    }
  }
}

function format({
  call,
  values,
  fail,
}: {
  readonly call: IntrinsicCall;
  readonly values: readonly Json[];
  readonly fail: (cause: string) => never;
}): Json {
  const [first] = call.values;
  const [given] = values;
  if (typeof given !== "string") return fail("The first argument must be a string");
  const template = first?.kind === "text" ? first.raw : given;
  return formatText({ template, values: values.slice(1).map(textOf), fail });
}

/** Objects and lists appear as Java writes maps and lists, for that is what AWS does. */
function textOf(value: Json): string {
  if (typeof value === "string") return value;
  if (isList(value)) return `[${value.map(textOf).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, field]) => `${name}=${textOf(field)}`)
    .join(", ")}}`;
}
