import { type DagRun, instanceOf, withInstance } from "./airflow-state.ts";
import type { Task } from "./dag.ts";
import { retryWaitMs } from "./retry-wait.ts";

/** A try that failed: the task waits for its next try, or has failed. */
export function endTry({
  run,
  task,
  nowMs,
  reason,
  mayRetry,
}: {
  readonly run: DagRun;
  readonly task: Task;
  readonly nowMs: number;
  readonly reason: string;
  readonly mayRetry: boolean;
}): DagRun {
  const { tryNumber, triesBefore } = instanceOf(run, task.taskId);
  const tries = tryNumber - triesBefore;
  const end = { endedMs: nowMs, isAtWork: false, reason };
  if (!mayRetry || tries > task.retries)
    return withInstance(run, task.taskId, { ...end, state: "failed", dueMs: null });
  const waitMs = retryWaitMs({ task, dagId: run.dagId, logicalMs: run.logicalMs, tryNumber: tries });
  return withInstance(run, task.taskId, { ...end, state: "up_for_retry", dueMs: nowMs + waitMs });
}
