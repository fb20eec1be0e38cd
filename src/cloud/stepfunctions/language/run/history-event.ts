import type { HistoryEvent as AwsHistoryEvent } from "@aws-sdk/client-sfn";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import type { Json } from "../json.ts";
import { StateFailure } from "../state-failure.ts";
import type { Scope } from "./execution.ts";
import type { Run } from "./run.ts";

/** An event as GetExecutionHistory tells it; its time is in milliseconds since 1970. */
export type HistoryEvent = Omit<AwsHistoryEvent, "timestamp" | "id" | "previousEventId"> & {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
};

/** `executionArn` says whose history: the execution's own, or that of a child of a distributed Map. */
export type LoggedEvent = { readonly executionArn: string; readonly event: HistoryEvent };

/** AWS ends an execution whose history grows past this. */
const longestHistory = 25_000;

export class HistoryFull extends Error {}

/** Writes an event into the history of a scope and remembers it as the scope's last. */
export function record(
  run: Run,
  scope: Scope,
  event: Omit<HistoryEvent, "id" | "previousEventId" | "timestamp">,
): number {
  const current = run.scopes.get(scope.id) ?? scope;
  const id = write({ run, log: scope.log, previousEventId: current.lastEvent, event });
  if (run.scopes.has(scope.id)) run.scopes.set(scope.id, { ...current, lastEvent: id });
  return id;
}

export function write({
  run,
  log,
  previousEventId,
  event,
  closing = false,
}: {
  readonly run: Run;
  readonly log: string;
  readonly previousEventId: number;
  readonly event: Omit<HistoryEvent, "id" | "previousEventId" | "timestamp">;
  /** The last event of a history fits always. */
  readonly closing?: boolean;
}): number {
  const id = (run.eventCounts.get(log) ?? 0) + 1;
  if (id >= longestHistory && !closing) throw new HistoryFull();
  run.eventCounts.set(log, id);
  run.events.push({ executionArn: log, event: { ...event, id, previousEventId, timestamp: run.now } });
  return id;
}

/** 256 KiB: what one state may hand on. */
const largestPayload = 262_144;

export const wholeText = { truncated: false } as const;

/** Data as the text that events carry; too much of it ends the state. */
export function payloadText({ value, state }: { readonly value: Json; readonly state: string }): string {
  const text = JSON.stringify(value);
  if (text.length * 3 > largestPayload && utf8Bytes(text).length > largestPayload) {
    throw new StateFailure({
      error: "States.DataLimitExceeded",
      cause: `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    });
  }
  return text;
}
