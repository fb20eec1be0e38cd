import type { ExportFile } from "#contract/keep.ts";
import { type Kept, keyOf, type StoreName, storeNames, type Write } from "./kept.ts";
import { mergeRecords } from "./merge-records.ts";

/** By store: records that are not here yet, records that change what is here, and records that bring nothing. */
export type ImportCounts = Readonly<
  Record<StoreName, { readonly added: number; readonly changed: number; readonly same: number }>
>;

type AllKept = Pick<ExportFile, StoreName>;

export function planImport(options: { readonly here: AllKept; readonly incoming: AllKept }): {
  readonly writes: readonly Write[];
  readonly counts: ImportCounts;
} {
  const writes: Write[] = [];
  const counts = Object.fromEntries(
    storeNames.map((store) => {
      const count = { added: 0, changed: 0, same: 0 };
      const here = byKey(store, options.here[store]);
      for (const incoming of options.incoming[store]) {
        const known = here.get(keyOf(store, incoming));
        const planned = mergeRecords({ store, here: known, incoming });
        writes.push(...planned);
        if (known === undefined) count.added++;
        else if (planned.some((write) => write.store === store)) count.changed++;
        else count.same++;
      }
      return [store, count];
    }),
  ) as ImportCounts; // made from all names of the stores
  return { writes, counts };
}

function byKey<N extends StoreName>(store: N, records: readonly Kept[N][]): ReadonlyMap<string, Kept[N]> {
  return new Map(records.map((record) => [keyOf(store, record), record]));
}
