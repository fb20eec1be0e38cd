import type { Kysely } from "kysely";
import type { CourseRole } from "#contract/api/common.ts";
import type { Access } from "#contract/api/route.ts";
import type { Database } from "#server/database/tables.ts";
import type { Actor } from "./handlers.ts";
import { Refusal } from "./refusal.ts";

type Params = Readonly<Record<string, unknown>>;
type Object_ = { readonly courseId: string | null; readonly ownerId: string | null };

const accessNeedsObject: ReadonlySet<Access> = new Set([
  "member",
  "assistant",
  "teacher",
  "owner",
  "participant",
  "host",
]);
const scopes = ["submissionId", "assignmentId", "courseId", "workshopId"] as const;

/** Every route whose access depends on an object must name that object in its path; checked when the server starts. */
export function assertScoped(name: string, { path, access }: { readonly path: string; readonly access: Access }): void {
  if (accessNeedsObject.has(access) && !scopes.some((scope) => path.includes(`{${scope}}`)))
    throw new Error(`route ${name}: access "${access}" needs one of ${scopes.join(", ")} in its path`);
}

/** What can be decided before the path is parsed. */
export function authorizeSite(access: Access, actor: Actor | null): void {
  if (access === "public") return;
  if (actor === null) throw new Refusal("not-signed-in", "no session");
  if (access === "admin" && actor.siteRole !== "admin") throw new Refusal("forbidden", "needs an admin");
  if (access === "site-teacher" && (actor.siteRole === "learner" || actor.isGuest))
    throw new Refusal("forbidden", "needs a teacher of the site");
}

/** The actor's role in the course that the path names or that its object belongs to; refuses what `access` does not allow. */
export async function authorizeObject(
  db: Kysely<Database>,
  { access, actor, params }: { readonly access: Access; readonly actor: Actor | null; readonly params: Params },
): Promise<CourseRole | null> {
  if (!accessNeedsObject.has(access) || actor === null) return null;
  if (access === "host" || access === "participant") {
    await authorizeWorkshop(db, { access, actor, workshopId: String(params["workshopId"]) });
    return null;
  }
  const object = await findObject(db, params);
  const role = await findRole(db, { actor, courseId: object.courseId });
  if (access === "owner" && object.ownerId === actor.userId) return role;
  if (!allows(access, role)) throw new Refusal("forbidden", `needs ${access}, is ${role ?? "outside"}`);
  return role;
}

async function findRole(
  db: Kysely<Database>,
  { actor, courseId }: { readonly actor: Actor; readonly courseId: string | null },
): Promise<CourseRole | null> {
  if (actor.siteRole === "admin") return "teacher";
  if (courseId === null) return null;
  const membership = await db
    .selectFrom("membership")
    .select("role")
    .where("course_id", "=", courseId)
    .where("user_id", "=", actor.userId)
    .executeTakeFirst();
  return membership?.role ?? null;
}

function allows(access: Access, role: CourseRole | null): boolean {
  if (role === null) return false;
  if (access === "teacher") return role === "teacher";
  if (access === "assistant" || access === "owner") return role !== "learner";
  return access === "member";
}

async function findObject(db: Kysely<Database>, params: Params): Promise<Object_> {
  const id = (name: (typeof scopes)[number]) => (typeof params[name] === "string" ? params[name] : undefined);
  const [submissionId, assignmentId, courseId] = [id("submissionId"), id("assignmentId"), id("courseId")];
  if (submissionId !== undefined) {
    const found = await db
      .selectFrom("submission")
      .leftJoin("assignment", "assignment.id", "submission.assignment_id")
      .select(["submission.user_id as ownerId", "assignment.course_id as courseId"])
      .where("submission.id", "=", submissionId)
      .executeTakeFirst();
    return found ?? missing("submission");
  }
  if (assignmentId !== undefined) {
    const found = await db
      .selectFrom("assignment")
      .select("course_id as courseId")
      .where("id", "=", assignmentId)
      .executeTakeFirst();
    return found === undefined ? missing("assignment") : { courseId: found.courseId, ownerId: null };
  }
  const found = await db
    .selectFrom("course")
    .select("id as courseId")
    .where("id", "=", courseId ?? "")
    .executeTakeFirst();
  return found === undefined ? missing("course") : { courseId: found.courseId, ownerId: null };
}

async function authorizeWorkshop(
  db: Kysely<Database>,
  {
    access,
    actor,
    workshopId,
  }: { readonly access: "host" | "participant"; readonly actor: Actor; readonly workshopId: string },
): Promise<void> {
  const workshop = await db.selectFrom("workshop").select("host_id").where("id", "=", workshopId).executeTakeFirst();
  if (workshop === undefined) missing("workshop");
  if (workshop?.host_id === actor.userId) return;
  if (access === "host") throw new Refusal("forbidden", "needs the workshop's host");
  const taking = await db
    .selectFrom("participant")
    .select("id")
    .where("workshop_id", "=", workshopId)
    .where("user_id", "=", actor.userId)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (taking === undefined) throw new Refusal("forbidden", "takes no part in the workshop");
}

function missing(what: string): never {
  throw new Refusal("not-found", `no such ${what}`);
}
