import type { Kysely } from "kysely";
import type { Gradebook } from "#contract/api/gradebook.ts";
import type { Database } from "#server/database/tables.ts";
import type { ScoredSubmission } from "./counting-submission.ts";
import { gradebookMatrix } from "./gradebook-matrix.ts";

type Db = Kysely<Database>;

export async function readGradebook(
  db: Db,
  { courseId, groupId, now }: { readonly courseId: string; readonly groupId?: string | undefined; readonly now: Date },
): Promise<Gradebook> {
  const [assignments, learners, submissions, extensions] = await Promise.all([
    readAssignments(db, courseId),
    readLearners(db, { courseId, groupId }),
    readScored(db, { courseId }),
    db
      .selectFrom("extension")
      .innerJoin("assignment", "assignment.id", "extension.assignment_id")
      .select(["assignment_id as assignmentId", "user_id as userId", "extension.due_at as dueAt"])
      .where("course_id", "=", courseId)
      .execute(),
  ]);
  return gradebookMatrix({ assignments, learners, submissions, extensions, now });
}

export function readAssignments(db: Db, courseId: string) {
  return db
    .selectFrom("assignment")
    .select(["id", "lab_id as labId", "title", "points", "counts"])
    .select(["opens_at as opensAt", "due_at as dueAt", "closes_at as closesAt", "late_policy as latePolicy"])
    .where("course_id", "=", courseId)
    .orderBy("due_at", (order) => order.asc().nullsLast())
    .orderBy("created_at")
    .execute();
}

/** Learners by name. A guest's address is made up, so it is none. */
async function readLearners(db: Db, { courseId, groupId }: { courseId: string; groupId?: string | undefined }) {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .select(["user.id as userId", "name", "email", "isAnonymous", "group_id as groupId"])
    .where("course_id", "=", courseId)
    .where("membership.role", "=", "learner")
    .$if(groupId !== undefined, (query) => query.where("group_id", "=", groupId ?? ""))
    .orderBy("name")
    .orderBy("user.id")
    .execute();
  return rows.map(({ isAnonymous, email, ...row }) => ({ ...row, email: isAnonymous === true ? null : email }));
}

export type StoredScore = ScoredSubmission & {
  readonly userId: string;
  readonly assignmentId: string;
  readonly labId: string;
  readonly state: "queued" | "graded" | "failed";
};

/** Submissions of a course (or of one of its assignments) with their scores. A failed one was given back: it counts as none. */
export async function readScored(
  db: Db,
  {
    courseId,
    assignmentId,
    userId,
  }: { readonly courseId?: string; readonly assignmentId?: string; readonly userId?: string },
): Promise<StoredScore[]> {
  const rows = await db
    .selectFrom("submission")
    .innerJoin("attempt", "attempt.id", "submission.attempt_id")
    .innerJoin("assignment", "assignment.id", "submission.assignment_id")
    .leftJoin("grading", (join) =>
      join.onRef("grading.submission_id", "=", "submission.id").on("grading.is_current", "=", true),
    )
    .select(["submission.id as submissionId", "submission.user_id as userId", "assignment.id as assignmentId"])
    .select(["submission.lab_id as labId", "attempt.number as attempt", "submitted_at as submittedAt"])
    .select(["late_loss as lateLoss", "override_score as override", "grading.score as score", "state"])
    .where("state", "!=", "failed")
    .$if(courseId !== undefined, (query) => query.where("assignment.course_id", "=", courseId ?? ""))
    .$if(assignmentId !== undefined, (query) => query.where("assignment.id", "=", assignmentId ?? ""))
    .$if(userId !== undefined, (query) => query.where("submission.user_id", "=", userId ?? ""))
    .execute();
  return rows;
}
