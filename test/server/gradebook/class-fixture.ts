import { createHash, randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { LatePolicy } from "#contract/api/courses.ts";
import type { VerifiedResult } from "#contract/api/submissions.ts";
import type { CheckResult } from "#contract/verdict.ts";
import type { Database } from "#server/database/tables.ts";
import type { Actor } from "#server/http/handlers.ts";

type Db = Kysely<Database>;

export async function addUser(db: Db, name: string, over: { isAnonymous?: boolean } = {}): Promise<Actor> {
  const userId = randomUUID();
  const now = new Date();
  await db
    .insertInto("user")
    .values({
      id: userId,
      name,
      email: `${userId}@example.org`,
      emailVerified: false,
      image: null,
      isAnonymous: over.isAnonymous ?? false,
      createdAt: now,
      updatedAt: now,
    })
    .execute();
  return { userId, name, siteRole: "learner", isGuest: over.isAnonymous ?? false };
}

export async function addCourse(db: Db, teacher: Actor, title = "Metrics"): Promise<string> {
  const { id } = await db
    .insertInto("course")
    .values({ title, join_code: null, created_by: teacher.userId, archived_at: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  await addMember(db, { courseId: id, actor: teacher, role: "teacher" });
  return id;
}

export async function addMember(
  db: Db,
  member: { courseId: string; actor: Actor; role?: "learner" | "assistant" | "teacher"; groupId?: string },
): Promise<void> {
  const { courseId, actor, role = "learner", groupId = null } = member;
  await db
    .insertInto("membership")
    .values({ course_id: courseId, user_id: actor.userId, role, group_id: groupId })
    .execute();
}

export async function addAssignment(
  db: Db,
  options: {
    courseId: string;
    labId?: string;
    points?: number;
    dueAt?: string;
    latePolicy?: LatePolicy;
    counts?: "best" | "last";
    title?: string;
  },
): Promise<string> {
  const { id } = await db
    .insertInto("assignment")
    .values({
      course_id: options.courseId,
      lab_id: options.labId ?? "07-metrics/f-beta",
      title: options.title ?? null,
      points: options.points ?? 10,
      opens_at: null,
      due_at: options.dueAt ?? null,
      closes_at: null,
      late_policy: JSON.stringify(options.latePolicy ?? { kind: "none" }),
      max_attempts: null,
      counts: options.counts ?? "best",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export type Sent = { readonly submissionId: string; readonly attempt: number };

/** A submission as the submit handler stores it, and (with a score) the grading as the grader stores it. */
export async function addSubmission(
  db: Db,
  options: {
    assignmentId: string;
    userId: string;
    source?: string;
    submittedAt?: string;
    attempt?: number;
    score?: number;
    checks?: readonly CheckResult[];
    labId?: string;
    state?: "queued" | "graded" | "failed";
  },
): Promise<Sent> {
  const { assignmentId, userId, attempt: number = 1, labId = "07-metrics/f-beta" } = options;
  const work = { user_id: userId, lab_id: labId, lab_version: 1, assignment_id: assignmentId };
  const attempt = await db
    .insertInto("attempt")
    .values({ ...work, number, seed: 1 })
    .returning("id")
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto("submission")
    .values({
      ...work,
      attempt_id: attempt.id,
      source: options.source ?? "export const fBeta = () => 0;",
      submitted_at: options.submittedAt ?? "2026-03-01T00:00:00Z",
      state: options.state ?? (options.score === undefined ? "queued" : "graded"),
      override_score: null,
      override_reason: null,
      override_by: null,
      override_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (options.score !== undefined)
    await addGrading(db, {
      submissionId: id,
      userId,
      attempt: number,
      score: options.score,
      checks: options.checks ?? [],
      labId,
    });
  return { submissionId: id, attempt: number };
}

export async function addGrading(
  db: Db,
  options: {
    submissionId: string;
    userId: string;
    score: number;
    attempt?: number;
    lane?: string;
    checks?: readonly CheckResult[];
    labId?: string;
  },
): Promise<void> {
  const { submissionId, userId, score, attempt = 1, lane = "live", checks = [], labId = "07-metrics/f-beta" } = options;
  const hash = createHash("sha256").update("x").digest("hex");
  const result: VerifiedResult = {
    status: score === 1 ? "pass" : "fail",
    score,
    checks: [...checks],
    hidden: [],
    durationMs: 5,
    signed: {
      claims: {
        origin: "verified",
        submissionId,
        userId,
        labId,
        labVersion: 1,
        attempt,
        sourceHash: hash,
        labHash: hash,
        engineHash: hash,
        checksHash: hash,
        seed: 1,
        score,
        gradedAt: "2026-03-01T00:00:10.000Z",
      },
      keyId: "k",
      signature: "s",
    },
  };
  await db
    .insertInto("grading")
    .values({
      submission_id: submissionId,
      lane,
      result: JSON.stringify(result),
      score,
      is_current: lane === "live",
      grader: "g",
    })
    .execute();
}
