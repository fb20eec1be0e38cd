import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";

/** All that is stored about a person, as they may ask for it (article 15 and 20 of the GDPR, and Indonesia's law 27/2022). */
export async function exportPerson(db: Kysely<Database>, userId: string): Promise<object> {
  const mine = <
    T extends "membership" | "extension" | "attempt" | "submission" | "certificate" | "practice" | "participant",
  >(
    table: T,
  ) =>
    db
      .selectFrom(table as "membership")
      .selectAll()
      .where("user_id", "=", userId)
      .execute() as Promise<unknown[]>; // all have user_id
  const account = await db
    .selectFrom("user")
    .select(["id", "name", "email", "role", "isAnonymous", "createdAt"])
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();
  const ofSubmissions = await db.selectFrom("submission").select("id").where("user_id", "=", userId).execute();
  const ids = ofSubmissions.map(({ id }) => id);
  const none = ids.length === 0;
  return {
    format: "siklus-person",
    version: 1,
    account,
    memberships: await mine("membership"),
    extensions: await mine("extension"),
    attempts: (await mine("attempt")).map(withoutSeed),
    submissions: await mine("submission"),
    gradings: none ? [] : await db.selectFrom("grading").selectAll().where("submission_id", "in", ids).execute(),
    comments: none
      ? []
      : await db.selectFrom("submission_comment").selectAll().where("submission_id", "in", ids).execute(),
    certificates: await mine("certificate"),
    practice: await mine("practice"),
    workshops: await mine("participant"),
    actions: await db
      .selectFrom("audit")
      .select(["at", "action", "subject", "detail"])
      .where("actor_id", "=", userId)
      .execute(),
  };
}

/** The seed of hidden checks belongs to an attempt that may still be open. */
function withoutSeed(attempt: unknown): unknown {
  if (typeof attempt !== "object" || attempt === null) return attempt;
  const { seed: _, ...rest } = attempt as Record<string, unknown>; // a row
  return rest;
}
