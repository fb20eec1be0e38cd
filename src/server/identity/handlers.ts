import { readFileSync } from "node:fs";
import { sql } from "kysely";
import type { SiteRole } from "#contract/api/common.ts";
import type { identityRoutes } from "#contract/api/identity.ts";
import { writeAudit } from "#server/audit/write-audit.ts";
import type { Handlers } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";
import { exportPerson } from "./export-person.ts";
import { becomeFirstAdmin, isFirstAdminOpen } from "./first-admin.ts";
import { readGradingState } from "./grading-state.ts";
import { refuseWithoutAdmin } from "./last-admin.ts";

const pageSize = 50;
const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  version: string;
}; // our own file

export const identityHandlers: Handlers<keyof typeof identityRoutes> = {
  async server({ services: { db, configuration, identity, now } }) {
    return {
      product: "siklus",
      version,
      grading: { state: await readGradingState(db, now()) },
      providers: [...identity.providers],
      signUp: configuration.signUp,
      needsAdmin: await isFirstAdminOpen(db),
    };
  },

  async me({ actor, services: { db } }) {
    if (actor === null) return { user: null, courses: [] };
    const { email } = await db
      .selectFrom("user")
      .select("email")
      .where("id", "=", actor.userId)
      .executeTakeFirstOrThrow();
    const courses = await db
      .selectFrom("membership")
      .innerJoin("course", "course.id", "membership.course_id")
      .select(["course.id", "course.title", "membership.role"])
      .where("membership.user_id", "=", actor.userId)
      .where("course.archived_at", "is", null)
      .orderBy("course.created_at", "desc")
      .execute();
    const { userId, name, siteRole, isGuest } = actor;
    return { user: { id: userId, name, email: isGuest ? null : email, role: siteRole, isGuest }, courses };
  },

  async becomeAdmin({ actor, body, services: { db } }) {
    await becomeFirstAdmin(db, { actor, token: body.token });
    return undefined;
  },

  async accounts({ query, services: { db } }) {
    let list = db
      .selectFrom("user")
      .select(["id", "name", "email", "role", "isAnonymous", "createdAt"])
      .orderBy("createdAt", "desc")
      .orderBy("id", "desc")
      .limit(pageSize + 1);
    const { search, after } = query;
    if (search !== undefined && search !== "") {
      const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
      list = list.where((where) => where.or([where("name", "ilike", pattern), where("email", "ilike", pattern)]));
    }
    if (after !== undefined)
      list = list.where(sql<boolean>`("createdAt", id) < (select "createdAt", id from "user" where id = ${after})`);
    const rows = await list.execute();
    const accounts = rows.slice(0, pageSize).map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      role: row.role,
      isGuest: row.isAnonymous === true,
      createdAt: row.createdAt.toISOString(),
    }));
    return { accounts, next: rows.length > pageSize ? (accounts.at(-1)?.id ?? null) : null };
  },

  async setRole({ actor, params, body, services: { db } }) {
    await db.transaction().execute(async (trx) => {
      const before = await trx
        .selectFrom("user")
        .select(["role", "isAnonymous"])
        .where("id", "=", params.userId)
        .forUpdate()
        .executeTakeFirst();
      if (before === undefined) throw new Refusal("not-found", "no such account");
      const role: SiteRole = body.role;
      if (before.isAnonymous === true && role !== "learner") throw new Refusal("conflict", "a guest is a learner");
      await trx.updateTable("user").set({ role }).where("id", "=", params.userId).execute();
      if (before.role === "admin") await refuseWithoutAdmin(trx);
      await writeAudit(trx, {
        actor,
        action: "account.set-role",
        subject: params.userId,
        detail: { before: before.role, after: role },
      });
    });
    return undefined;
  },

  async exportMine({ actor, services: { db } }) {
    return { body: JSON.stringify(await exportPerson(db, actor.userId), null, 2), fileName: "siklus-my-data.json" };
  },

  async deleteMine({ actor, services: { db } }) {
    await db.transaction().execute(async (trx) => {
      await trx.deleteFrom("user").where("id", "=", actor.userId).execute(); // the rest goes by its foreign keys
      if (actor.siteRole === "admin") await refuseWithoutAdmin(trx);
      await writeAudit(trx, { actor: null, action: "account.delete", subject: actor.userId });
      await trx.updateTable("audit").set({ actor_name: "–" }).where("actor_id", "=", actor.userId).execute();
    });
    return undefined;
  },
};
