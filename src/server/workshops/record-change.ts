import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";

export type Change =
  | { readonly kind: "workshop" }
  | { readonly kind: "poll" }
  | { readonly kind: "participant"; readonly participantId: string };

/** Writes down that something of a workshop has changed, in the transaction that changes it: what every web process listens to. */
export async function recordChange(db: Kysely<Database>, workshopId: string, change: Change): Promise<void> {
  await db
    .insertInto("workshop_change")
    .values({
      workshop_id: workshopId,
      kind: change.kind,
      participant_id: change.kind === "participant" ? change.participantId : null,
    })
    .execute();
}
