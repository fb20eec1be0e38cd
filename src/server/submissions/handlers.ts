import type { Kysely } from "kysely";
import { writeAudit } from "#server/audit/write-audit.ts";
import type { Database } from "#server/database/tables.ts";
import { findLab } from "#server/grading/find-lab.ts";
import type { Handlers } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";
import { readGradingState } from "#server/identity/grading-state.ts";
import { serverSecret } from "#server/identity/server-secret.ts";
import { publicKeys } from "#server/signing/signing-keys.ts";
import { readAttempt, signAttempt } from "./attempt-token.ts";
import { openAttempt } from "./open-attempt.ts";
import { readSubmission, readSubmissions } from "./read-submission.ts";
import { storeSubmission } from "./store-submission.ts";
import { waitForGrading } from "./wait-for-grading.ts";

type SubmissionRoute =
  | "openAttempt"
  | "submit"
  | "getSubmission"
  | "mySubmissions"
  | "submissionSource"
  | "comment"
  | "override"
  | "publicKeys";

export const submissionHandlers: Handlers<SubmissionRoute> = {
  openAttempt: async ({ body, actor, services: { db, now } }) => {
    if ((await readGradingState(db, now())) === "refused")
      throw new Refusal("not-grading", "the grader found a hole in its own sandbox and grades nothing");
    const wish = { ...body, assignmentId: body.assignmentId ?? null };
    const { claims, attemptsLeft, hiddenChecks } = await openAttempt(db, { wish, actor, now: now() });
    return {
      token: signAttempt(claims, await serverSecret(db)),
      attempt: claims.attempt,
      attemptsLeft,
      hiddenChecks,
    };
  },

  submit: async ({ body, actor, services: { db, now } }) => {
    const claims = readAttempt(body.token, { secret: await serverSecret(db), userId: actor.userId });
    const submissionId = await storeSubmission(db, { claims, source: body.source, now: now() });
    return readSubmission(db, submissionId);
  },

  getSubmission: async ({ params: { submissionId }, query: { waitMs }, services: { db, closing } }) => {
    const now = await readSubmission(db, submissionId);
    if (now.state !== "queued" || waitMs === 0) return now;
    await waitForGrading(db, { submissionId, waitMs, closing });
    return readSubmission(db, submissionId);
  },

  mySubmissions: async ({ query, actor, services: { db } }) => ({
    submissions: await readSubmissions(db, { ...query, userId: actor.userId }),
  }),

  submissionSource: async ({ params: { submissionId }, services: { db } }) => {
    const row = await db
      .selectFrom("submission")
      .select(["source", "lab_id"])
      .where("id", "=", submissionId)
      .executeTakeFirst();
    if (row === undefined) throw new Refusal("not-found", "no such submission");
    return { source: row.source, starter: findLab(row.lab_id)?.starter ?? "" };
  },

  comment: async ({ params: { submissionId }, body, actor, services: { db, now } }) => {
    const at = now();
    const id = await db.transaction().execute(async (trx) => {
      const { id } = await trx
        .insertInto("submission_comment")
        .values({
          submission_id: submissionId,
          line: body.line,
          body: body.body,
          author_id: actor.userId,
          author_name: actor.name,
          at,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      const courseId = await courseOf(trx, submissionId);
      await writeAudit(trx, { actor, action: "submission.comment", subject: submissionId, courseId, detail: {} });
      return id;
    });
    return { id, line: body.line, body: body.body, by: actor.name, at: at.toISOString() };
  },

  override: async ({ params: { submissionId }, body, actor, services: { db, now } }) => {
    await db.transaction().execute(async (trx) => {
      const isTaken = body.score === null;
      const changed = await trx
        .updateTable("submission")
        .set({
          override_score: body.score,
          override_reason: isTaken ? null : body.reason,
          override_by: isTaken ? null : actor.userId,
          override_at: isTaken ? null : now(),
        })
        .where("id", "=", submissionId)
        .returning("id")
        .executeTakeFirst();
      if (changed === undefined) throw new Refusal("not-found", "no such submission");
      await writeAudit(trx, {
        actor,
        action: "submission.override",
        subject: submissionId,
        courseId: await courseOf(trx, submissionId),
        detail: { score: body.score, reason: body.reason },
      });
    });
    return readSubmission(db, submissionId);
  },

  publicKeys: async ({ services: { db } }) => ({ keys: await publicKeys(db) }),
};

/** The course that a submission was handed in for; null for one that was graded for its learner alone. */
async function courseOf(db: Kysely<Database>, submissionId: string): Promise<string | null> {
  const row = await db
    .selectFrom("submission")
    .innerJoin("assignment", "assignment.id", "submission.assignment_id")
    .select("course_id")
    .where("submission.id", "=", submissionId)
    .executeTakeFirst();
  return row?.course_id ?? null;
}
