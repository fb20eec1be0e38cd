import { type Kept, keyOf, putting, type StoreName, type Write } from "./kept.ts";
import type { KeyValueStore } from "./key-value-store.ts";

export type MemoryStore = KeyValueStore & { isEmpty(): boolean; contents(): readonly Write[] };

/** Holds what the disk did not take, for as long as the page is open. */
export function createMemoryStore(): MemoryStore {
  const records = new Map<string, Write>();
  const address = (store: StoreName, key: string) => `${store}\n${key}`;
  const find = <N extends StoreName>(store: N, key: string) =>
    records.get(address(store, key))?.record as Kept[N] | undefined; // the address holds the store's name
  const put = (write: Write) => {
    if (write.record === undefined) records.delete(address(write.store, write.key));
    else records.set(address(write.store, write.key), write);
  };
  return {
    find: async (store, key) => find(store, key),
    async list<N extends StoreName>(store: N, prefix = "") {
      const found = [...records.values()].filter((each) => each.store === store && each.key.startsWith(prefix));
      return found.map((each) => each.record as Kept[N]).sort((a, b) => (keyOf(store, a) < keyOf(store, b) ? -1 : 1)); // filtered by store
    },
    async change(store, key, next) {
      const record = next(find(store, key));
      if (record !== undefined) put(putting(store, record));
    },
    write: async (writes) => writes.forEach(put),
    clear: async () => records.clear(),
    isEmpty: () => records.size === 0,
    contents: () => [...records.values()],
  };
}
