import { type Kysely, sql } from "kysely";
import type { Participant, Poll, Workshop } from "#contract/api/workshops.ts";
import type { Database } from "#server/database/tables.ts";
import { type ParticipantRow, participantOf, pollOf, type WorkshopRow, workshopOf } from "./workshop-row.ts";

/** Whose eyes the workshop is seen with: the host's, or a learner's. */
export type Viewer = { readonly kind: "host" } | { readonly kind: "learner"; readonly participantId: string };

export async function readWorkshop(
  db: Kysely<Database>,
  workshopId: string,
  viewer: Viewer,
): Promise<Workshop | undefined> {
  const row = await db.selectFrom("workshop").selectAll().where("id", "=", workshopId).executeTakeFirst();
  return row === undefined ? undefined : viewWorkshop(db, row, viewer);
}

export async function viewWorkshop(db: Kysely<Database>, row: WorkshopRow, viewer: Viewer): Promise<Workshop> {
  return workshopOf(row, await readLastPoll(db, row.id, viewer));
}

/** The poll that is open or was closed last; null before the first. */
async function readLastPoll(db: Kysely<Database>, workshopId: string, viewer: Viewer): Promise<Poll | null> {
  const row = await db
    .selectFrom("poll")
    .selectAll()
    .where("workshop_id", "=", workshopId)
    .orderBy("opened_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const mine =
    viewer.kind === "host"
      ? undefined
      : await db
          .selectFrom("poll_answer")
          .select("choice_id")
          .where("poll_id", "=", row.id)
          .where("participant_id", "=", viewer.participantId)
          .executeTakeFirst();
  const answers = await countAnswers(db, row.id);
  return pollOf({ row, answers, isHost: viewer.kind === "host", mine: mine?.choice_id ?? null });
}

export async function countAnswers(
  db: Kysely<Database>,
  pollId: string,
): Promise<{ readonly choiceId: string; readonly count: number }[]> {
  return db
    .selectFrom("poll_answer")
    .select(["choice_id as choiceId", sql<number>`count(*)::int`.as("count")])
    .where("poll_id", "=", pollId)
    .groupBy("choice_id")
    .execute();
}

/** Learners who are in: all of a workshop's, or only those named. */
export async function readParticipants(
  db: Kysely<Database>,
  workshopId: string,
  only?: readonly string[],
): Promise<ParticipantRow[]> {
  return db
    .selectFrom("participant")
    .selectAll()
    .where("workshop_id", "=", workshopId)
    .where("removed_at", "is", null)
    .$if(only !== undefined, (query) => query.where("id", "in", [...(only ?? [])]))
    .orderBy("joined_at")
    .execute();
}

export async function findParticipant(
  db: Kysely<Database>,
  workshopId: string,
  userId: string,
): Promise<ParticipantRow | undefined> {
  return db
    .selectFrom("participant")
    .selectAll()
    .where("workshop_id", "=", workshopId)
    .where("user_id", "=", userId)
    .where("removed_at", "is", null)
    .executeTakeFirst();
}

export function viewParticipants(rows: readonly ParticipantRow[], nowMs: number): Participant[] {
  return rows.map((row) => participantOf(row, nowMs));
}
