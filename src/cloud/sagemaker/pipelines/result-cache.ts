import { contentHash } from "#engine/pipelines/artifact-store.ts";
import type { StepDefinition } from "./definition.ts";
import { isObject, type Json, type JsonObject, memberOf } from "./json.ts";
import { stepKind } from "./step-types.ts";

/** The latest results of one pipeline's steps by key; plain data. */
export type ResultCache = Readonly<Record<string, CachedResult>>;

export type CachedResult = {
  readonly executionArn: string;
  readonly endedMs: number;
  readonly name: string | null;
  readonly arguments: JsonObject;
  readonly properties: JsonObject;
};

/**
 * What decides whether an earlier run of this step is the same: the hash of the attributes that the Developer Guide lists for its type.
 * Undefined for types whose results are not kept.
 */
export function cacheKey({
  step,
  args,
  settings,
}: {
  readonly step: Pick<StepDefinition, "name" | "type">;
  readonly args: JsonObject;
  readonly settings: JsonObject;
}): string | undefined {
  const keys = stepKind(step.type).cacheKeys;
  if (keys === null) return undefined;
  const from = { ...settings, ...args };
  const attributes = Object.fromEntries(keys.map((key) => [key, attributeAt(from, key.split("."))]));
  return contentHash({ step: step.name, type: step.type, attributes });
}

/** The result with a key, unless it is too old. */
export function findCached({
  cache,
  key,
  expireAfterMs,
  nowMs,
}: {
  readonly cache: ResultCache;
  readonly key: string;
  readonly expireAfterMs: number | null;
  readonly nowMs: number;
}): CachedResult | undefined {
  const latest = Object.hasOwn(cache, key) ? cache[key] : undefined;
  if (latest === undefined) return undefined;
  return expireAfterMs === null || nowMs - latest.endedMs < expireAfterMs ? latest : undefined;
}

export function withResult({
  cache,
  key,
  result,
}: {
  readonly cache: ResultCache;
  readonly key: string;
  readonly result: CachedResult;
}): ResultCache {
  const former = Object.hasOwn(cache, key) ? cache[key] : undefined;
  return former !== undefined && former.endedMs > result.endedMs ? cache : { ...cache, [key]: result };
}

function attributeAt(from: JsonObject, path: readonly string[]): Json {
  let value: Json = from;
  for (const name of path) value = isObject(value) ? (memberOf(value, name) ?? null) : null;
  return value;
}
