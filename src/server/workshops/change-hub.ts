import type { Kysely, Selectable } from "kysely";
import type { Database } from "#server/database/tables.ts";

/** What has changed in one workshop since the last word. */
export type Changes = {
  readonly lastId: string;
  readonly workshop: boolean;
  readonly participantIds: ReadonlySet<string>;
};
export type ChangeHub = {
  /** Tells of each batch of changes in a workshop; returns how to stop listening. */
  listen(workshopId: string, onChanges: (changes: Changes) => void): () => void;
  close(): void;
};

const pollMs = 200;
/** Rows that committed late with an earlier number are looked for again within this many numbers. */
const overlap = 500n;

type ChangeRow = Pick<Selectable<Database["workshop_change"]>, "id" | "workshop_id" | "kind" | "participant_id">;

/**
 * Reads the changes of all workshops in order and hands them to whoever listens in this process. Numbers are given before a
 * transaction commits, so a later number can be seen before an earlier one: each read looks a little back and leaves out what it knows.
 * Nothing is read while nobody listens.
 */
export function createChangeHub(db: Kysely<Database>, onError: (error: unknown) => void): ChangeHub {
  const listeners = new Map<string, Set<(changes: Changes) => void>>();
  let seen = new Set<string>();
  let last: bigint | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const read = async (): Promise<void> => {
    try {
      last ??= await newestId(db);
      const from = last > overlap ? last - overlap : 0n;
      const rows = await db
        .selectFrom("workshop_change")
        .select(["id", "workshop_id", "kind", "participant_id"])
        .where("id", ">", from.toString())
        .where("workshop_id", "in", [...listeners.keys()])
        .orderBy("id")
        .execute();
      const fresh = rows.filter(({ id }) => !seen.has(id));
      seen = new Set(rows.map(({ id }) => id));
      for (const { id } of fresh) if (BigInt(id) > last) last = BigInt(id);
      tell(fresh);
    } catch (error) {
      onError(error);
    }
  };
  const tell = (rows: readonly ChangeRow[]): void => {
    for (const [workshopId, told] of listeners) {
      const mine = rows.filter((row) => row.workshop_id === workshopId);
      const lastId = mine.at(-1)?.id;
      if (lastId === undefined) continue;
      const changes: Changes = {
        lastId,
        workshop: mine.some(({ kind }) => kind !== "participant"),
        participantIds: new Set(mine.flatMap(({ participant_id }) => participant_id ?? [])),
      };
      for (const onChanges of told) onChanges(changes);
    }
  };
  const loop = async (): Promise<void> => {
    if (listeners.size > 0) await read();
    if (listeners.size === 0) last = undefined; // whoever listens next begins with the whole state
    timer = isClosed || listeners.size === 0 ? undefined : setTimeout(loop, pollMs);
  };
  return {
    listen(workshopId, onChanges) {
      const told = listeners.get(workshopId) ?? new Set();
      told.add(onChanges);
      listeners.set(workshopId, told);
      if (timer === undefined && !isClosed) timer = setTimeout(loop, 0);
      return () => {
        told.delete(onChanges);
        if (told.size === 0) listeners.delete(workshopId);
      };
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      listeners.clear();
    },
  };
}

async function newestId(db: Kysely<Database>): Promise<bigint> {
  const newest = await db.selectFrom("workshop_change").select("id").orderBy("id", "desc").limit(1).executeTakeFirst();
  return BigInt(newest?.id ?? 0);
}
