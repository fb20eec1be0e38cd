import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { Cell } from "#engine/data/cell.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import { type FeatureGroup, requireGroup } from "./feature-group.ts";

/**
 * The online store's answer: the latest record of a thing, as a model needs it for a prediction now.
 *
 * null when there is none, when it was deleted, or when its time to live is over: an old value that looks fresh is worse than
 * none. O(features).
 *
 * @param group     any feature group
 * @param recordId  the identifier
 * @param nowMs     the time of asking, in milliseconds since 1970
 * @returns         the record with identifier and event time (in milliseconds), or null
 * @throws {EngineError} "wrong-type", "not-finite"
 * @example
 * const group = createFeatureGroup({ name: "customers", recordIdentifier: "id", eventTime: "at", features: { visits: "number" } });
 * getRecord({ group, recordId: "a", nowMs: 0 }) // => null
 */
export function getRecord(options: {
  readonly group: FeatureGroup;
  readonly recordId: string | number;
  readonly nowMs: number;
}): Record<string, Cell> | null {
  const functionName = "getRecord";
  const { group, recordId, nowMs } = requireOptions(functionName, options, ["group", "recordId", "nowMs"]);
  requireGroup({ functionName, group });
  requireNumber({ functionName, name: "nowMs", value: nowMs });
  if (typeof recordId !== "string" && typeof recordId !== "number") {
    throw refusal({ code: "wrong-type", functionName, need: "recordId as text or number", got: shown(recordId) });
  }
  const id = String(recordId);
  const place = Object.hasOwn(group.online, id) ? group.online[id] : undefined;
  const batch = place && group.history[place.batch];
  if (place === undefined || batch === undefined) return null;
  const eventTimeMs = batch.eventTimesMs[place.row] as number; // the place of a record
  if (!isAlive({ group, eventTimeMs, nowMs })) return null;
  const features = Object.keys(group.features).map((name) => [name, batch.values[name]?.[place.row] ?? null] as const);
  return Object.fromEntries([
    [group.recordIdentifier, batch.recordIds[place.row] ?? null] as const,
    [group.eventTime, eventTimeMs] as const,
    ...features,
  ]);
}

/** Whether a record may still be used: its age is within the time to live. */
export function isAlive({
  group,
  eventTimeMs,
  nowMs,
}: {
  readonly group: FeatureGroup;
  readonly eventTimeMs: number;
  readonly nowMs: number;
}): boolean {
  return group.timeToLiveMs === null || nowMs - eventTimeMs <= group.timeToLiveMs;
}
