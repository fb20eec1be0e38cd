import type { Kysely } from "kysely";
import type { Submission } from "#contract/api/submissions.ts";
import type { Database } from "#server/database/tables.ts";
import { finalScore } from "#server/gradebook/counting-submission.ts";
import { jobsAhead } from "#server/grading/queue.ts";
import { Refusal } from "#server/http/refusal.ts";

type Db = Kysely<Database>;

export async function readSubmission(db: Db, submissionId: string): Promise<Submission> {
  const [found] = await readSubmissions(db, { submissionId });
  if (found === undefined) throw new Refusal("not-found", "no such submission");
  return found;
}

/** Submissions as the API shows them, newest first. */
export async function readSubmissions(
  db: Db,
  which: {
    readonly submissionId?: string;
    readonly userId?: string;
    readonly labId?: string | undefined;
    readonly assignmentId?: string | undefined;
  },
): Promise<Submission[]> {
  const { submissionId, userId, labId, assignmentId } = which;
  const rows = await db
    .selectFrom("submission")
    .innerJoin("attempt", "attempt.id", "submission.attempt_id")
    .innerJoin("user", "user.id", "submission.user_id")
    .leftJoin("grading", (join) =>
      join.onRef("grading.submission_id", "=", "submission.id").on("grading.is_current", "=", true),
    )
    .leftJoin("user as overrider", "overrider.id", "submission.override_by")
    .select(["submission.id", "submission.lab_id", "submission.lab_version", "submission.assignment_id"])
    .select(["submission.user_id", "user.name as user_name", "number", "submitted_at", "state", "late_loss"])
    .select(["override_score", "override_reason", "override_at", "overrider.name as override_name"])
    .select(["grading.result", "grading.score"])
    .$if(submissionId !== undefined, (query) => query.where("submission.id", "=", submissionId ?? ""))
    .$if(userId !== undefined, (query) => query.where("submission.user_id", "=", userId ?? ""))
    .$if(labId !== undefined, (query) => query.where("submission.lab_id", "=", labId ?? ""))
    .$if(assignmentId !== undefined, (query) => query.where("submission.assignment_id", "=", assignmentId ?? ""))
    .orderBy("submitted_at", "desc")
    .orderBy("submission.id")
    .limit(200)
    .execute();
  if (rows.length === 0) return [];
  const comments = await readComments(
    db,
    rows.map(({ id }) => id),
  );
  return Promise.all(
    rows.map(async (row): Promise<Submission> => {
      const { override_score: override, late_loss: lateLoss, score, result, override_at, override_reason } = row;
      return {
        id: row.id,
        labId: row.lab_id,
        labVersion: row.lab_version,
        assignmentId: row.assignment_id,
        userId: row.user_id,
        userName: row.user_name,
        attempt: row.number,
        submittedAt: row.submitted_at.toISOString(),
        state: row.state,
        ...(row.state === "queued" ? { ahead: await jobsAhead(db, row.id) } : {}),
        result: result ?? null,
        lateLoss,
        finalScore: finalScore({ score, lateLoss, override }),
        override:
          override === null
            ? null
            : {
                score: override,
                reason: override_reason ?? "",
                by: row.override_name ?? "",
                at: (override_at ?? row.submitted_at).toISOString(),
              },
        comments: comments.filter(({ submissionId: of }) => of === row.id).map(({ comment }) => comment),
      };
    }),
  );
}

async function readComments(db: Db, submissionIds: readonly string[]) {
  const rows = await db
    .selectFrom("submission_comment")
    .select(["id", "submission_id", "line", "body", "author_name", "at"])
    .where("submission_id", "in", submissionIds)
    .orderBy("at")
    .execute();
  return rows.map(({ submission_id, author_name, at, ...row }) => ({
    submissionId: submission_id,
    comment: { ...row, by: author_name, at: at.toISOString() },
  }));
}
