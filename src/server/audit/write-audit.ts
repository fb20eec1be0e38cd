import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";

/** Who did what to whom; written in the transaction of the change, so that there is no change without its entry. */
export async function writeAudit(
  trx: Kysely<Database>,
  entry: {
    /** null: the server itself. */
    readonly actor: { readonly userId: string; readonly name: string } | null;
    /** `object.verb`, such as "assignment.update". */
    readonly action: string;
    /** The id of what was changed. */
    readonly subject: string;
    readonly courseId?: string | null;
    /** Facts, never code. */
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await trx
    .insertInto("audit")
    .values({
      actor_id: entry.actor?.userId ?? null,
      actor_name: entry.actor?.name ?? "Siklus",
      action: entry.action,
      subject: entry.subject,
      course_id: entry.courseId ?? null,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute();
}
