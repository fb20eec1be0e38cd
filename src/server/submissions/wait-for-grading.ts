import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";

const lookEveryMs = 120;
type Waiter = { readonly submissionId: string; readonly wake: () => void };
type Watch = { readonly waiters: Set<Waiter>; isLooking: boolean };
const watches = new WeakMap<Kysely<Database>, Watch>();

/** Settles when the submission is graded or the time is over. However many wait in this process, one query looks for all of them. */
export async function waitForGrading(
  db: Kysely<Database>,
  { submissionId, waitMs, closing }: { submissionId: string; waitMs: number; closing: AbortSignal },
): Promise<void> {
  if (waitMs === 0 || closing.aborted) return;
  const watch = watches.get(db) ?? { waiters: new Set(), isLooking: false };
  watches.set(db, watch);
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timeout);
      closing.removeEventListener("abort", end);
      watch.waiters.delete(waiter);
      resolve();
    };
    const waiter: Waiter = { submissionId, wake: end };
    const timeout = setTimeout(end, waitMs);
    closing.addEventListener("abort", end);
    watch.waiters.add(waiter);
    if (!watch.isLooking) void look(db, watch);
  });
}

async function look(db: Kysely<Database>, watch: Watch): Promise<void> {
  watch.isLooking = true;
  while (watch.waiters.size > 0) {
    try {
      const ids = [...new Set([...watch.waiters].map(({ submissionId }) => submissionId))];
      const rows = await db
        .selectFrom("submission")
        .select("id")
        .where("id", "in", ids)
        .where("state", "!=", "queued")
        .execute();
      const done = new Set(rows.map(({ id }) => id));
      for (const waiter of watch.waiters) if (done.has(waiter.submissionId)) waiter.wake();
    } catch {
      // The database is starting again: look on.
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  watch.isLooking = false;
}
