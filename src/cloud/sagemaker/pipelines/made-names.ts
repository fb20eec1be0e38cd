import { sha256 } from "#engine/core/sha-256.ts";
import type { StepDefinition } from "./definition.ts";
import { isList, isObject, type Json, type JsonObject } from "./json.ts";
import { stepKind } from "./step-types.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Ten letters and digits that follow from what they name: the same after a restart, different for every attempt. */
export function suffixOf(content: readonly (string | number)[]): string {
  const hash = sha256(JSON.stringify(content));
  return Array.from({ length: 10 }, (_, at) => {
    const byte = Number.parseInt(hash.slice(at * 4, at * 4 + 4), 16);
    return alphabet.charAt(byte % alphabet.length);
  }).join("");
}

/**
 * The name of what a step makes: pipelines-<execution>-<step>-<suffix>, or <prefix>-<execution>-<suffix> where the definition gives one
 * ("use_custom_job_prefix"); at most 63 letters, digits and hyphens.
 */
export function madeName({
  executionId,
  step,
  attempt,
  prefix,
}: {
  readonly executionId: string;
  readonly step: string;
  readonly attempt: number;
  readonly prefix: string | null;
}): string {
  const suffix = suffixOf([executionId, step, attempt]);
  const room = 63 - suffix.length - 1;
  const start = prefix === null ? `pipelines-${executionId}-${step}` : `${prefix}-${executionId}`;
  const clean = start.replace(/[^A-Za-z0-9-]+/g, "-").slice(0, room);
  return `${clean.replace(/-+$/, "")}-${suffix}`;
}

/** The name of what a step makes; null where AWS gives none. Endpoints keep theirs, since a name is what callers know. */
export function nameOf({
  executionId,
  step,
  attempt,
  prefix,
}: {
  readonly executionId: string;
  readonly step: Pick<StepDefinition, "name" | "type">;
  readonly attempt: number;
  readonly prefix: string | null;
}): string | null {
  if (stepKind(step.type).nameArgument === null) return null;
  const keepsName = step.type === "Endpoint" || step.type === "EndpointConfig" || step.type === "InferenceComponent";
  return prefix !== null && keepsName ? prefix : madeName({ executionId, step: step.name, attempt, prefix });
}

/** The arguments with that name, in the place of the one that an earlier attempt had. */
export function named({
  args,
  former = null,
  ...made
}: Parameters<typeof nameOf>[0] & { readonly args: JsonObject; readonly former?: string | null }): {
  readonly name: string | null;
  readonly arguments: JsonObject;
} {
  const name = nameOf(made);
  const { nameArgument } = stepKind(made.step.type);
  if (name === null || nameArgument === null) return { name: null, arguments: args };
  const renamed = former === null ? args : (replaceIn(args, former, name) as JsonObject); // an object stays one
  return { name, arguments: { ...renamed, [nameArgument]: name } };
}

function replaceIn(value: Json, former: string, name: string): Json {
  if (typeof value === "string") return value.replaceAll(former, name);
  if (isList(value)) return value.map((entry) => replaceIn(entry, former, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([member, entry]) => [member, replaceIn(entry, former, name)]));
}
