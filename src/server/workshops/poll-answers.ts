import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";
import { Refusal } from "#server/http/refusal.ts";
import { findParticipant } from "./read-workshop.ts";
import { recordChange } from "./record-change.ts";

/** A learner's answer to the open poll; a later one takes the place of the earlier. */
export async function answerPoll(
  db: Kysely<Database>,
  answer: { readonly workshopId: string; readonly userId: string; readonly pollId: string; readonly choiceId: string },
): Promise<void> {
  const { workshopId, pollId, choiceId } = answer;
  await db.transaction().execute(async (trx) => {
    const participant = await findParticipant(trx, workshopId, answer.userId);
    if (participant === undefined) throw new Refusal("forbidden", "takes no part in the workshop");
    const poll = await trx
      .selectFrom("poll")
      .select(["state", "choices"])
      .where("id", "=", pollId)
      .where("workshop_id", "=", workshopId)
      .forShare()
      .executeTakeFirst();
    if (poll === undefined) throw new Refusal("not-found", "no such poll");
    if (poll.state === "closed") throw new Refusal("closed", "the poll is closed");
    if (!poll.choices.some(({ id }) => id === choiceId)) throw new Refusal("bad-request", "no such choice");
    await trx
      .insertInto("poll_answer")
      .values({ poll_id: pollId, participant_id: participant.id, choice_id: choiceId })
      .onConflict((conflict) => conflict.columns(["poll_id", "participant_id"]).doUpdateSet({ choice_id: choiceId }))
      .execute();
    await recordChange(trx, workshopId, { kind: "poll" });
  });
}
