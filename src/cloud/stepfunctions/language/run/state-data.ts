import type { State, StateBlock } from "../definition/machine.ts";
import { fieldOf, isList, isObject, type Json, type JsonObject } from "../json.ts";
import { evaluateJsonata, findExpression, type QueryScope, requireResult } from "../jsonata/evaluate-jsonata.ts";
import { fillPathTemplate } from "../template/fill-path-template.ts";
import { fillQueryTemplate } from "../template/fill-query-template.ts";
import { type PathTextScope, selectByPath } from "../template/resolve-path-text.ts";
import { timestampText } from "../timestamp.ts";
import type { Scope, Visit } from "./execution.ts";
import { getScope, type Run } from "./run.ts";

/** A stay in a state, with all that reading its fields needs. */
export type Stay<Kind extends State = State> = {
  readonly run: Run;
  readonly scope: Scope;
  readonly visit: Visit;
  readonly state: Kind;
  /** `Map` and `Task` of the context object, where they hold. */
  readonly extra?: JsonObject;
};

export function blockAt(run: Run, place: readonly (string | number)[]): StateBlock {
  let block: unknown = run.before.machine;
  for (const step of place) block = (block as Record<string | number, unknown>)[step]; // a place that the machine itself gave
  return block as StateBlock; // as above
}

export function stateOf(run: Run, scope: Scope, name: string): State {
  const state = blockAt(run, scope.block).States[name];
  if (state === undefined) throw new TypeError(`no state '${name}'`);
  return state;
}

export function isQuery({ run, state }: Stay): boolean {
  return (state.QueryLanguage ?? run.before.machine.QueryLanguage) === "JSONata";
}

/** `$$`, which JSONata knows as `$states.context`. */
export function contextObject({ run, scope, visit, state, extra }: Stay): JsonObject {
  const { executionArn, name, roleArn, stateMachineArn, stateMachineName } = scope.identity;
  const retries = state.Type === "Task" || state.Type === "Parallel" || state.Type === "Map";
  return {
    Execution: {
      Id: executionArn,
      Input: scope.executionInput,
      StartTime: timestampText(scope.startedAt),
      Name: name,
      RoleArn: roleArn,
      RedriveCount: 0,
    },
    StateMachine: { Id: stateMachineArn, Name: stateMachineName },
    State: {
      Name: visit.state,
      EnteredTime: timestampText(visit.enteredAt),
      ...(retries ? { RetryCount: visit.retries.reduce((sum, each) => sum + each, 0) } : {}),
    },
    ...mapContext(run, scope),
    ...extra,
  };
}

function mapContext(run: Run, scope: Scope): JsonObject {
  for (let at: Scope | undefined = scope; at !== undefined; at = outerOf(run, at)) {
    if (at.item !== null) return { Map: { Item: at.item } };
  }
  return {};
}

/** The scope around, whose variables can be read; a child of a distributed Map has none. */
function outerOf(run: Run, scope: Scope): Scope | undefined {
  const outer = scope.parent === null ? undefined : run.scopes.get(scope.parent);
  return outer !== undefined && outer.log === scope.log ? outer : undefined;
}

function findVariable({
  run,
  scope,
  name,
}: {
  readonly run: Run;
  readonly scope: Scope;
  readonly name: string;
}): Json | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = outerOf(run, at)) {
    const value = fieldOf(at.variables, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

function visibleVariables(run: Run, scope: Scope): JsonObject {
  const outer = outerOf(run, scope);
  return outer === undefined ? scope.variables : { ...visibleVariables(run, outer), ...scope.variables };
}

export function pathScope(stay: Stay, input: Json): PathTextScope {
  const { run } = stay;
  const scope = getScope(run, stay.scope.id);
  return {
    chance: run.chance,
    paths: { input, context: contextObject(stay), findVariable: (name) => findVariable({ run, scope, name }) },
  };
}

export function queryScope(stay: Stay, more: JsonObject = {}): QueryScope {
  const { run, visit } = stay;
  return {
    states: { input: visit.input, context: contextObject(stay), ...more },
    variables: visibleVariables(run, getScope(run, stay.scope.id)),
    chance: run.chance,
    now: run.now,
  };
}

/** What a state works on: JSONPath states choose it by InputPath. */
export function effectiveInput(stay: Stay): Json {
  const { state, visit } = stay;
  if (isQuery(stay) || state.Type === "Fail" || state.InputPath === undefined) return visit.input;
  return selectByPath({ text: state.InputPath, scope: pathScope(stay, visit.input) });
}

/** Parameters or Arguments, filled; without them the input itself. */
export async function filledArguments(
  stay: Stay,
  {
    input,
    template,
    location,
  }: { readonly input: Json; readonly template: Json | undefined; readonly location: string },
): Promise<Json> {
  if (template === undefined) return input;
  if (isQuery(stay)) return fillQueryTemplate({ template, location, scope: queryScope(stay) });
  return fillPathTemplate({ template, scope: pathScope(stay, input) });
}

/** A field that may be an expression and must then say something of one kind. */
export async function evaluatedField<Wanted extends Json>(
  stay: Stay,
  field: {
    readonly value: Json;
    readonly location: string;
    readonly expected: string;
    readonly is: (value: Json) => value is Wanted;
  },
): Promise<Wanted> {
  const { value, location, expected, is } = field;
  const expression = typeof value === "string" && isQuery(stay) ? findExpression(value) : undefined;
  if (expression === undefined) {
    const filled =
      isQuery(stay) && (isList(value) || isObject(value))
        ? await fillQueryTemplate({ template: value, location, scope: queryScope(stay) })
        : value;
    return requireResult({ value: filled, expression: JSON.stringify(value), location, expected, is });
  }
  const result = await evaluateJsonata({ expression, location, scope: queryScope(stay) });
  return requireResult({ value: result, expression, location, expected, is });
}

export function isNumberValue(value: Json): value is number {
  return typeof value === "number";
}

export function isTextValue(value: Json): value is string {
  return typeof value === "string";
}

export function isBooleanValue(value: Json): value is boolean {
  return typeof value === "boolean";
}
