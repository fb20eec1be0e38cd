import type { Kysely } from "kysely";
import { writeAudit } from "#server/audit/write-audit.ts";
import type { Database } from "#server/database/tables.ts";
import type { Actor } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";

type Db = Kysely<Database>;
type Learner = { readonly courseId: string; readonly userId: string };

/** All that a course holds about a learner. */
export async function exportLearner(db: Db, { courseId, userId }: Learner): Promise<object> {
  await requireTraces(db, { courseId, userId });
  const inCourse = db.selectFrom("assignment").select("id").where("course_id", "=", courseId);
  const submissions = db.selectFrom("submission").where("user_id", "=", userId).where("assignment_id", "in", inCourse);
  const ids = submissions.select("submission.id");
  const [course, person, membership, extensions, attempts, sent, gradings, comments, certificates, audit] =
    await Promise.all([
      db.selectFrom("course").select(["id", "title"]).where("id", "=", courseId).executeTakeFirst(),
      db.selectFrom("user").select(["id", "name", "email", "createdAt"]).where("id", "=", userId).executeTakeFirst(),
      membershipOf(db, { courseId, userId }).selectAll().executeTakeFirst(),
      db
        .selectFrom("extension")
        .selectAll()
        .where("user_id", "=", userId)
        .where("assignment_id", "in", inCourse)
        .execute(),
      db
        .selectFrom("attempt")
        .select(["id", "lab_id", "lab_version", "assignment_id", "number", "created_at"]) // not the seed of hidden checks
        .where("user_id", "=", userId)
        .where("assignment_id", "in", inCourse)
        .orderBy("created_at")
        .execute(),
      submissions.selectAll().orderBy("submitted_at").execute(),
      db.selectFrom("grading").selectAll().where("submission_id", "in", ids).orderBy("graded_at").execute(),
      db.selectFrom("submission_comment").selectAll().where("submission_id", "in", ids).orderBy("at").execute(),
      db
        .selectFrom("certificate")
        .selectAll()
        .where("user_id", "=", userId)
        .where("course_id", "=", courseId)
        .execute(),
      aboutLearner(db, { courseId, userId }).selectAll().orderBy("at").execute(),
    ]);
  return {
    format: "siklus-course-learner",
    version: 1,
    course,
    person,
    membership: membership ?? null,
    extensions,
    attempts,
    submissions: sent,
    gradings,
    comments,
    certificates,
    audit,
  };
}

/** Deletes it. That it was done, by whom and why stays in the log; the learner's name does not. */
export async function deleteLearner(
  db: Db,
  { courseId, userId, reason, actor }: Learner & { readonly reason: string; readonly actor: Actor },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await requireTraces(trx, { courseId, userId });
    const membership = await membershipOf(trx, { courseId, userId }).select("role").executeTakeFirst();
    if (membership !== undefined && membership.role !== "learner")
      throw new Refusal("conflict", "only a learner's data can be deleted: change the role first");
    const inCourse = trx.selectFrom("assignment").select("id").where("course_id", "=", courseId);
    // Submissions, gradings and comments go with their attempts.
    const attempts = await trx
      .deleteFrom("attempt")
      .where("user_id", "=", userId)
      .where("assignment_id", "in", inCourse)
      .executeTakeFirst();
    await trx.deleteFrom("extension").where("user_id", "=", userId).where("assignment_id", "in", inCourse).execute();
    const keys = (await inCourse.execute()).map(({ id }) => id);
    if (keys.length > 0)
      await trx.deleteFrom("attempt_count").where("user_id", "=", userId).where("assignment_key", "in", keys).execute();
    await trx.deleteFrom("certificate").where("user_id", "=", userId).where("course_id", "=", courseId).execute();
    await trx.deleteFrom("membership").where("user_id", "=", userId).where("course_id", "=", courseId).execute();
    await trx
      .updateTable("audit")
      .set({ actor_id: null, actor_name: "—" })
      .where("actor_id", "=", userId)
      .where("course_id", "=", courseId)
      .execute();
    const detail = { reason, attempts: Number(attempts.numDeletedRows) };
    await writeAudit(trx, { actor, action: "learner.delete", subject: userId, courseId, detail });
  });
}

function membershipOf(db: Db, { courseId, userId }: Learner) {
  return db.selectFrom("membership").where("course_id", "=", courseId).where("user_id", "=", userId);
}

function aboutLearner(db: Db, { courseId, userId }: Learner) {
  return db
    .selectFrom("audit")
    .where("course_id", "=", courseId)
    .where((where) => where.or([where("actor_id", "=", userId), where("subject", "=", userId)]));
}

/** Somebody who left the course may still have work in it; somebody without either is not the course's to export or delete. */
async function requireTraces(db: Db, { courseId, userId }: Learner): Promise<void> {
  const member = await membershipOf(db, { courseId, userId }).select("user_id").executeTakeFirst();
  const attempt = await db
    .selectFrom("attempt")
    .innerJoin("assignment", "assignment.id", "attempt.assignment_id")
    .select("attempt.id")
    .where("attempt.user_id", "=", userId)
    .where("course_id", "=", courseId)
    .executeTakeFirst();
  if (member === undefined && attempt === undefined) throw new Refusal("not-found", "nobody of this course");
}
