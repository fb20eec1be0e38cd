import type { Kysely } from "kysely";
import type { GradedScore, VerifiedResult } from "#contract/api/submissions.ts";
import type { Database } from "#server/database/tables.ts";
import { signClaims } from "#server/signing/signing-keys.ts";
import type { Graded, GradeOutcome } from "./grade-source.ts";
import { endJob, type Job } from "./queue.ts";

/** What a job is about. */
export type JobSubject = {
  readonly userId: string;
  readonly labId: string;
  readonly source: string;
  readonly attempt: number;
  readonly seed: number;
};

export async function findSubject(db: Kysely<Database>, { submissionId }: Job): Promise<JobSubject | undefined> {
  return db
    .selectFrom("submission")
    .innerJoin("attempt", "attempt.id", "submission.attempt_id")
    .select(["submission.user_id as userId", "submission.lab_id as labId", "source", "number as attempt", "seed"])
    .where("submission.id", "=", submissionId)
    .executeTakeFirst();
}

/**
 * The result and the end of its job, in one transaction. A job that two graders had (one was thought dead) counts once: the first
 * result stands.
 */
export async function storeOutcome(
  db: Kysely<Database>,
  {
    job,
    subject,
    outcome,
    grader,
    now,
  }: {
    readonly job: Job;
    readonly subject: JobSubject;
    readonly outcome: GradeOutcome;
    readonly grader: string;
    readonly now: Date;
  },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Whoever stores first holds the job's row; for the second it is gone.
    const held = await trx
      .selectFrom("grading_job")
      .select("submission_id")
      .where("submission_id", "=", job.submissionId)
      .where("lane", "=", job.lane)
      .forUpdate()
      .executeTakeFirst();
    if (held === undefined) return;
    if (outcome.state === "graded") await storeResult(trx, { job, subject, outcome, grader, now });
    else await storeFailure(trx, { job, subject });
    await endJob(trx, job);
  });
}

async function storeResult(
  trx: Kysely<Database>,
  {
    job,
    subject,
    outcome,
    grader,
    now,
  }: {
    readonly job: Job;
    readonly subject: JobSubject;
    readonly outcome: Graded;
    readonly grader: string;
    readonly now: Date;
  },
): Promise<void> {
  const isLive = job.lane === "live";
  const claims: GradedScore = {
    origin: "verified",
    submissionId: job.submissionId,
    userId: subject.userId,
    labId: outcome.labId,
    labVersion: outcome.labVersion,
    attempt: subject.attempt,
    ...outcome.hashes,
    seed: outcome.seed,
    score: outcome.score,
    gradedAt: now.toISOString(),
  };
  const result: VerifiedResult = {
    status: outcome.status,
    score: outcome.score,
    checks: [...outcome.checks],
    hidden: [...outcome.hidden],
    ...(outcome.stopped === undefined ? {} : { stopped: outcome.stopped }),
    durationMs: outcome.durationMs,
    signed: { claims, ...(await signClaims(trx, claims)) },
  };
  await trx
    .insertInto("grading")
    .values({
      submission_id: job.submissionId,
      lane: job.lane,
      result: JSON.stringify(result),
      score: outcome.score,
      is_current: isLive,
      grader,
      graded_at: now,
    })
    .onConflict((conflict) => conflict.columns(["submission_id", "lane"]).doNothing())
    .execute();
  if (isLive) await trx.updateTable("submission").set({ state: "graded" }).where("id", "=", job.submissionId).execute();
}

/** Our own fault: the attempt is given back. */
async function storeFailure(
  trx: Kysely<Database>,
  { job, subject }: { readonly job: Job; readonly subject: JobSubject },
): Promise<void> {
  if (job.lane !== "live") {
    await trx
      .insertInto("regrade_failure")
      .values({ regrade_id: job.lane, submission_id: job.submissionId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return;
  }
  const failed = await trx
    .updateTable("submission")
    .set({ state: "failed" })
    .where("id", "=", job.submissionId)
    .where("state", "=", "queued")
    .returning("assignment_id")
    .executeTakeFirst();
  if (failed === undefined) return;
  await trx
    .updateTable("attempt_count")
    .set(({ eb }) => ({ given_back: eb("given_back", "+", 1) }))
    .where("user_id", "=", subject.userId)
    .where("lab_id", "=", subject.labId)
    .where("assignment_key", "=", failed.assignment_id ?? "")
    .execute();
}
