import type { Kysely, Transaction, Updateable } from "kysely";
import type { Workshop } from "#contract/api/workshops.ts";
import type { Database } from "#server/database/tables.ts";
import { Refusal } from "#server/http/refusal.ts";
import { applyPacing, type Control } from "./apply-control.ts";
import { viewWorkshop } from "./read-workshop.ts";
import { recordChange } from "./record-change.ts";
import type { WorkshopRow } from "./workshop-row.ts";

/** Does what the host asks, in one transaction with the word that something changed. */
export async function controlWorkshop(
  db: Kysely<Database>,
  { workshopId, control, now }: { readonly workshopId: string; readonly control: Control; readonly now: Date },
): Promise<Workshop> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom("workshop")
      .selectAll()
      .where("id", "=", workshopId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.state === "ended") throw new Refusal("closed", "the workshop has ended");
    const after = await perform(trx, { row, control, now });
    await recordChange(trx, workshopId, { kind: "workshop" });
    return viewWorkshop(trx, after, { kind: "host" });
  });
}

type Command = { readonly row: WorkshopRow; readonly control: Control; readonly now: Date };

async function perform(trx: Transaction<Database>, { row, control, now }: Command): Promise<WorkshopRow> {
  switch (control.do) {
    case "show-code":
      return update(trx, row.id, { shown: await shownCode(trx, row.id, control.participantId) });
    case "answered":
      await touchParticipant(trx, row.id, control.participantId, { question: null, asked_at: null });
      return row;
    case "remove":
      await touchParticipant(trx, row.id, control.participantId, { removed_at: now, code: null });
      return row;
    case "open-poll":
      if (new Set(control.choices.map(({ id }) => id)).size < control.choices.length)
        throw new Refusal("bad-request", "two choices have the same id");
      await closePolls(trx, row.id);
      await trx
        .insertInto("poll")
        .values({
          workshop_id: row.id,
          question: control.question,
          choices: JSON.stringify(control.choices),
          opened_at: now,
        })
        .execute();
      return row;
    case "close-poll":
      await closePolls(trx, row.id);
      return row;
    case "end":
      await closePolls(trx, row.id);
      // Code was lent for the lesson; it is not kept after it.
      await trx.updateTable("participant").set({ code: null }).where("workshop_id", "=", row.id).execute();
      return update(trx, row.id, { state: "ended", ended_at: now, timer_ends_at: null, shown: null });
    default: {
      const pacing = {
        unlocked: row.unlocked,
        currentLab: row.current_lab,
        timerEndsAt: row.timer_ends_at?.toISOString() ?? null,
        message: row.message,
      };
      const after = applyPacing(pacing, control, { now: now.toISOString(), labs: row.labs });
      return update(trx, row.id, {
        unlocked: JSON.stringify(after.unlocked),
        current_lab: after.currentLab,
        timer_ends_at: after.timerEndsAt,
        message: after.message === null ? null : JSON.stringify(after.message),
      });
    }
  }
}

function update(trx: Transaction<Database>, id: string, set: Updateable<Database["workshop"]>): Promise<WorkshopRow> {
  return trx.updateTable("workshop").set(set).where("id", "=", id).returningAll().executeTakeFirstOrThrow();
}

/** Without a name; only of a learner who shares it. */
async function shownCode(
  trx: Transaction<Database>,
  workshopId: string,
  participantId: string | null,
): Promise<string | null> {
  if (participantId === null) return null;
  const row = await trx
    .selectFrom("participant")
    .select(["code", "shares_code"])
    .where("workshop_id", "=", workshopId)
    .where("id", "=", participantId)
    .executeTakeFirst();
  if (row === undefined) throw new Refusal("not-found", "no such participant");
  if (!row.shares_code || row.code === null) throw new Refusal("forbidden", "the learner does not share code");
  return JSON.stringify(row.code);
}

async function touchParticipant(
  trx: Transaction<Database>,
  workshopId: string,
  participantId: string,
  set: Updateable<Database["participant"]>,
): Promise<void> {
  const touched = await trx
    .updateTable("participant")
    .set(set)
    .where("workshop_id", "=", workshopId)
    .where("id", "=", participantId)
    .returning("id")
    .executeTakeFirst();
  if (touched === undefined) throw new Refusal("not-found", "no such participant");
  await recordChange(trx, workshopId, { kind: "participant", participantId });
}

async function closePolls(trx: Transaction<Database>, workshopId: string): Promise<void> {
  await trx.updateTable("poll").set({ state: "closed" }).where("workshop_id", "=", workshopId).execute();
}
