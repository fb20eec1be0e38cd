import type { Json } from "#cloud/sagemaker/pipelines/json.ts";
import { type Dag, defaultPool } from "./dag.ts";
import type { RunTime } from "./data-intervals.ts";

/** Airflow's names of the states of a task instance; "none": nothing has been decided yet. */
export type TaskState =
  | "none"
  | "running"
  | "up_for_retry"
  | "up_for_reschedule"
  | "success"
  | "failed"
  | "skipped"
  | "upstream_failed";

export type TaskInstance = {
  readonly state: TaskState;
  /** How many times it has begun anew; pokes of one try are of one number. */
  readonly tryNumber: number;
  /** Its number when it was last cleared: retries are counted from there. */
  readonly triesBefore: number;
  /** How often a sensor has looked in this try. */
  readonly pokes: number;
  /** When this try began, for a sensor the first of all looks since it was cleared. */
  readonly startedMs: number | null;
  readonly endedMs: number | null;
  /** When it is looked at again. */
  readonly dueMs: number | null;
  /** Whether the host is at work on it: a sensor that pokes keeps its slot also between looks. */
  readonly isAtWork: boolean;
  readonly reason: string | null;
};

export type DagRun = RunTime & {
  readonly dagId: string;
  readonly runId: string;
  readonly type: "scheduled" | "manual" | "backfill";
  readonly state: "queued" | "running" | "success" | "failed";
  readonly conf: Json;
  readonly startedMs: number | null;
  readonly endedMs: number | null;
  readonly tasks: Readonly<Record<string, TaskInstance>>;
  /** task → key → value */
  readonly xcoms: Readonly<Record<string, Readonly<Record<string, Json>>>>;
};

/** All of it, as plain data. Runs stand in the order in which they were made. */
export type AirflowState = {
  readonly kind: "airflow";
  readonly version: 1;
  readonly dags: Readonly<Record<string, Dag>>;
  readonly paused: readonly string[];
  readonly pools: Readonly<Record<string, number>>;
  /** How many tasks are at work at most. */
  readonly parallelism: number;
  /** The last run that the schedule of a DAG has made. */
  readonly scheduled: Readonly<Record<string, RunTime>>;
  /** How many runs of a backfill are active at once. */
  readonly maxActiveBackfillRuns: Readonly<Record<string, number>>;
  readonly runs: readonly DagRun[];
};

export const newInstance: TaskInstance = {
  state: "none",
  tryNumber: 0,
  triesBefore: 0,
  pokes: 0,
  startedMs: null,
  endedMs: null,
  dueMs: null,
  isAtWork: false,
  reason: null,
};

/** Airflow's defaults: 128 slots in default_pool, 32 tasks at once. */
export function openAirflow({
  dags,
  pools = {},
  parallelism = 32,
}: {
  readonly dags: readonly Dag[];
  readonly pools?: Readonly<Record<string, number>>;
  readonly parallelism?: number;
}): AirflowState {
  return {
    kind: "airflow",
    version: 1,
    dags: Object.fromEntries(dags.map((dag) => [dag.dagId, dag])),
    paused: [],
    pools: { [defaultPool]: 128, ...pools },
    parallelism,
    scheduled: {},
    maxActiveBackfillRuns: {},
    runs: [],
  };
}

export function isFinished(state: TaskState): boolean {
  return state === "success" || state === "failed" || state === "skipped" || state === "upstream_failed";
}

export function instanceOf(run: DagRun, taskId: string): TaskInstance {
  return (Object.hasOwn(run.tasks, taskId) ? run.tasks[taskId] : undefined) ?? newInstance;
}

export function withInstance(run: DagRun, taskId: string, change: Partial<TaskInstance>): DagRun {
  return { ...run, tasks: { ...run.tasks, [taskId]: { ...instanceOf(run, taskId), ...change } } };
}

export function withRun(state: AirflowState, run: DagRun): AirflowState {
  const isRun = (other: DagRun): boolean => other.dagId === run.dagId && other.runId === run.runId;
  return { ...state, runs: state.runs.map((other) => (isRun(other) ? run : other)) };
}

export function findRun(state: AirflowState, dagId: string, runId: string): DagRun | undefined {
  return state.runs.find((run) => run.dagId === dagId && run.runId === runId);
}
