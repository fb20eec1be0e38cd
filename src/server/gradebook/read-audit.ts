import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";

const entriesAtOnce = 100;

/** Who did what in a course, newest first; `before` takes the next hundred. */
export async function readAudit(
  db: Kysely<Database>,
  { courseId, before }: { readonly courseId: string; readonly before?: string | undefined },
) {
  const rows = await db
    .selectFrom("audit")
    .select(["at", "actor_name as actor", "action", "subject", "detail"])
    .where("course_id", "=", courseId)
    .$if(before !== undefined, (query) => query.where("at", "<", new Date(before ?? 0)))
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(entriesAtOnce)
    .execute();
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
