import { isUniqueViolation } from "#server/database/is-unique-violation.ts";
import type { Call, ResponseOf } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";
import { findOpenWorkshop } from "./create-workshop.ts";
import { viewWorkshop } from "./read-workshop.ts";
import { recordChange } from "./record-change.ts";
import { participantOf } from "./workshop-row.ts";

/** Joins, or comes back: whoever is in keeps their work, under the new nickname if it is free. Without a session a guest is made. */
export async function joinWorkshop({
  body,
  actor,
  request,
  answerHeaders,
  services,
}: Call<"joinWorkshop">): Promise<ResponseOf<"joinWorkshop">> {
  const { db, now, identity } = services;
  const workshop = await findOpenWorkshop(db, body.code);
  const openGuest = async (): Promise<string> => {
    const guest = await identity.makeGuest({ nickname: body.nickname, request });
    for (const cookie of guest.cookies) answerHeaders.append("Set-Cookie", cookie);
    return guest.actor.userId;
  };
  const taken = await db
    .selectFrom("participant")
    .select("user_id")
    .where("workshop_id", "=", workshop.id)
    .where("removed_at", "is", null)
    .where((where) => where(where.fn<string>("lower", ["nickname"]), "=", body.nickname.toLowerCase()))
    .executeTakeFirst();
  if (taken !== undefined && taken.user_id !== actor?.userId)
    throw new Refusal("nickname-taken", "nickname is taken", { nickname: body.nickname });
  const userId = actor?.userId ?? (await openGuest());
  try {
    const row = await db.transaction().execute(async (trx) => {
      const joined = await trx
        .insertInto("participant")
        .values({ workshop_id: workshop.id, user_id: userId, nickname: body.nickname })
        .onConflict((conflict) =>
          conflict.columns(["workshop_id", "user_id"]).doUpdateSet({
            nickname: body.nickname,
            removed_at: null,
            seen_at: now(),
          }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      await recordChange(trx, workshop.id, { kind: "participant", participantId: joined.id });
      return joined;
    });
    const view = await viewWorkshop(db, workshop, { kind: "learner", participantId: row.id });
    return { workshop: view, me: participantOf(row, now().getTime()) };
  } catch (error) {
    if (isUniqueViolation(error)) throw new Refusal("nickname-taken", "nickname is taken", { nickname: body.nickname });
    throw error;
  }
}
