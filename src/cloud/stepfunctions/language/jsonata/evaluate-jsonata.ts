import jsonata from "jsonata";
import type { Chance } from "../chance.ts";
import type { Json, JsonObject } from "../json.ts";
import { queryFailure, StateFailure } from "../state-failure.ts";
import { toPlainJson } from "./plain-json.ts";
import { queryFunctions } from "./query-functions.ts";

export type QueryScope = {
  /** `$states`: input, context, and result or errorOutput where there is one. */
  readonly states: JsonObject;
  readonly variables: JsonObject;
  readonly chance: Chance;
  /** Milliseconds since 1970: what `$now()` and `$millis()` say. */
  readonly now: number;
};

/** Hostile expressions end: too deep, too long, too many. */
const limits = { timeout: 2_000, stack: 600, sequence: 300_000 };

/** The JSONata source inside `{% … %}`, or undefined for any other text. */
export function findExpression(text: string): string | undefined {
  return text.startsWith("{%") && text.endsWith("%}") && text.length >= 4 ? text.slice(2, -2).trim() : undefined;
}

/** What an expression says, as plain data. `location` is the field it stands in, such as `Output/total`. */
export async function evaluateJsonata({
  expression,
  location,
  scope,
}: {
  readonly expression: string;
  readonly location: string;
  readonly scope: QueryScope;
}): Promise<Json> {
  const intro = `The JSONata expression '${expression}' specified for the field '${location}'`;
  let value: unknown;
  try {
    value = await jsonata(expression, limits).evaluate(undefined, await bindingsOf(scope));
  } catch (problem) {
    throw queryFailure({ location, cause: `${intro} threw an error during evaluation${detailOf(problem)}` });
  }
  if (value === undefined) throw queryFailure({ location, cause: `${intro} returned nothing (undefined).` });
  const plain = toPlainJson(value);
  if (plain === undefined) {
    throw queryFailure({ location, cause: `${intro} returned an unsupported result type.` });
  }
  return plain;
}

/** An expression that must say something of one kind. */
export function requireResult<Wanted extends Json>({
  value,
  expression,
  location,
  expected,
  is,
}: {
  readonly value: Json;
  readonly expression: string;
  readonly location: string;
  readonly expected: string;
  readonly is: (value: Json) => value is Wanted;
}): Wanted {
  if (is(value)) return value;
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  throw queryFailure({
    location,
    cause: `The JSONata expression '${expression}' specified for the field '${location}' returned an unexpected result type. Expected '${expected}', but was '${type}' for value: ${JSON.stringify(value)}`,
  });
}

/** Expressions may mark the lists they walk, so they walk copies. */
async function bindingsOf({ states, variables, chance, now }: QueryScope): Promise<Record<string, unknown>> {
  return {
    ...queryFunctions(chance),
    millis: () => now,
    now: await clock.evaluate(undefined, { moment: now }),
    ...copyOf(variables),
    states: copyOf(states),
  };
}

/** `$now` of JSONata asks the machine's clock; ours asks the execution's. */
const clock = jsonata("function($picture, $zone) { $fromMillis($moment, $picture, $zone) }");

function copyOf(value: JsonObject): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>; // an object's text is an object's again
}

function detailOf(problem: unknown): string {
  if (problem instanceof StateFailure) return `: ${problem.message}`;
  // jsonata throws objects of its own with a code and a message
  const { code, message } = problem as { readonly code?: unknown; readonly message?: unknown };
  const text = typeof message === "string" ? message : String(problem);
  return typeof code === "string" ? `. ${code}: ${text}` : `: ${text}`;
}
