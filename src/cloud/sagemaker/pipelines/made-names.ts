import { sha256 } from "#engine/core/sha-256.ts";
import type { StepDefinition } from "./definition.ts";
import type { JsonObject } from "./json.ts";
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

/** What the arguments ask the name to begin with. */
export function prefixIn({
  step,
  args,
}: {
  readonly step: Pick<StepDefinition, "type">;
  readonly args: JsonObject;
}): string | null {
  const { nameArgument } = stepKind(step.type);
  const written = nameArgument === null ? null : args[nameArgument];
  return typeof written === "string" && written !== "" ? written : null;
}

/** The arguments with the name that AWS gives to what the step makes. Endpoints keep theirs, since a name is what callers know. */
export function named({
  executionId,
  step,
  attempt,
  args,
  prefix,
}: {
  readonly executionId: string;
  readonly step: Pick<StepDefinition, "name" | "type">;
  readonly attempt: number;
  readonly args: JsonObject;
  readonly prefix: string | null;
}): { readonly name: string | null; readonly arguments: JsonObject } {
  const { nameArgument } = stepKind(step.type);
  if (nameArgument === null) return { name: null, arguments: args };
  const keepsName = step.type === "Endpoint" || step.type === "EndpointConfig" || step.type === "InferenceComponent";
  const name = prefix !== null && keepsName ? prefix : madeName({ executionId, step: step.name, attempt, prefix });
  return { name, arguments: { ...args, [nameArgument]: name } };
}
