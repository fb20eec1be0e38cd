import type { Kysely } from "kysely";
import type { WorkshopSummary } from "#contract/api/workshops.ts";
import type { Database } from "#server/database/tables.ts";
import { csv } from "#server/gradebook/csv.ts";
import { countAnswers, readParticipants, viewParticipants, viewWorkshop } from "./read-workshop.ts";
import { summarizeLabs } from "./summarize-labs.ts";
import { pollOf } from "./workshop-row.ts";

export async function summarizeWorkshop(
  db: Kysely<Database>,
  workshopId: string,
  nowMs: number,
): Promise<WorkshopSummary> {
  const row = await db.selectFrom("workshop").selectAll().where("id", "=", workshopId).executeTakeFirstOrThrow();
  const learners = await readParticipants(db, workshopId);
  const polls = await db
    .selectFrom("poll")
    .selectAll()
    .where("workshop_id", "=", workshopId)
    .orderBy("opened_at")
    .execute();
  return {
    workshop: await viewWorkshop(db, row, { kind: "host" }),
    participants: viewParticipants(learners, nowMs),
    labs: summarizeLabs(row.labs, learners),
    polls: await Promise.all(
      polls.map(async (poll) =>
        pollOf({ row: poll, answers: await countAnswers(db, poll.id), isHost: true, mine: null }),
      ),
    ),
  };
}

/** A row a learner: for a spreadsheet. */
export function summaryCsv({ workshop, participants }: WorkshopSummary): string {
  const head = ["nickname", "joined", "runs", "solved", ...workshop.labs];
  const rows = participants.map((one) => [
    one.nickname,
    one.joinedAt,
    one.runs,
    one.solved.length,
    ...workshop.labs.map((labId) => (one.solved.includes(labId) ? 1 : 0)),
  ]);
  return csv([head, ...rows]);
}
