import { isObject, type Json, type JsonObject } from "../json.ts";
import { parsePath } from "../path/parse-path.ts";
import { setAtPath } from "../path/set-at-path.ts";
import { fillPathTemplate } from "../template/fill-path-template.ts";
import { fillQueryTemplate } from "../template/fill-query-template.ts";
import { selectByPath } from "../template/resolve-path-text.ts";
import type { Scope } from "./execution.ts";
import { payloadText, record, wholeText, write } from "./history-event.ts";
import { type Failure, getScope, moveTo, type Run } from "./run.ts";
import { isQuery, pathScope, queryScope, type Stay } from "./state-data.ts";

/** Leaves a state with data and variables that are settled. */
export function leaveState(
  { run, scope, visit, state }: Stay,
  {
    output,
    assigned,
    next,
  }: { readonly output: Json; readonly assigned: JsonObject | undefined; readonly next: string | undefined },
): void {
  const text = payloadText({ value: output, state: visit.state });
  if (assigned !== undefined) payloadText({ value: assigned, state: visit.state });
  const variables = assigned === undefined ? [] : Object.entries(assigned);
  record(run, scope, {
    type: `${state.Type as Exclude<typeof state.Type, "Fail">}StateExited`, // a Fail state is never left
    stateExitedEventDetails: {
      name: visit.state,
      output: text,
      outputDetails: wholeText,
      ...(variables.length === 0
        ? {}
        : {
            assignedVariables: Object.fromEntries(variables.map(([name, value]) => [name, JSON.stringify(value)])),
            assignedVariablesDetails: wholeText,
          }),
    },
  });
  const current = getScope(run, scope.id);
  if (assigned !== undefined)
    run.scopes.set(scope.id, { ...current, variables: { ...current.variables, ...assigned } });
  if (next === undefined) endScope({ run, scope, output });
  else moveTo({ run, scope, phase: { kind: "enter", state: next, input: output } });
}

/** Leaves a state that worked out a result: ResultSelector, Assign, ResultPath and OutputPath, or Assign and Output. */
export async function leaveWithResult(stay: Stay, result: Json): Promise<void> {
  const { state, visit } = stay;
  if (state.Type === "Fail" || state.Type === "Choice" || state.Type === "Succeed")
    throw new TypeError(`${state.Type} has no result`);
  const next = state.Next;
  payloadText({ value: result, state: visit.state });
  if (isQuery(stay)) {
    const scope = queryScope(stay, state.Type === "Pass" || state.Type === "Wait" ? {} : { result });
    const assigned = await assignedByQuery({ template: state.Assign, location: "Assign", scope });
    const output =
      state.Output === undefined
        ? result
        : await fillQueryTemplate({ template: state.Output, location: "Output", scope });
    return leaveState(stay, { output, assigned, next });
  }
  const selector = "ResultSelector" in state ? state.ResultSelector : undefined;
  const selected =
    selector === undefined ? result : fillPathTemplate({ template: selector, scope: pathScope(stay, result) });
  const assigned = assignedByPath({ stay, template: state.Assign, input: selected });
  const resultPath = state.Type === "Wait" ? "$" : state.ResultPath;
  const merged = putResult({ input: visit.input, result: selected, resultPath });
  const output =
    state.OutputPath === undefined ? merged : selectByPath({ text: state.OutputPath, scope: pathScope(stay, merged) });
  leaveState(stay, { output, assigned, next });
}

export function putResult({
  input,
  result,
  resultPath,
}: {
  readonly input: Json;
  readonly result: Json;
  readonly resultPath: string | null | undefined;
}): Json {
  if (resultPath === undefined) return result;
  return resultPath === null ? input : setAtPath({ input, path: parsePath(resultPath), value: result });
}

export function assignedByPath({
  stay,
  template,
  input,
}: {
  readonly stay: Stay;
  readonly template: JsonObject | undefined;
  readonly input: Json;
}): JsonObject | undefined {
  if (template === undefined) return undefined;
  const filled = fillPathTemplate({ template, scope: pathScope(stay, input) });
  return isObject(filled) ? filled : undefined;
}

export async function assignedByQuery({
  template,
  location,
  scope,
}: {
  readonly template: JsonObject | undefined;
  readonly location: string;
  readonly scope: ReturnType<typeof queryScope>;
}): Promise<JsonObject | undefined> {
  if (template === undefined) return undefined;
  const filled = await fillQueryTemplate({ template, location, scope });
  return isObject(filled) ? filled : undefined;
}

/** A block has come to its end: a machine has succeeded, a branch or iteration reports. */
export function endScope({
  run,
  scope,
  output,
}: {
  readonly run: Run;
  readonly scope: Scope;
  readonly output: Json;
}): void {
  const ended = getScope(run, scope.id);
  run.scopes.delete(scope.id);
  if (ended.parent !== null) {
    run.reports.push({ child: ended, status: "succeeded", output });
    return;
  }
  closeLog({ run, scope: ended, output });
  run.outcome = { status: "SUCCEEDED", output, stoppedAt: run.now };
}

export function failScope({
  run,
  scope,
  failure,
}: {
  readonly run: Run;
  readonly scope: Scope;
  readonly failure: Failure;
}): void {
  const failed = getScope(run, scope.id);
  run.scopes.delete(scope.id);
  if (failed.parent !== null) {
    run.reports.push({ child: failed, status: "failed", failure });
    return;
  }
  failLog({ run, scope: failed, failure });
  run.outcome = { status: "FAILED", ...failure, stoppedAt: run.now };
}

/** The last event of a history that ended well. */
export function closeLog({
  run,
  scope,
  output,
}: {
  readonly run: Run;
  readonly scope: Scope;
  readonly output: Json;
}): void {
  write({
    run,
    log: scope.log,
    previousEventId: scope.lastEvent,
    closing: true,
    event: {
      type: "ExecutionSucceeded",
      executionSucceededEventDetails: { output: JSON.stringify(output), outputDetails: wholeText },
    },
  });
}

/** The last event of a history that did not. */
export function failLog({
  run,
  scope,
  failure,
}: {
  readonly run: Run;
  readonly scope: Scope;
  readonly failure: Failure;
}): void {
  write({
    run,
    log: scope.log,
    previousEventId: scope.lastEvent,
    closing: true,
    event: { type: "ExecutionFailed", executionFailedEventDetails: failureDetails(failure) },
  });
}

export function failureDetails({ error, cause }: Failure): { readonly error?: string; readonly cause?: string } {
  return { ...(error === null ? {} : { error }), ...(cause === null ? {} : { cause }) };
}
