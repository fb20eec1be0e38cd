import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";
import { finalScore } from "./counting-submission.ts";
import { type StatedSubmission, xapiStatements } from "./xapi-statements.ts";

/** All graded submissions of a course as xAPI statements, oldest first. */
export async function readStatements(
  db: Kysely<Database>,
  options: { readonly courseId: string; readonly origin: string; readonly titleOf: (labId: string) => string },
): Promise<object[]> {
  const course = await db
    .selectFrom("course")
    .select(["id", "title"])
    .where("id", "=", options.courseId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom("submission")
    .innerJoin("attempt", "attempt.id", "submission.attempt_id")
    .innerJoin("assignment", "assignment.id", "submission.assignment_id")
    .innerJoin("user", "user.id", "submission.user_id")
    .innerJoin("grading", "grading.submission_id", "submission.id")
    .select(["submission.id as submissionId", "grading.id as gradingId", "user.id as userId", "user.name as userName"])
    .select(["assignment.id as assignmentId", "assignment.title", "assignment.points", "submission.lab_id as labId"])
    .select(["attempt.number as attempt", "submitted_at as submittedAt", "late_loss as lateLoss"])
    .select(["override_score as override", "grading.score", "grading.result"])
    .where("grading.is_current", "=", true)
    .where("assignment.course_id", "=", options.courseId)
    .orderBy("submitted_at")
    .orderBy("submission.id")
    .execute();
  const submissions = rows.map(
    ({ result, title, override, score, ...row }): StatedSubmission => ({
      ...row,
      title: title ?? options.titleOf(row.labId),
      labVersion: result.signed.claims.labVersion,
      finalScore: finalScore({ score, lateLoss: row.lateLoss, override }) ?? 0,
      isOverridden: override !== null,
      passed: result.status === "pass",
    }),
  );
  return xapiStatements({ origin: options.origin, course, submissions });
}
