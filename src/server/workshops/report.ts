import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";
import { Refusal } from "#server/http/refusal.ts";
import { applyReport, type Report } from "./apply-report.ts";
import { recordChange } from "./record-change.ts";
import { columnsOf, type ParticipantRow, workOf } from "./workshop-row.ts";

/** Stores what a learner's page says of its work; the row is locked, so two tabs that report at once lose nothing. */
export async function report(
  db: Kysely<Database>,
  {
    workshopId,
    userId,
    report: said,
    now,
  }: { readonly workshopId: string; readonly userId: string; readonly report: Report; readonly now: Date },
): Promise<ParticipantRow> {
  return db.transaction().execute(async (trx) => {
    const workshop = await trx
      .selectFrom("workshop")
      .select(["labs", "state"])
      .where("id", "=", workshopId)
      .executeTakeFirstOrThrow();
    if (workshop.state === "ended") throw new Refusal("closed", "the workshop has ended");
    const row = await trx
      .selectFrom("participant")
      .selectAll()
      .where("workshop_id", "=", workshopId)
      .where("user_id", "=", userId)
      .where("removed_at", "is", null)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new Refusal("forbidden", "takes no part in the workshop");
    const work = applyReport(workOf(row), said, { now: now.toISOString(), labs: workshop.labs });
    const after = await trx
      .updateTable("participant")
      .set({ ...columnsOf(work), seen_at: now })
      .where("id", "=", row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordChange(trx, workshopId, { kind: "participant", participantId: row.id });
    return after;
  });
}
