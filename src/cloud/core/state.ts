import type { UsageLine } from "./bill.ts";
import type { Principal } from "./principal.ts";

/**
 * Everything a cloud knows, as data that survives structuredClone: a snapshot is this, and a cloud opened with it goes on as if nothing had been.
 * Times are milliseconds since 1970 of the simulated clock.
 */
export type CloudState = {
  readonly version: 1;
  readonly accountId: string;
  readonly seed: number;
  /** How many sources of chance have been handed out: each is seeded by its number, so chance goes on after a reload as it would have. */
  rngsMade: number;
  now: number;
  /** "glue/us-east-1/jobs" → key → row; a global service has "*" for the region. */
  readonly tables: Map<string, Map<string, unknown>>;
  readonly events: Map<string, ScheduledEvent>;
  eventsMade: number;
  /** Bytes by their SHA-256, with how many objects hold them. */
  readonly blobs: Map<string, { readonly bytes: Uint8Array; readonly uses: number }>;
  readonly bill: Map<string, UsageLine>;
};

export type ScheduledEvent = {
  readonly id: string;
  readonly at: number;
  readonly made: number;
  readonly service: string;
  readonly region: string;
  readonly event: string;
  readonly data: unknown;
  readonly principal: Principal;
};

export function emptyState({
  accountId,
  seed,
  now,
}: {
  readonly accountId: string;
  readonly seed: number;
  readonly now: number;
}): CloudState {
  return {
    version: 1,
    accountId,
    seed,
    rngsMade: 0,
    now,
    tables: new Map(),
    events: new Map(),
    eventsMade: 0,
    blobs: new Map(),
    bill: new Map(),
  };
}

/** A copy that shares nothing that could change; bytes are never written to, so they are shared. */
export function copyOf<Value>(value: Value): Value {
  return copy(value) as Value; // a copy has the type of what was copied
}

function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof Map) return new Map([...value].map(([key, part]) => [key, copy(part)]));
  if (value instanceof Set) return new Set([...value].map(copy));
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]));
}
