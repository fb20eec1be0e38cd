import { sql } from "kysely";
import type { practiceRoutes } from "#contract/api/practice.ts";
import type { Handlers } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";

export const practiceHandlers: Handlers<keyof typeof practiceRoutes> = {
  async getPractice({ actor, services: { db } }) {
    const kept = await db
      .selectFrom("practice")
      .select(["revision", "file"])
      .where("user_id", "=", actor.userId)
      .executeTakeFirst();
    return kept ?? { revision: 0, file: null };
  },

  /** One statement: it inserts the first revision, or replaces exactly the one that the device had seen. */
  async putPractice({ actor, body, services: { db } }) {
    const { basedOn } = body;
    const file = JSON.stringify(body.file);
    const { rows } =
      basedOn === 0
        ? await sql<{
            revision: number;
          }>`insert into practice (user_id, revision, file) values (${actor.userId}, 1, ${file})
            on conflict (user_id) do nothing returning revision`.execute(db)
        : await sql<{ revision: number }>`update practice set revision = revision + 1, file = ${file}, saved_at = now()
            where user_id = ${actor.userId} and revision = ${basedOn} returning revision`.execute(db);
    const [saved] = rows;
    if (saved !== undefined) return { revision: saved.revision };
    const kept = await db
      .selectFrom("practice")
      .select("revision")
      .where("user_id", "=", actor.userId)
      .executeTakeFirst();
    throw new Refusal("conflict", "another device was quicker", { revision: kept?.revision ?? 0 });
  },
};
