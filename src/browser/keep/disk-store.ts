import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type Kept, keyPaths, type StoreName, storeNames } from "./kept.ts";
import type { KeyValueStore } from "./key-value-store.ts";

type Schema = DBSchema & { [N in StoreName]: { key: string; value: Kept[N] } };

const databaseName = "siklus";
const databaseVersion = 1;

/** How long another tab may hold an older version open before we work without the disk (and say so). */
const blockedAfterMs = 2_000;

/** The browser's database. Rejects where it is refused, or blocked by a tab with an older version. */
export async function openDiskStore(onClosed: () => void): Promise<KeyValueStore> {
  const opening = openDB<Schema>(databaseName, databaseVersion, {
    upgrade(db) {
      for (const store of storeNames) {
        if (!db.objectStoreNames.contains(store)) db.createObjectStore(store, { keyPath: keyPaths[store] });
      }
    },
    // A newer version wants to open in another tab: give way, or that tab waits for ever.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close(); // the target of versionchange is the database
      onClosed();
    },
    terminated: onClosed,
  });
  return diskStore(await orBlocked(opening));
}

async function orBlocked(opening: Promise<IDBPDatabase<Schema>>): Promise<IDBPDatabase<Schema>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const blocked = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The database did not open in time")), blockedAfterMs);
  });
  try {
    return await Promise.race([opening, blocked]);
  } catch (error) {
    opening.then((db) => db.close()).catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function diskStore(db: IDBPDatabase<Schema>): KeyValueStore {
  return {
    find: (store, key) => db.get(store, key) as Promise<Kept[typeof store] | undefined>, // idb's type of a generic store
    list<N extends StoreName>(store: N, prefix = "") {
      const range = prefix === "" ? undefined : IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      return db.getAll(store, range) as Promise<Kept[N][]>; // idb's type of a generic store
    },
    async change(store, key, next) {
      const step = db.transaction(store, "readwrite");
      const now = (await step.store.get(key)) as Kept[typeof store] | undefined; // idb's type of a generic store
      const record = next(now);
      if (record !== undefined) step.store.put(record).catch(() => undefined); // step.done rejects with the same reason
      await step.done;
    },
    async write(writes) {
      const step = db.transaction([...storeNames], "readwrite");
      for (const { store, key, record } of writes) {
        const done = record === undefined ? step.objectStore(store).delete(key) : step.objectStore(store).put(record);
        done.catch(() => undefined); // step.done rejects with the same reason
      }
      await step.done;
    },
    async clear() {
      const step = db.transaction([...storeNames], "readwrite");
      for (const store of storeNames) {
        step
          .objectStore(store)
          .clear()
          .catch(() => undefined); // step.done rejects with the same reason
      }
      await step.done;
    },
  };
}
