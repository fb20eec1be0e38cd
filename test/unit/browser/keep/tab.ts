import { createChangeFeed } from "#browser/keep/change-feed.ts";
import { openDiskStore } from "#browser/keep/disk-store.ts";
import { createKeep, type Keep } from "#browser/keep/keep.ts";
import type { KeyValueStore } from "#browser/keep/key-value-store.ts";
import { createPatientStore } from "#browser/keep/patient-store.ts";

/** A disk whose owner decides whether it takes anything. */
export type Disk = { trouble: "none" | "full" | "refused" };

export type Tab = { readonly keep: Keep; readonly clock: { nowMs: number }; close(): void };

/** A browser tab with its own keep; tabs of one test share database and channel as those of one browser do. */
export function openTab(options: { readonly channel: string; readonly disk?: Disk }): Tab {
  const disk = options.disk ?? { trouble: "none" };
  const feed = createChangeFeed(options.channel);
  const clock = { nowMs: 1_000 };
  let marks = 0;
  const keep = createKeep({
    store: createPatientStore(async (onClosed) => withTrouble(disk, () => openDiskStore(onClosed))),
    feed,
    now: () => clock.nowMs++,
    mark: () => `m${marks++}`,
  });
  return { keep, clock, close: () => feed.close() };
}

async function withTrouble(disk: Disk, open: () => Promise<KeyValueStore>): Promise<KeyValueStore> {
  if (disk.trouble === "refused") throw new DOMException("A mutation operation was attempted", "InvalidStateError");
  const store = await open();
  const orFull = async <T>(write: () => Promise<T>) => {
    if (disk.trouble === "full") throw new DOMException("The quota has been exceeded", "QuotaExceededError");
    return write();
  };
  return {
    find: store.find,
    list: store.list,
    change: (name, key, next) => orFull(() => store.change(name, key, next)),
    write: (writes) => orFull(() => store.write(writes)),
    clear: store.clear,
  };
}

export const labId = "07-metrics/fish-matrix";
export const starter = "export const a = 1;\n";

export function draftOf(code: string, basedOn: number | null) {
  return { labId, code, starter, labVersion: 1, basedOn };
}
