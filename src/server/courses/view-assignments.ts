import type { Kysely, Selectable } from "kysely";
import type { Assignment } from "#contract/api/courses.ts";
import type { Database } from "#server/database/tables.ts";
import { countingSubmission, finalScore } from "#server/gradebook/counting-submission.ts";
import { deadlineFor } from "#server/gradebook/late-loss.ts";

type AssignmentRow = Selectable<Database["assignment"]>;

/** Assignments in order of their due dates, with what concerns the person who asks. */
export async function viewAssignments(
  db: Kysely<Database>,
  { rows, userId }: { readonly rows: readonly AssignmentRow[]; readonly userId: string },
): Promise<Assignment[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [extensions, attempts, submissions] = await Promise.all([
    db
      .selectFrom("extension")
      .select(["assignment_id", "due_at"])
      .where("user_id", "=", userId)
      .where("assignment_id", "in", ids)
      .execute(),
    db
      .selectFrom("attempt_count")
      .selectAll()
      .where("user_id", "=", userId)
      .where("assignment_key", "in", ids)
      .execute(),
    db
      .selectFrom("submission")
      .innerJoin("attempt", "attempt.id", "submission.attempt_id")
      .leftJoin("grading", (join) =>
        join.onRef("grading.submission_id", "=", "submission.id").on("grading.is_current", "=", true),
      )
      .select([
        "submission.id as submissionId",
        "submission.assignment_id as assignmentId",
        "submission.submitted_at as submittedAt",
      ])
      .select([
        "submission.late_loss as lateLoss",
        "submission.override_score as override",
        "grading.score",
        "attempt.number as attempt",
      ])
      .where("submission.user_id", "=", userId)
      .where("submission.assignment_id", "in", ids)
      .execute(),
  ]);
  return rows.map((row) => {
    const extended = extensions.find(({ assignment_id }) => assignment_id === row.id)?.due_at ?? null;
    const count = attempts.find(({ assignment_key }) => assignment_key === row.id);
    const counting = countingSubmission(
      submissions.filter(({ assignmentId }) => assignmentId === row.id),
      row.counts,
    );
    const dates = { opensAt: row.opens_at, dueAt: row.due_at, closesAt: row.closes_at, latePolicy: row.late_policy };
    return {
      id: row.id,
      courseId: row.course_id,
      labId: row.lab_id,
      title: row.title,
      points: row.points,
      opensAt: row.opens_at?.toISOString() ?? null,
      dueAt: row.due_at?.toISOString() ?? null,
      closesAt: row.closes_at?.toISOString() ?? null,
      latePolicy: row.late_policy,
      maxAttempts: row.max_attempts,
      counts: row.counts,
      mine: {
        dueAt: deadlineFor(dates, extended).dueAt?.toISOString() ?? null,
        attemptsUsed: count === undefined ? 0 : Math.max(0, count.taken - count.given_back),
        score: counting === null ? null : finalScore(counting),
      },
    };
  });
}
