import type { FailState, SucceedState } from "../../definition/machine.ts";
import type { Json } from "../../json.ts";
import { runtimeFailure } from "../../state-failure.ts";
import { fillQueryTemplate } from "../../template/fill-query-template.ts";
import { resolvePathText, selectByPath } from "../../template/resolve-path-text.ts";
import { failScope, leaveState } from "../finish-state.ts";
import {
  effectiveInput,
  evaluatedField,
  isQuery,
  isTextValue,
  pathScope,
  queryScope,
  type Stay,
} from "../state-data.ts";

/** Ends its block well. */
export async function runSucceed(stay: Stay<SucceedState>): Promise<void> {
  const { state } = stay;
  leaveState(stay, { output: await outputOf(stay, state), assigned: undefined, next: undefined });
}

async function outputOf(stay: Stay<SucceedState>, state: SucceedState): Promise<Json> {
  const input = effectiveInput(stay);
  if (isQuery(stay)) {
    if (state.Output === undefined) return input;
    return fillQueryTemplate({ template: state.Output, location: "Output", scope: queryScope(stay) });
  }
  return state.OutputPath === undefined
    ? input
    : selectByPath({ text: state.OutputPath, scope: pathScope(stay, input) });
}

/** Ends its block with an error. */
export async function runFail(stay: Stay<FailState>): Promise<void> {
  const { run, scope, state } = stay;
  const error = await partOf(stay, { value: state.Error, path: state.ErrorPath, field: "Error" });
  const cause = await partOf(stay, { value: state.Cause, path: state.CausePath, field: "Cause" });
  failScope({ run, scope, failure: { error, cause } });
}

async function partOf(
  stay: Stay<FailState>,
  {
    value,
    path,
    field,
  }: { readonly value: string | undefined; readonly path: string | undefined; readonly field: "Error" | "Cause" },
): Promise<string | null> {
  if (path !== undefined) {
    const text = resolvePathText({ text: path, field: `${field}Path`, scope: pathScope(stay, stay.visit.input) });
    if (typeof text === "string") return text;
    throw runtimeFailure(
      `The ${field}Path field refers to value "${JSON.stringify(text)}" which is not a valid string: ${path}`,
    );
  }
  if (value === undefined || !isQuery(stay)) return value ?? null;
  return evaluatedField(stay, { value, location: field, expected: "string", is: isTextValue });
}
