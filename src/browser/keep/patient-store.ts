import { type Kept, keyOf, type SaveOutcome, type StoreName, type Write } from "./kept.ts";
import type { KeyValueStore } from "./key-value-store.ts";
import { createMemoryStore } from "./memory-store.ts";
import { mergeRecords } from "./merge-records.ts";

export type PatientStore = Omit<KeyValueStore, "change" | "write"> & {
  /** `next` may be asked twice: for the disk and, if that fails, for memory. */
  change<N extends StoreName>(
    store: N,
    key: string,
    next: (now: Kept[N] | undefined) => Kept[N] | undefined,
  ): Promise<SaveOutcome>;
  write(writes: readonly Write[]): Promise<SaveOutcome>;
  /** Tries to put on the disk what it did not take before. */
  retry(): Promise<SaveOutcome>;
  /** How the last writing ended. */
  outcome(): SaveOutcome;
};

const saved: SaveOutcome = { status: "saved" };

/**
 * A store that never loses a write: what the disk refuses is held in memory, found there again, and brought to the disk later.
 * Drafts alone are not brought along: whoever types them saves again, so that a change made in another tab meanwhile is noticed.
 */
export function createPatientStore(openDisk: (onClosed: () => void) => Promise<KeyValueStore>): PatientStore {
  const memory = createMemoryStore();
  let opened: Promise<KeyValueStore> | undefined;
  let last: SaveOutcome = saved;
  let turn: Promise<unknown> = Promise.resolve();

  const disk = () => {
    opened ??= openDisk(() => {
      opened = undefined;
    });
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const result = turn.then(step);
    turn = result.catch(() => undefined);
    return result;
  };
  const fromDisk = async <T>(read: (store: KeyValueStore) => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await read(await disk());
    } catch (error) {
      last = outcomeOf(error);
      return otherwise;
    }
  };
  const find = async <N extends StoreName>(store: N, key: string) =>
    (await memory.find(store, key)) ?? (await fromDisk((place) => place.find(store, key), undefined));
  const settle = async (onDisk: (place: KeyValueStore) => Promise<void>, inMemory: () => Promise<void>) => {
    try {
      await onDisk(await disk());
      last = memory.isEmpty() ? saved : await bringToDisk();
    } catch (error) {
      await inMemory();
      last = outcomeOf(error);
    }
    return last;
  };
  const bringToDisk = async (): Promise<SaveOutcome> => {
    try {
      const place = await disk();
      const writes: Write[] = [];
      const held = memory.contents().filter(({ store }) => store !== "drafts");
      for (const { store, key, record } of held) {
        if (record !== undefined)
          writes.push(...mergeRecords({ store, here: await place.find(store, key), incoming: record }));
      }
      if (writes.length > 0) await place.write(writes);
      await memory.write(held.map(({ store, key }) => removal(store, key)));
      return saved;
    } catch (error) {
      return outcomeOf(error);
    }
  };

  return {
    find,
    async list<N extends StoreName>(store: N, prefix = "") {
      const held = await memory.list(store, prefix);
      const kept = await fromDisk((place) => place.list(store, prefix), [] as readonly Kept[N][]);
      const byKey = new Map([...kept, ...held].map((record) => [keyOf(store, record), record]));
      return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
    },
    change: (store, key, next) =>
      inTurn(async () => {
        const held = store === "drafts" ? undefined : await memory.find(store, key);
        return settle(
          async (place) => {
            await place.change(store, key, (now) => next(held ?? now));
            await memory.write([removal(store, key)]);
          },
          async () => {
            const now = held ?? (await fromDisk((place) => place.find(store, key), undefined));
            await memory.change(store, key, () => next(now));
          },
        );
      }),
    write: (writes) =>
      inTurn(() =>
        settle(
          (place) => place.write(writes),
          () => memory.write(writes),
        ),
      ),
    clear: () =>
      inTurn(async () => {
        await memory.clear();
        await fromDisk((place) => place.clear(), undefined);
      }),
    retry: () =>
      inTurn(async () => {
        last = await bringToDisk();
        return last;
      }),
    outcome: () => last,
  };
}

function removal(store: StoreName, key: string): Write {
  return { store, key, record: undefined } as Write; // a removal has no type of record
}

function outcomeOf(error: unknown): SaveOutcome {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return { status: "full" };
  return { status: "refused", detail: error instanceof Error ? error.message : String(error) };
}
