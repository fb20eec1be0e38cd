import { sha256 } from "#engine/core/sha-256.ts";
import type { Task } from "./dag.ts";

const longestSeconds = 86_400; // Airflow's MAX_RETRY_DELAY

/**
 * How long a task waits before it is tried again. With exponential backoff the delay doubles with every try and is drawn from that length to
 * twice that length by a hash of what is tried, as Airflow does, so that tasks do not all come back at once.
 */
export function retryWaitMs({
  task,
  dagId,
  logicalMs,
  tryNumber,
}: {
  readonly task: Pick<Task, "taskId" | "retryDelaySeconds" | "retryExponentialBackoff" | "maxRetryDelaySeconds">;
  readonly dagId: string;
  readonly logicalMs: number;
  /** 1 after the first try. */
  readonly tryNumber: number;
}): number {
  const { retryDelaySeconds, retryExponentialBackoff, maxRetryDelaySeconds } = task;
  if (!retryExponentialBackoff) return retryDelaySeconds * 1000;
  const least = Math.min(Math.max(1, Math.ceil(retryDelaySeconds * 2 ** (tryNumber - 1))), longestSeconds);
  const hash = Number.parseInt(sha256(`${dagId}#${task.taskId}#${logicalMs}#${tryNumber}`).slice(0, 12), 16);
  const seconds = Math.min(least + (hash % least), longestSeconds);
  return (maxRetryDelaySeconds === null ? seconds : Math.min(seconds, maxRetryDelaySeconds)) * 1000;
}
