import type { Json } from "#cloud/sagemaker/pipelines/json.ts";
import { formatUtc } from "#engine/core/utc-text.ts";
import { type AirflowState, type DagRun, instanceOf, type TaskInstance } from "./airflow-state.ts";
import type { Task, TaskKind } from "./dag.ts";
import { nextScheduledMs, requireDag } from "./make-runs.ts";

/** What Airflow needs of its host; an id names the same want in every state. */
export type AirflowWant =
  | {
      readonly kind: "run-task";
      readonly id: string;
      readonly dagId: string;
      readonly runId: string;
      readonly taskId: string;
      readonly tryNumber: number;
      /** Of a sensor: which look this is. */
      readonly poke: number;
      readonly work: TaskKind["kind"];
      readonly context: TaskContext;
    }
  /** To be told of the time again. */
  | { readonly kind: "wake"; readonly id: string; readonly atMs: number };

/** The variables that templates of a task can use, by Airflow's names. */
export type TaskContext = {
  readonly ds: string;
  readonly ts: string;
  readonly logical_date: string;
  readonly data_interval_start: string;
  readonly data_interval_end: string;
  readonly run_id: string;
  readonly try_number: number;
  readonly conf: Json;
  /** What tasks of this run have pushed: task → key → value. */
  readonly xcoms: DagRun["xcoms"];
};

/** All that is wanted now: tasks to work on, and the next moment at which time alone changes something. */
export function airflowWants(state: AirflowState, nowMs: number): readonly AirflowWant[] {
  const wants = state.runs
    .filter((run) => run.state === "running")
    .flatMap((run) =>
      requireDag(state, run.dagId).tasks.flatMap((task) => {
        const instance = instanceOf(run, task.taskId);
        return instance.state === "running" && instance.isAtWork ? [wantOf(run, task, instance)] : [];
      }),
    );
  const atMs = nextMoment(state, nowMs);
  return atMs === undefined ? wants : [...wants, { kind: "wake", id: `wake/${atMs}`, atMs }];
}

function wantOf(run: DagRun, { taskId, work }: Task, { tryNumber, pokes }: TaskInstance): AirflowWant {
  const { dagId, runId } = run;
  return {
    kind: "run-task",
    id: `${dagId}/${runId}/${taskId}/${tryNumber}/${pokes}`,
    dagId,
    runId,
    taskId,
    tryNumber,
    poke: pokes,
    work: work.kind,
    context: {
      ds: isoText(run.logicalMs).slice(0, 10),
      ts: isoText(run.logicalMs),
      logical_date: isoText(run.logicalMs),
      data_interval_start: isoText(run.intervalStartMs),
      data_interval_end: isoText(run.intervalEndMs),
      run_id: runId,
      try_number: tryNumber,
      conf: run.conf,
      xcoms: run.xcoms,
    },
  };
}

function nextMoment(state: AirflowState, nowMs: number): number | undefined {
  const moments = state.runs.flatMap((run) => {
    if (run.state !== "running") return [];
    return requireDag(state, run.dagId).tasks.flatMap(({ taskId, executionTimeoutSeconds }) => {
      const { state: is, dueMs, startedMs } = instanceOf(run, taskId);
      const due = dueMs === null || dueMs <= nowMs ? [] : [dueMs];
      if (is !== "running" || executionTimeoutSeconds === null || startedMs === null) return due;
      return [...due, startedMs + executionTimeoutSeconds * 1000];
    });
  });
  const scheduled = nextScheduledMs(state, nowMs);
  const all = scheduled === undefined ? moments : [...moments, scheduled];
  return all.length === 0 ? undefined : Math.min(...all);
}

function isoText(ms: number): string {
  return formatUtc(ms).replace("Z", "+00:00");
}
