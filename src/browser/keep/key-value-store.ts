import type { Kept, StoreName, Write } from "./kept.ts";

/** What a keep needs of a place to put things: the browser's database, or memory. */
export type KeyValueStore = {
  find<N extends StoreName>(store: N, key: string): Promise<Kept[N] | undefined>;
  /** In the order of their keys; `prefix` narrows to keys that begin with it. */
  list<N extends StoreName>(store: N, prefix?: string): Promise<readonly Kept[N][]>;
  /** Reads and writes one record in one step that no other tab can come between. Returning undefined leaves it as it is. */
  change<N extends StoreName>(
    store: N,
    key: string,
    next: (now: Kept[N] | undefined) => Kept[N] | undefined,
  ): Promise<void>;
  /** All or nothing. */
  write(writes: readonly Write[]): Promise<void>;
  clear(): Promise<void>;
};
