import { existsSync } from "node:fs";
import type { courseRoutes } from "#contract/api/courses.ts";
import { writeAudit } from "#server/audit/write-audit.ts";
import { renewLateLoss } from "#server/gradebook/renew-late-loss.ts";
import type { Call, Handlers } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";
import { viewAssignments } from "./view-assignments.ts";

type Names = Extract<
  keyof typeof courseRoutes,
  "listAssignments" | "createAssignment" | "updateAssignment" | "deleteAssignment" | "listExtensions" | "grantExtension"
>;

export const assignmentHandlers: Handlers<Names> = {
  async listAssignments({ actor, params, courseRole, services: { db, now } }) {
    const all = await db
      .selectFrom("assignment")
      .selectAll()
      .where("course_id", "=", params.courseId)
      .orderBy("due_at")
      .orderBy("created_at")
      .execute();
    const rows = all.filter(({ opens_at }) => courseRole !== "learner" || opens_at === null || opens_at <= now());
    return { assignments: await viewAssignments(db, { rows, userId: actor.userId }) };
  },

  async createAssignment({ actor, params, body, services: { db } }) {
    const { courseId } = params;
    const values = columns(body);
    const row = await db.transaction().execute(async (trx) => {
      const made = await trx
        .insertInto("assignment")
        .values({ course_id: courseId, ...values })
        .returningAll()
        .executeTakeFirstOrThrow();
      await writeAudit(trx, { actor, action: "assignment.create", subject: made.id, courseId, detail: body });
      return made;
    });
    return viewOne(db, row, actor.userId);
  },

  async updateAssignment({ actor, params, body, services: { db } }) {
    const { assignmentId } = params;
    const values = columns(body);
    const row = await db.transaction().execute(async (trx) => {
      const before = await trx
        .selectFrom("assignment")
        .selectAll()
        .where("id", "=", assignmentId)
        .forUpdate()
        .executeTakeFirst();
      if (before === undefined) throw new Refusal("not-found", "no such assignment");
      if (before.lab_id !== body.labId && (await hasSubmissions(trx, assignmentId)))
        throw new Refusal("conflict", "work was submitted for this lab already");
      const changed = await trx
        .updateTable("assignment")
        .set(values)
        .where("id", "=", assignmentId)
        .returningAll()
        .executeTakeFirstOrThrow();
      await renewLateLoss(trx, { assignmentId });
      await writeAudit(trx, {
        actor,
        action: "assignment.update",
        subject: assignmentId,
        courseId: before.course_id,
        detail: body,
      });
      return changed;
    });
    return viewOne(db, row, actor.userId);
  },

  async deleteAssignment({ actor, params, services: { db } }) {
    const { assignmentId } = params;
    await db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom("assignment")
        .selectAll()
        .where("id", "=", assignmentId)
        .forUpdate()
        .executeTakeFirst();
      if (row === undefined) throw new Refusal("not-found", "no such assignment");
      if (await hasSubmissions(trx, assignmentId))
        throw new Refusal("conflict", "work was submitted already; close the assignment instead");
      await trx.deleteFrom("assignment").where("id", "=", assignmentId).execute();
      await writeAudit(trx, {
        actor,
        action: "assignment.delete",
        subject: assignmentId,
        courseId: row.course_id,
        detail: { labId: row.lab_id },
      });
    });
    return undefined;
  },

  async listExtensions({ params, services: { db } }) {
    const rows = await db
      .selectFrom("extension")
      .select(["user_id as userId", "due_at", "reason", "granted_at"])
      .where("assignment_id", "=", params.assignmentId)
      .orderBy("granted_at", "desc")
      .execute();
    return {
      extensions: rows.map(({ userId, due_at, reason, granted_at }) => ({
        userId,
        dueAt: due_at.toISOString(),
        reason,
        grantedAt: granted_at.toISOString(),
      })),
    };
  },

  async grantExtension({ actor, params, body, services: { db, now } }) {
    const { assignmentId, userId } = params;
    await db.transaction().execute(async (trx) => {
      const member = await trx
        .selectFrom("membership")
        .innerJoin("assignment", "assignment.course_id", "membership.course_id")
        .select("assignment.course_id as courseId")
        .where("assignment.id", "=", assignmentId)
        .where("membership.user_id", "=", userId)
        .executeTakeFirst();
      if (member === undefined) throw new Refusal("not-found", "no such member of the course");
      const values = { due_at: body.dueAt, reason: body.reason, granted_by: actor.userId, granted_at: now() };
      await trx
        .insertInto("extension")
        .values({ assignment_id: assignmentId, user_id: userId, ...values })
        .onConflict((conflict) => conflict.columns(["assignment_id", "user_id"]).doUpdateSet(values))
        .execute();
      await renewLateLoss(trx, { assignmentId, userId });
      await writeAudit(trx, {
        actor,
        action: "extension.grant",
        subject: userId,
        courseId: member.courseId,
        detail: { assignmentId, ...body },
      });
    });
    return undefined;
  },
};

type Db = Call<"getCourse">["services"]["db"];

async function viewOne(db: Db, row: Parameters<typeof viewAssignments>[1]["rows"][number], userId: string) {
  const [view] = await viewAssignments(db, { rows: [row], userId });
  if (view === undefined) throw new Error("one row gives one view");
  return view;
}

function columns(body: Call<"createAssignment">["body"]) {
  const { labId, opensAt, dueAt, closesAt } = body;
  if (!existsSync(new URL(`../../../labs/${labId}/lab.ts`, import.meta.url)))
    throw new Refusal("bad-request", "no such lab", { at: "labId" });
  const inOrder = [opensAt, dueAt, closesAt].flatMap((date) => (date === null ? [] : [Date.parse(date)]));
  if (inOrder.some((time, index) => index > 0 && time < (inOrder[index - 1] ?? 0)))
    throw new Refusal("bad-request", "opens, due and closes must follow one another", { at: "dueAt" });
  return {
    lab_id: labId,
    title: body.title,
    points: body.points,
    opens_at: opensAt,
    due_at: dueAt,
    closes_at: closesAt,
    late_policy: JSON.stringify(body.latePolicy),
    max_attempts: body.maxAttempts,
    counts: body.counts,
  };
}

async function hasSubmissions(db: Db, assignmentId: string): Promise<boolean> {
  const first = await db
    .selectFrom("submission")
    .select("id")
    .where("assignment_id", "=", assignmentId)
    .limit(1)
    .executeTakeFirst();
  return first !== undefined;
}
