import { type Kysely, sql } from "kysely";
import type { Database } from "#server/database/tables.ts";

/** A guest who makes an account, or signs in to one, keeps what they did: better-auth deletes the guest right after this. */
export async function keepGuestWork(
  db: Kysely<Database>,
  { guestId, userId }: { readonly guestId: string; readonly userId: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const table of ["participant", "membership", "practice"] as const) {
      const key =
        table === "participant"
          ? sql`other.workshop_id = mine.workshop_id`
          : table === "membership"
            ? sql`other.course_id = mine.course_id`
            : sql`true`;
      // Where the account already has its own, that one stays.
      await sql`update ${sql.table(table)} mine set user_id = ${userId} where user_id = ${guestId}
        and not exists (select from ${sql.table(table)} other where other.user_id = ${userId} and ${key})`.execute(trx);
    }
    for (const table of ["attempt", "submission"] as const)
      await sql`update ${sql.table(table)} set user_id = ${userId} where user_id = ${guestId}`.execute(trx);
    await sql`insert into attempt_count (user_id, lab_id, assignment_key, taken, given_back)
      select ${userId}, lab_id, assignment_key, taken, given_back from attempt_count where user_id = ${guestId}
      on conflict (user_id, lab_id, assignment_key) do update
        set taken = attempt_count.taken + excluded.taken, given_back = attempt_count.given_back + excluded.given_back`.execute(
      trx,
    );
  });
}
