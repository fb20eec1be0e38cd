import { addressOf } from "#browser/server/call-server.ts";
import type { WorkshopEvent } from "#contract/api/workshops.ts";

export type Follower = { close(): void };

/**
 * Follows a workshop's live events. The browser comes back by itself after a break; each connection begins with the whole state, so
 * nothing needs to be remembered here. A server that refuses (ended session, removed) ends it: then `onRefused`.
 */
export function followWorkshop(options: {
  readonly workshopId: string;
  readonly onEvent: (event: WorkshopEvent) => void;
  readonly onConnection: (state: "live" | "lost") => void;
  readonly onRefused: () => void;
}): Follower {
  const address = addressOf("/api/workshops/{workshopId}/events", { params: { workshopId: options.workshopId } });
  const source = new EventSource(address, { withCredentials: true });
  source.onopen = () => options.onConnection("live");
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const event = JSON.parse(data) as WorkshopEvent; // the server's own, parsed there against the contract
    options.onEvent(event);
    if (event.kind === "removed") source.close();
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) options.onRefused();
    else options.onConnection("lost");
  };
  return { close: () => source.close() };
}
