import type { Kysely } from "kysely";
import type { Workshop } from "#contract/api/workshops.ts";
import { isUniqueViolation } from "#server/database/is-unique-violation.ts";
import type { Database } from "#server/database/tables.ts";
import { Refusal } from "#server/http/refusal.ts";
import { joinCode } from "./join-code.ts";
import { viewWorkshop } from "./read-workshop.ts";
import { type WorkshopRow, workshopOf } from "./workshop-row.ts";

const triesForCode = 5;

/** Opens a workshop with its first lab unlocked. */
export async function createWorkshop(
  db: Kysely<Database>,
  { title, labs, hostId }: { readonly title: string; readonly labs: readonly string[]; readonly hostId: string },
): Promise<Workshop> {
  const inOrder = [...new Set(labs)];
  for (let tries = 1; ; tries++) {
    try {
      const row = await db
        .insertInto("workshop")
        .values({
          title,
          code: joinCode(),
          host_id: hostId,
          labs: JSON.stringify(inOrder),
          unlocked: JSON.stringify(inOrder.slice(0, 1)),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return workshopOf(row, null);
    } catch (error) {
      if (!isUniqueViolation(error) || tries === triesForCode) throw error;
    }
  }
}

export async function listWorkshops(db: Kysely<Database>, hostId: string): Promise<Workshop[]> {
  const rows = await db
    .selectFrom("workshop")
    .selectAll()
    .where("host_id", "=", hostId)
    .orderBy("created_at", "desc")
    .limit(200)
    .execute();
  return Promise.all(rows.map((row) => viewWorkshop(db, row, { kind: "host" })));
}

export async function findOpenWorkshop(db: Kysely<Database>, code: string): Promise<WorkshopRow> {
  const row = await db.selectFrom("workshop").selectAll().where("code", "=", code).executeTakeFirst();
  if (row === undefined) throw new Refusal("code-unknown", "no workshop with this code");
  if (row.state === "ended") throw new Refusal("closed", "the workshop has ended");
  return row;
}
