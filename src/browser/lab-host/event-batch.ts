import type { RunEvent } from "#lab/run-event.ts";

const waitMs = 12;

export type EventBatch = { readonly add: (event: RunEvent) => void; readonly flush: () => void };

/** Collects events for a moment, so that a flood of console lines reaches the page in a few messages. */
export function createEventBatch(send: (events: readonly RunEvent[]) => void): EventBatch {
  let waiting: RunEvent[] = [];
  let timeout: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timeout);
    timeout = undefined;
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    send(events);
  };
  return {
    add: (event) => {
      waiting.push(event);
      timeout ??= setTimeout(flush, waitMs);
    },
    flush,
  };
}
