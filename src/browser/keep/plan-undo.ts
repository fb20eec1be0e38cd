import type { ExportFile } from "#contract/keep.ts";
import { type KeptRecord, keyOf, type StoreName, type Write } from "./kept.ts";
import { isSame } from "./merge-records.ts";

type AllKept = Pick<ExportFile, StoreName>;

/** Takes back writes, except those whose record has been changed since: newer work is not undone with them. */
export function planUndo(options: {
  readonly writes: readonly Write[];
  readonly before: AllKept;
  readonly now: AllKept;
}): readonly Write[] {
  const { writes, before, now } = options;
  return writes
    .filter((write) => isSame(find(now, write), write.record))
    .map((write) => ({ store: write.store, key: write.key, record: find(before, write) }) as Write); // found in the same store
}

function find(all: AllKept, { store, key }: Write): KeptRecord | undefined {
  const records: readonly KeptRecord[] = all[store];
  return records.find((record) => keyOf(store, record) === key);
}
