import type { StoreName } from "./kept.ts";

/** A record that was written, in this tab or another; `everything` after an import or when all was forgotten. */
export type KeepChange = {
  readonly store: StoreName | "everything";
  readonly key: string;
  readonly from: "here" | "elsewhere";
};

export type ChangeFeed = {
  publish(change: Omit<KeepChange, "from">): void;
  subscribe(listener: (change: KeepChange) => void): () => void;
  /** Acts as if another tab had changed everything. */
  refresh(): void;
  close(): void;
};

/** Tells all tabs of the site what was written. Carries addresses, never contents: a tab reads what it needs. */
export function createChangeFeed(channelName: string): ChangeFeed {
  const listeners = new Set<(change: KeepChange) => void>();
  const channel = new BroadcastChannel(channelName);
  const tell = (change: KeepChange) => {
    for (const listener of [...listeners]) listener(change);
  };
  channel.onmessage = (event: MessageEvent<Omit<KeepChange, "from">>) => tell({ ...event.data, from: "elsewhere" });
  return {
    publish(change) {
      channel.postMessage(change);
      tell({ ...change, from: "here" });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => tell({ store: "everything", key: "", from: "elsewhere" }),
    close: () => channel.close(),
  };
}
