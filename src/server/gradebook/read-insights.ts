import type { Kysely } from "kysely";
import type { Insights } from "#contract/api/gradebook.ts";
import type { Database } from "#server/database/tables.ts";
import { countingSubmission, finalScore } from "./counting-submission.ts";
import { classInsights } from "./insights.ts";
import { readScored, type StoredScore } from "./read-book.ts";

export async function readInsights(db: Kysely<Database>, assignmentId: string): Promise<Insights> {
  const scored = await readScored(db, { assignmentId });
  const counting = await countingByLearner(db, { assignmentId, scored });
  const results = await readResults(db, counting);
  const found = counting.map((one) => {
    const result = results.get(one.submissionId);
    return {
      userId: one.userId,
      score: finalScore(one) ?? 0,
      checks: result?.checks ?? [], // set by hand before it was graded
      hidden: result?.hidden ?? [],
    };
  });
  return classInsights(found, scored.length);
}

/** The submission that counts of each learner who is still in the course. */
export async function countingByLearner(
  db: Kysely<Database>,
  { assignmentId, scored }: { readonly assignmentId: string; readonly scored: readonly StoredScore[] },
): Promise<StoredScore[]> {
  const { counts, course_id } = await db
    .selectFrom("assignment")
    .select(["counts", "course_id"])
    .where("id", "=", assignmentId)
    .executeTakeFirstOrThrow();
  const learners = await db
    .selectFrom("membership")
    .select("user_id")
    .where("course_id", "=", course_id)
    .where("role", "=", "learner")
    .execute();
  return learners.flatMap(
    ({ user_id }) =>
      countingSubmission(
        scored.filter(({ userId }) => userId === user_id),
        counts,
      ) ?? [],
  );
}

async function readResults(db: Kysely<Database>, submissions: readonly StoredScore[]) {
  if (submissions.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom("grading")
    .select(["submission_id", "result"])
    .where("is_current", "=", true)
    .where(
      "submission_id",
      "in",
      submissions.map(({ submissionId }) => submissionId),
    )
    .execute();
  return new Map(rows.map(({ submission_id, result }) => [submission_id, result]));
}
