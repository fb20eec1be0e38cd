import type { Transaction } from "kysely";
import type { courseRoutes } from "#contract/api/courses.ts";
import { writeAudit } from "#server/audit/write-audit.ts";
import type { Database } from "#server/database/tables.ts";
import type { Handlers } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";

type Names = Extract<keyof typeof courseRoutes, "listMembers" | "setMember" | "removeMember">;

export const memberHandlers: Handlers<Names> = {
  async listMembers({ params, services: { db } }) {
    const rows = await db
      .selectFrom("membership")
      .innerJoin("user", "user.id", "membership.user_id")
      .select(["user.id as userId", "user.name", "user.email", "user.isAnonymous", "membership.role"])
      .select(["membership.group_id as groupId", "membership.joined_at as joinedAt"])
      .where("course_id", "=", params.courseId)
      .orderBy("user.name")
      .execute();
    return {
      members: rows.map(({ isAnonymous, email, joinedAt, ...row }) => ({
        ...row,
        email: isAnonymous === true ? null : email,
        joinedAt: joinedAt.toISOString(),
      })),
    };
  },

  async setMember({ actor, params, body, services: { db } }) {
    const { courseId, userId } = params;
    await db.transaction().execute(async (trx) => {
      await assertGroup(trx, { courseId, groupId: body.groupId ?? null });
      const change = {
        ...(body.role === undefined ? {} : { role: body.role }),
        ...(body.groupId === undefined ? {} : { group_id: body.groupId }),
      };
      if (Object.keys(change).length === 0) throw new Refusal("bad-request", "nothing to change");
      const changed = await trx
        .updateTable("membership")
        .set(change)
        .where("course_id", "=", courseId)
        .where("user_id", "=", userId)
        .returning("role")
        .executeTakeFirst();
      if (changed === undefined) throw new Refusal("not-found", "no such member");
      await refuseWithoutTeacher(trx, courseId);
      await writeAudit(trx, { actor, action: "member.update", subject: userId, courseId, detail: body });
    });
    return undefined;
  },

  async removeMember({ actor, params, services: { db } }) {
    const { courseId, userId } = params;
    await db.transaction().execute(async (trx) => {
      const gone = await trx
        .deleteFrom("membership")
        .where("course_id", "=", courseId)
        .where("user_id", "=", userId)
        .returning("role")
        .executeTakeFirst();
      if (gone === undefined) throw new Refusal("not-found", "no such member");
      await refuseWithoutTeacher(trx, courseId);
      await writeAudit(trx, { actor, action: "member.remove", subject: userId, courseId, detail: gone });
    });
    return undefined;
  },
};

async function assertGroup(
  trx: Transaction<Database>,
  { courseId, groupId }: { readonly courseId: string; readonly groupId: string | null },
): Promise<void> {
  if (groupId === null) return;
  const group = await trx
    .selectFrom("course_group")
    .select("id")
    .where("id", "=", groupId)
    .where("course_id", "=", courseId)
    .executeTakeFirst();
  if (group === undefined) throw new Refusal("not-found", "no such group in this course");
}

/** After the change, in its transaction; the lock on the course keeps two teachers from leaving at once. */
async function refuseWithoutTeacher(trx: Transaction<Database>, courseId: string): Promise<void> {
  await trx.selectFrom("course").select("id").where("id", "=", courseId).forUpdate().execute();
  const teachers = await trx
    .selectFrom("membership")
    .select("user_id")
    .where("course_id", "=", courseId)
    .where("role", "=", "teacher")
    .execute();
  if (teachers.length === 0) throw new Refusal("conflict", "a course keeps at least one teacher");
}
