import type { Context } from "#cloud/core/service.ts";
import { executions } from "../execution.ts";
import type { Json } from "../language/json.ts";
import { wantsOf } from "../language/run/wants-of.ts";
import { tell } from "../tell.ts";
import { callService } from "./call-service.ts";
import { calledBy } from "./integrations.ts";
import { findSyncJob, type SyncJob } from "./sync-jobs.ts";

/** A job that was started for a task, as plain data of the events that follow it. */
export type FollowedJob = {
  readonly resourceType: string;
  readonly action: string;
  readonly name: Json;
  readonly roleArn: string;
};

export type JobWatch = { readonly executionArn: string; readonly id: string; readonly job: FollowedJob };

/** How often a job is looked at, in simulated time. */
export const JOB_WATCH_MS = 10_000;

/** Looks whether a job has ended; when nobody waits for it any more, because the task ran out of time or the execution was ended, stops it. */
export async function watchJob(context: Context, watch: JobWatch): Promise<void> {
  const { executionArn, id, job } = watch;
  const followed = findSyncJob(job);
  if (followed === undefined) throw new Error(`no job is followed for ${job.resourceType}:${job.action}`);
  const row = executions(context).find(executionArn);
  const isAwaited = row !== undefined && wantsOf(row.run).some((want) => want.kind === "task" && want.id === id);
  if (!isAwaited) {
    // AWS stops such a job as well as it can: one that has ended meanwhile, or that the role may not stop, stays as it is
    await callService(context, { ...request(job, followed.stop), parameters: (followed.stopOf ?? same)(job.name) });
    return;
  }
  const answered = await callService(context, { ...request(job, followed.describe), parameters: job.name });
  if (answered.status === "failed") {
    const { error, cause } = answered;
    await tell(context, { executionArn, happening: { kind: "task-failed", id, error, cause } });
    return;
  }
  if (!(await report(context, { watch, followed, description: answered.output }))) {
    context.at(context.now() + JOB_WATCH_MS, { event: "watch-job", data: watch });
  }
}

const same = (name: Json): Json => name;

function request(job: FollowedJob, operation: string) {
  const called = { ...calledBy({ ...job, service: "integration", pattern: "sync" }), operation };
  return { called, roleArn: job.roleArn };
}

/** Whether the job has ended, which its task is told then. */
async function report(
  context: Context,
  {
    watch,
    followed,
    description,
  }: { readonly watch: JobWatch; readonly followed: SyncJob; readonly description: Json },
): Promise<boolean> {
  const { executionArn, id } = watch;
  const status = String(followed.statusOf(description));
  const output = followed.outputOf(description);
  if (followed.succeeded.includes(status)) {
    await tell(context, { executionArn, happening: { kind: "task-succeeded", id, output } });
    return true;
  }
  if (!followed.failed.includes(status)) return false;
  const cause = JSON.stringify(output);
  await tell(context, { executionArn, happening: { kind: "task-failed", id, error: "States.TaskFailed", cause } });
  return true;
}
