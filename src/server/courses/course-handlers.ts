import type { Course, courseRoutes } from "#contract/api/courses.ts";
import { writeAudit } from "#server/audit/write-audit.ts";
import type { Actor, Handlers } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";
import type { Services } from "#server/http/services.ts";
import { courseCode, tidyCourseCode } from "./course-code.ts";
import { viewCourse, viewCourses } from "./view-course.ts";

type Names = Extract<
  keyof typeof courseRoutes,
  "listCourses" | "createCourse" | "getCourse" | "updateCourse" | "joinCourse" | "createGroup" | "deleteGroup"
>;

export const courseHandlers: Handlers<Names> = {
  async listCourses({ actor, services: { db } }) {
    const mine = await db
      .selectFrom("membership")
      .select(["course_id as courseId", "role"])
      .where("user_id", "=", actor.userId)
      .execute();
    return { courses: await viewCourses(db, mine) };
  },

  createCourse: ({ actor, body, services }) => createCourse(services, { actor, title: body.title }),

  getCourse: ({ params, courseRole, services: { db } }) =>
    viewCourse(db, { courseId: params.courseId, role: courseRole ?? "learner" }),

  async updateCourse({ actor, params, body, services: { db, now } }) {
    const { courseId } = params;
    const change = {
      ...(body.title === undefined ? {} : { title: body.title }),
      ...(body.archived === undefined ? {} : { archived_at: body.archived ? now() : null }),
      ...(body.joinCode === undefined ? {} : { join_code: body.joinCode === "new" ? courseCode() : null }),
    };
    if (Object.keys(change).length === 0) throw new Refusal("bad-request", "nothing to change");
    await db.transaction().execute(async (trx) => {
      await trx.updateTable("course").set(change).where("id", "=", courseId).execute();
      await writeAudit(trx, { actor, action: "course.update", subject: courseId, courseId, detail: body });
    });
    return viewCourse(db, { courseId, role: "teacher" });
  },

  async joinCourse({ actor, body, services: { db } }) {
    const course = await db
      .selectFrom("course")
      .select("id")
      .where("join_code", "=", tidyCourseCode(body.code))
      .where("archived_at", "is", null)
      .executeTakeFirst();
    if (course === undefined) throw new Refusal("code-unknown", "no open course has this code");
    await db.transaction().execute(async (trx) => {
      const joined = await trx
        .insertInto("membership")
        .values({ course_id: course.id, user_id: actor.userId, role: "learner" })
        .onConflict((conflict) => conflict.columns(["course_id", "user_id"]).doNothing())
        .returning("role")
        .executeTakeFirst();
      if (joined === undefined) return; // was in it already, whatever the role
      await writeAudit(trx, { actor, action: "member.join", subject: actor.userId, courseId: course.id });
    });
    const { role } = await db
      .selectFrom("membership")
      .select("role")
      .where("course_id", "=", course.id)
      .where("user_id", "=", actor.userId)
      .executeTakeFirstOrThrow();
    return viewCourse(db, { courseId: course.id, role });
  },

  async createGroup({ actor, params, body, services: { db } }) {
    const { courseId } = params;
    return db.transaction().execute(async (trx) => {
      const group = await trx
        .insertInto("course_group")
        .values({ course_id: courseId, name: body.name })
        .returning(["id", "name"])
        .executeTakeFirstOrThrow();
      await writeAudit(trx, {
        actor,
        action: "group.create",
        subject: group.id,
        courseId,
        detail: { name: group.name },
      });
      return group;
    });
  },

  async deleteGroup({ actor, params, services: { db } }) {
    const { courseId, groupId } = params;
    await db.transaction().execute(async (trx) => {
      const gone = await trx
        .deleteFrom("course_group")
        .where("id", "=", groupId)
        .where("course_id", "=", courseId)
        .returning("name")
        .executeTakeFirst();
      if (gone === undefined) throw new Refusal("not-found", "no such group in this course");
      await writeAudit(trx, { actor, action: "group.delete", subject: groupId, courseId, detail: gone });
    });
    return undefined;
  },
};

async function createCourse(
  { db }: Services,
  { actor, title }: { readonly actor: Actor; readonly title: string },
): Promise<Course> {
  const courseId = await db.transaction().execute(async (trx) => {
    const { id } = await trx
      .insertInto("course")
      .values({ title, created_by: actor.userId, join_code: courseCode() })
      .returning("id")
      .executeTakeFirstOrThrow();
    await trx.insertInto("membership").values({ course_id: id, user_id: actor.userId, role: "teacher" }).execute();
    await writeAudit(trx, { actor, action: "course.create", subject: id, courseId: id, detail: { title } });
    return id;
  });
  return viewCourse(db, { courseId, role: "teacher" });
}
