import type { Kysely } from "kysely";
import type { Regrade } from "#contract/api/gradebook.ts";
import { writeAudit } from "#server/audit/write-audit.ts";
import type { Database } from "#server/database/tables.ts";
import { enqueueGrading } from "#server/grading/queue.ts";
import type { Actor } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";

type Db = Kysely<Database>;
type Place = { readonly courseId: string; readonly regradeId: string };

/** Puts every graded submission of a lab in a course into a lane of its own; nobody's score changes before it is applied. */
export async function startRegrade(
  db: Db,
  { courseId, labId, reason, actor }: { courseId: string; labId: string; reason: string; actor: Actor },
): Promise<Regrade> {
  const id = await db.transaction().execute(async (trx) => {
    await trx.selectFrom("course").select("id").where("id", "=", courseId).forUpdate().executeTakeFirstOrThrow();
    const open = await trx
      .selectFrom("regrade")
      .select("id")
      .where("course_id", "=", courseId)
      .where("lab_id", "=", labId)
      .where("state", "in", ["previewing", "preview"])
      .executeTakeFirst();
    if (open !== undefined) throw new Refusal("conflict", "a regrade of this lab is open: apply or discard it first");
    const submissions = await trx
      .selectFrom("submission")
      .innerJoin("assignment", "assignment.id", "submission.assignment_id")
      .select("submission.id")
      .where("assignment.course_id", "=", courseId)
      .where("submission.lab_id", "=", labId)
      .where("submission.state", "!=", "queued") // what waits is graded by the lab of today anyway
      .orderBy("submitted_at")
      .execute();
    if (submissions.length === 0) throw new Refusal("not-found", "nothing of this lab was graded in this course");
    const regrade = await trx
      .insertInto("regrade")
      .values({
        course_id: courseId,
        lab_id: labId,
        reason,
        state: "previewing",
        total: submissions.length,
        started_by: actor.userId,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (const submission of submissions)
      await enqueueGrading(trx, { submissionId: submission.id, lane: regrade.id, priority: 0 });
    const detail = { labId, reason, submissions: submissions.length };
    await writeAudit(trx, { actor, action: "regrade.start", subject: regrade.id, courseId, detail });
    return regrade.id;
  });
  return readRegrade(db, { courseId, regradeId: id });
}

export async function listRegrades(db: Db, courseId: string): Promise<Regrade[]> {
  const rows = await db
    .selectFrom("regrade")
    .select("id")
    .where("course_id", "=", courseId)
    .orderBy("started_at", "desc")
    .limit(50)
    .execute();
  return Promise.all(rows.map(({ id }) => readRegrade(db, { courseId, regradeId: id })));
}

/** How far it is, and whose score would change (or did). A submission that could not be graded again keeps its score. */
export async function readRegrade(db: Db, { courseId, regradeId }: Place): Promise<Regrade> {
  const row = await findRegrade(db, { courseId, regradeId });
  const gradings = await db
    .selectFrom("grading")
    .innerJoin("submission", "submission.id", "grading.submission_id")
    .innerJoin("user", "user.id", "submission.user_id")
    .select([
      "submission.id as submissionId",
      "user.name as userName",
      "grading.score as after",
      "grading.score_before",
    ])
    .leftJoin("grading as current", (join) =>
      join.onRef("current.submission_id", "=", "submission.id").on("current.is_current", "=", true),
    )
    .select("current.score as current")
    .where("grading.lane", "=", regradeId)
    .orderBy("user.name")
    .orderBy("submitted_at")
    .execute();
  const { failed } = await db
    .selectFrom("regrade_failure")
    .select(({ fn }) => fn.countAll<string>().as("failed"))
    .where("regrade_id", "=", regradeId)
    .executeTakeFirstOrThrow();
  const done = gradings.length + Number(failed);
  const before = ({ score_before, current }: (typeof gradings)[number]) =>
    row.state === "applied" ? score_before : current;
  return {
    id: row.id,
    courseId,
    labId: row.lab_id,
    state: row.state === "previewing" && done >= row.total ? "preview" : row.state,
    done: Math.min(done, row.total),
    failed: Number(failed),
    total: row.total,
    reason: row.reason,
    changes: gradings
      .filter((one) => before(one) !== one.after)
      .map((one) => ({
        submissionId: one.submissionId,
        userName: one.userName,
        before: before(one),
        after: one.after,
      })),
    startedAt: row.started_at.toISOString(),
  };
}

/** Applies a finished preview: all current gradings are switched in one transaction. Or discards it, at any time. */
export async function settleRegrade(
  db: Db,
  { courseId, regradeId, apply, actor }: Place & { readonly apply: boolean; readonly actor: Actor },
): Promise<Regrade> {
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom("regrade").select("id").where("id", "=", regradeId).forUpdate().execute();
    const regrade = await readRegrade(trx, { courseId, regradeId });
    if (regrade.state === "applied" || regrade.state === "discarded")
      throw new Refusal("conflict", `this regrade is ${regrade.state} already`);
    if (apply && regrade.state !== "preview") throw new Refusal("conflict", "this regrade is not finished yet");
    if (apply) await switchGradings(trx, regradeId);
    else await trx.deleteFrom("grading_job").where("lane", "=", regradeId).execute(); // nobody needs them any more
    await trx
      .updateTable("regrade")
      .set({ state: apply ? "applied" : "discarded" })
      .where("id", "=", regradeId)
      .execute();
    const action = apply ? "regrade.apply" : "regrade.discard";
    const detail = { labId: regrade.labId, changes: regrade.changes.length };
    await writeAudit(trx, { actor, action, subject: regradeId, courseId, detail });
  });
  return readRegrade(db, { courseId, regradeId });
}

async function switchGradings(trx: Db, regradeId: string): Promise<void> {
  const ofRegrade = trx.selectFrom("grading").select("submission_id").where("lane", "=", regradeId);
  await trx
    .updateTable("grading")
    .set(({ selectFrom }) => ({
      score_before: selectFrom("grading as old")
        .select("old.score")
        .whereRef("old.submission_id", "=", "grading.submission_id")
        .where("old.is_current", "=", true),
    }))
    .where("lane", "=", regradeId)
    .execute();
  await trx
    .updateTable("grading")
    .set({ is_current: false })
    .where("is_current", "=", true)
    .where("submission_id", "in", ofRegrade)
    .execute();
  await trx.updateTable("grading").set({ is_current: true }).where("lane", "=", regradeId).execute();
  await trx.updateTable("submission").set({ state: "graded" }).where("id", "in", ofRegrade).execute();
}

async function findRegrade(db: Db, { courseId, regradeId }: Place) {
  const row = await db
    .selectFrom("regrade")
    .selectAll()
    .where("id", "=", regradeId)
    .where("course_id", "=", courseId)
    .executeTakeFirst();
  if (row === undefined) throw new Refusal("not-found", "no such regrade in this course");
  return row;
}
