import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";
import { finalScore } from "./counting-submission.ts";

/** All submissions to an assignment, newest first, without their code. */
export async function listSubmissions(
  db: Kysely<Database>,
  { assignmentId, userId }: { readonly assignmentId: string; readonly userId?: string | undefined },
) {
  const rows = await db
    .selectFrom("submission")
    .innerJoin("attempt", "attempt.id", "submission.attempt_id")
    .innerJoin("user", "user.id", "submission.user_id")
    .leftJoin("grading", (join) =>
      join.onRef("grading.submission_id", "=", "submission.id").on("grading.is_current", "=", true),
    )
    .select(["submission.id", "submission.user_id as userId", "user.name as userName", "attempt.number as attempt"])
    .select(["submitted_at", "state", "grading.score", "late_loss as lateLoss", "override_score as override"])
    .where("submission.assignment_id", "=", assignmentId)
    .$if(userId !== undefined, (query) => query.where("submission.user_id", "=", userId ?? ""))
    .orderBy("submitted_at", "desc")
    .orderBy("submission.id")
    .execute();
  return rows.map(({ submitted_at, score, lateLoss, override, ...row }) => ({
    ...row,
    submittedAt: submitted_at.toISOString(),
    finalScore: finalScore({ score, lateLoss, override }),
  }));
}
