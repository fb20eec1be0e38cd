import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { Database } from "#server/database/tables.ts";
import type { CheckPool } from "./check-pool.ts";
import { type Job, keepJobs, type Lane, releaseJobs, takeJob } from "./queue.ts";
import { findSubject, storeOutcome } from "./store-outcome.ts";

/** Nobody sits and waits for a regrade. */
const lookEveryMs: Readonly<Record<Lane, number>> = { live: 100, regrade: 1_000 };
const keepEveryMs = 2_500;
/** A job whose graders die again and again is our fault, not theirs who wait behind it. */
const maxTries = 4;
/** A failure of ours is tried once more before it is told. */
const maxFailures = 2;

/** Takes jobs and grades them until it is stopped; lanes have workers of their own, so that a regrade never holds up the living. */
export function gradeJobs({
  db,
  pool,
  grader,
  workers,
  log,
  onGraded = () => {},
}: {
  readonly db: Kysely<Database>;
  readonly pool: CheckPool;
  readonly grader: string;
  readonly workers: Readonly<Record<Lane, number>>;
  readonly log: Logger;
  readonly onGraded?: (job: Job) => void;
}): { readonly stop: () => Promise<void> } {
  const held = new Set<Job>();
  let stopping = false;
  const pause = (lane: Lane): Promise<void> => new Promise((resolve) => setTimeout(resolve, lookEveryMs[lane]));

  const work = async (lane: Lane): Promise<void> => {
    while (!stopping) {
      try {
        const job = await takeJob(db, { lane, grader });
        if (job === undefined) {
          await pause(lane);
          continue;
        }
        held.add(job);
        try {
          await gradeOne(job);
        } finally {
          held.delete(job);
        }
      } catch (error) {
        log.warn({ lane, error: codeOf(error) }, "a job could not be taken or stored; it will be again");
        await pause(lane);
      }
    }
  };

  const gradeOne = async (job: Job): Promise<void> => {
    const subject = await findSubject(db, job);
    if (subject === undefined) return; // deleted with its learner, and its job with it
    const { labId, source, seed } = subject;
    const isHopeless = job.tries > maxTries;
    const outcome = isHopeless
      ? ({ state: "failed", why: "graders died of it" } as const)
      : (await pool.grade({ labId, source, seed })).outcome;
    if (outcome.state === "failed") {
      log.error(
        { submissionId: job.submissionId, labId, tries: job.tries, why: outcome.why.slice(0, 300) },
        "not graded",
      );
      if (job.tries < maxFailures) return releaseJobs(db, { grader, job });
    }
    await storeOutcome(db, { job, subject, outcome, grader, now: new Date() });
    onGraded(job);
  };

  const keeping = setInterval(() => {
    keepJobs(db, { grader, jobs: [...held] }).catch(() => {}); // else somebody else does them, and the first result stands
  }, keepEveryMs);
  const lanes = Object.entries(workers) as [Lane, number][]; // its keys are lanes
  const all = lanes.flatMap(([lane, count]) => Array.from({ length: count }, () => work(lane)));
  return {
    stop: async () => {
      stopping = true;
      await Promise.all(all);
      clearInterval(keeping);
      await releaseJobs(db, { grader }).catch(() => {});
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error
    ? ("code" in error ? String(error.code) : "") || error.message.slice(0, 200)
    : "unknown";
}
