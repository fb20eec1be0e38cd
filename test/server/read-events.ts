import type { WorkshopEvent } from "#contract/api/workshops.ts";
import type { Person } from "./person.ts";
import type { TestServer } from "./start-test-server.ts";

export type Events = {
  /** All that came so far. */
  readonly seen: readonly WorkshopEvent[];
  /** Resolves with the first event, among those that came and those that will, for which this holds. */
  until(holds: (event: WorkshopEvent) => boolean): Promise<WorkshopEvent>;
  close(): void;
  readonly ended: Promise<void>;
};

/** Listens to a workshop as a browser does. */
export async function readEvents(server: Pick<TestServer, "url">, person: Person, workshopId: string): Promise<Events> {
  const ending = new AbortController();
  const response = await fetch(`${server.url}/api/workshops/${workshopId}/events`, {
    headers: { cookie: person.cookie },
    signal: ending.signal,
  });
  if (response.status !== 200 || response.body === null) throw new Error(`events: ${response.status}`);
  const seen: WorkshopEvent[] = [];
  const waiting = new Set<() => void>();
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    let text = "";
    for await (const piece of body) {
      text += decoder.decode(piece, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) seen.push(JSON.parse(data) as WorkshopEvent); // the server's own
      }
      for (const look of waiting) look();
    }
  };
  const ended = read(response.body).catch(() => undefined);
  return {
    seen,
    ended,
    close: () => ending.abort(),
    until: (holds) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = seen.find(holds);
          if (found === undefined) return;
          waiting.delete(look);
          clearTimeout(timer);
          resolve(found);
        };
        const timer = setTimeout(() => reject(new Error(`did not come; came: ${JSON.stringify(seen)}`)), 20_000);
        waiting.add(look);
        look();
      }),
  };
}
