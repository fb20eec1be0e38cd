import { type Kysely, sql } from "kysely";
import type { Database } from "#server/database/tables.ts";

export type Lane = "live" | "regrade";

/** A job that a grader holds. */
export type Job = {
  readonly submissionId: string;
  /** "live", or the id of a regrade. */
  readonly lane: string;
  readonly tries: number;
};

/** A grader that says nothing for so long has lost its jobs. */
const holdSeconds = 8;

/** Call it in the transaction that stores the submission: there is never one without its job. Again for the same changes nothing. */
export async function enqueueGrading(
  trx: Kysely<Database>,
  { submissionId, lane, priority }: { readonly submissionId: string; readonly lane: string; readonly priority: number },
): Promise<void> {
  await trx
    .insertInto("grading_job")
    .columns(["submission_id", "lane", "user_id", "priority"])
    .expression((from) =>
      from
        .selectFrom("submission")
        .select(["id", sql<string>`${lane}`.as("lane"), "user_id", sql<number>`${priority}::integer`.as("priority")])
        .where("id", "=", submissionId),
    )
    .onConflict((conflict) => conflict.columns(["submission_id", "lane"]).doNothing())
    .execute();
}

/** Fair share: each job of a learner that waits already puts the next one back behind everybody's first. */
export async function priorityFor(trx: Kysely<Database>, userId: string): Promise<number> {
  const { waiting } = await trx
    .selectFrom("grading_job")
    .select(({ fn }) => fn.countAll<string>().as("waiting"))
    .where("user_id", "=", userId)
    .where("lane", "=", "live")
    .executeTakeFirstOrThrow();
  return -Number(waiting);
}

/** The next job of a lane that nobody holds, now held by this grader. Two graders never get the same. */
export async function takeJob(
  db: Kysely<Database>,
  { lane, grader }: { readonly lane: Lane; readonly grader: string },
): Promise<Job | undefined> {
  const { rows } = await sql<{ submission_id: string; lane: string; tries: number }>`
    update grading_job as job
    set held_by = ${grader}, held_until = now() + make_interval(secs => ${holdSeconds}), tries = tries + 1
    from (
      select submission_id, lane from grading_job
      where (lane = 'live') = ${lane === "live"} and (held_until is null or held_until < now())
      order by priority desc, created_at
      limit 1
      for update skip locked
    ) as next
    where job.submission_id = next.submission_id and job.lane = next.lane
    returning job.submission_id, job.lane, job.tries`.execute(db);
  const [row] = rows;
  return row === undefined ? undefined : { submissionId: row.submission_id, lane: row.lane, tries: row.tries };
}

/** Says that this grader is still at work on all that it holds. */
export async function keepJobs(
  db: Kysely<Database>,
  { grader, jobs }: { readonly grader: string; readonly jobs: readonly Job[] },
): Promise<void> {
  if (jobs.length === 0) return;
  await db
    .updateTable("grading_job")
    .set({ held_until: sql`now() + make_interval(secs => ${holdSeconds})` })
    .where("held_by", "=", grader)
    .where(
      "submission_id",
      "in",
      jobs.map(({ submissionId }) => submissionId),
    )
    .execute();
}

/** Gives jobs back, to be taken at once by anybody. */
export async function releaseJobs(
  db: Kysely<Database>,
  { grader, job }: { readonly grader: string; readonly job?: Job },
): Promise<void> {
  await db
    .updateTable("grading_job")
    .set({ held_by: null, held_until: null })
    .where("held_by", "=", grader)
    .$if(job !== undefined, (query) =>
      query.where("submission_id", "=", job?.submissionId ?? "").where("lane", "=", job?.lane ?? ""),
    )
    .execute();
}

/** In the transaction that stores the result. */
export async function endJob(trx: Kysely<Database>, { submissionId, lane }: Job): Promise<void> {
  await trx.deleteFrom("grading_job").where("submission_id", "=", submissionId).where("lane", "=", lane).execute();
}

/** Jobs of the live lane that come before this one. */
export async function jobsAhead(db: Kysely<Database>, submissionId: string): Promise<number> {
  const { rows } = await sql<{ ahead: string }>`
    select count(*) as ahead from grading_job as other, grading_job as own
    where own.submission_id = ${submissionId} and own.lane = 'live' and other.lane = 'live'
      and other.submission_id <> own.submission_id
      and (other.held_until > now() or (other.priority, own.created_at) > (own.priority, other.created_at))`.execute(
    db,
  );
  return Number(rows[0]?.ahead ?? 0);
}
