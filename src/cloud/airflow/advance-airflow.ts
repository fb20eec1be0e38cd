import type { Json } from "#cloud/sagemaker/pipelines/json.ts";
import {
  type AirflowState,
  type DagRun,
  findRun,
  instanceOf,
  isFinished,
  withInstance,
  withRun,
} from "./airflow-state.ts";
import { type AirflowWant, airflowWants } from "./airflow-wants.ts";
import { type Dag, DagError, type Task } from "./dag.ts";
import { endTry } from "./end-try.ts";
import { clearedRun, makeBackfillRuns, makeManualRun, type Reprocess, requireDag } from "./make-runs.ts";
import { tasksBehind } from "./priority.ts";
import { scheduleTasks } from "./schedule-tasks.ts";

type Attempt = { readonly dagId: string; readonly runId: string; readonly taskId: string; readonly tryNumber: number };

/** What a host tells Airflow. An answer about a try that is no longer under way changes nothing. */
export type AirflowHappening =
  | { readonly kind: "time" }
  | (Attempt & {
      readonly kind: "task-succeeded";
      /** Pushed to XCom as return_value; of a short-circuit: whether to go on. */
      readonly value?: Json;
      readonly xcoms?: Readonly<Record<string, Json>>;
      /** Of a branch: the tasks that are followed. */
      readonly follow?: readonly string[];
    })
  /** isFinal: AirflowFailException, no retry helps. */
  | (Attempt & { readonly kind: "task-failed"; readonly reason: string; readonly isFinal?: boolean })
  /** AirflowSkipException. */
  | (Attempt & { readonly kind: "task-skipped" })
  | (Attempt & {
      readonly kind: "sensor-looked";
      readonly poke: number;
      readonly isMet: boolean;
      readonly value?: Json;
    })
  | { readonly kind: "trigger-dag"; readonly dagId: string; readonly conf?: Json }
  | {
      readonly kind: "backfill";
      readonly dagId: string;
      readonly fromMs: number;
      readonly toMs: number;
      readonly reprocess?: Reprocess;
      readonly maxActiveRuns?: number;
      readonly backwards?: boolean;
    }
  | {
      readonly kind: "clear";
      readonly dagId: string;
      readonly runId: string;
      readonly taskIds: readonly string[];
      readonly downstream?: boolean;
    }
  | { readonly kind: "pause"; readonly dagId: string; readonly isPaused: boolean };

/**
 * Airflow after something happened, and what it wants now. Pure: the same state, happening and time give the same answer, and a state is
 * plain data that goes on after structuredClone as it would have.
 *
 * @throws DagError for a DAG that is not there or a backfill that is not possible
 */
export function advanceAirflow({
  state,
  happening,
  nowMs,
}: {
  readonly state: AirflowState;
  readonly happening: AirflowHappening;
  readonly nowMs: number;
}): { readonly state: AirflowState; readonly wants: readonly AirflowWant[] } {
  const next = scheduleTasks(apply({ state, happening, nowMs }), nowMs);
  const before = new Set(airflowWants(state, nowMs).map(({ id }) => id));
  return { state: next, wants: airflowWants(next, nowMs).filter(({ id, kind }) => kind === "wake" || !before.has(id)) };
}

function apply({
  state,
  happening,
  nowMs,
}: {
  readonly state: AirflowState;
  readonly happening: AirflowHappening;
  readonly nowMs: number;
}): AirflowState {
  switch (happening.kind) {
    case "time":
      return state;
    case "trigger-dag":
      return makeManualRun({ state, dagId: happening.dagId, conf: happening.conf ?? {}, nowMs });
    case "backfill": {
      const { kind: _, ...range } = happening;
      return makeBackfillRuns({ state, ...range });
    }
    case "clear":
      return clear(state, happening);
    case "pause": {
      const { dagId } = requireDag(state, happening.dagId);
      const others = state.paused.filter((id) => id !== dagId);
      return { ...state, paused: happening.isPaused ? [...others, dagId] : others };
    }
    default: {
      const run = findRun(state, happening.dagId, happening.runId);
      const dag = requireDag(state, happening.dagId);
      const task = dag.tasks.find(({ taskId }) => taskId === happening.taskId);
      if (run === undefined || task === undefined) return state;
      const instance = instanceOf(run, task.taskId);
      if (instance.state !== "running" || !instance.isAtWork || instance.tryNumber !== happening.tryNumber)
        return state;
      return withRun(state, answer({ dag, run, task, happening, nowMs }));
    }
  }
}

type TaskAnswer = Extract<AirflowHappening, { readonly taskId: string }>;
type Place = { readonly dag: Dag; readonly run: DagRun; readonly task: Task; readonly nowMs: number };

function answer({ happening, ...place }: Place & { readonly happening: TaskAnswer }): DagRun {
  const { run, task, nowMs } = place;
  const end = { endedMs: nowMs, isAtWork: false, dueMs: null };
  switch (happening.kind) {
    case "task-succeeded":
      return succeeded({ ...place, happening });
    case "task-skipped":
      return withInstance(run, task.taskId, { ...end, state: "skipped" });
    case "task-failed":
      return endTry({ run, task, nowMs, reason: happening.reason, mayRetry: happening.isFinal !== true });
    case "sensor-looked":
      if (happening.poke !== instanceOf(run, task.taskId).pokes) return run;
      return looked({ ...place, isMet: happening.isMet, value: happening.value });
  }
}

function succeeded({
  dag,
  run,
  task,
  nowMs,
  happening,
}: Place & { readonly happening: Extract<AirflowHappening, { readonly kind: "task-succeeded" }> }): DagRun {
  const { value = null, xcoms = {}, follow } = happening;
  const pushed = { ...xcoms, ...(value === null ? {} : { return_value: value }) };
  const done = withInstance(run, task.taskId, { state: "success", endedMs: nowMs, isAtWork: false, dueMs: null });
  const told: DagRun =
    Object.keys(pushed).length === 0 ? done : { ...done, xcoms: { ...done.xcoms, [task.taskId]: pushed } };
  const direct = dag.tasks.filter(({ upstream }) => upstream.includes(task.taskId)).map(({ taskId }) => taskId);
  if (task.work.kind === "short-circuit" && value !== true) {
    return skip(told, [...tasksBehind(dag, [task.taskId])], nowMs);
  }
  if (task.work.kind !== "branch") return told;
  const followed = follow ?? [];
  const unknown = followed.find((name) => !dag.tasks.some(({ taskId }) => taskId === name));
  if (unknown !== undefined) {
    const reason = `Branch callable must return valid task_ids. Invalid tasks found: {'${unknown}'}`;
    return endTry({ run, task, nowMs, reason, mayRetry: true });
  }
  // What stands behind a followed task is not skipped, though it stands directly behind the branch as well.
  const kept = new Set([...followed, ...tasksBehind(dag, followed)]);
  return skip(
    told,
    direct.filter((taskId) => !kept.has(taskId)),
    nowMs,
  );
}

function skip(run: DagRun, taskIds: readonly string[], nowMs: number): DagRun {
  return taskIds.reduce(
    (changed, taskId) =>
      isFinished(instanceOf(changed, taskId).state)
        ? changed
        : withInstance(changed, taskId, { state: "skipped", startedMs: nowMs, endedMs: nowMs, isAtWork: false }),
    run,
  );
}

function looked({
  dag,
  run,
  task,
  nowMs,
  isMet,
  value,
}: Place & { readonly isMet: boolean; readonly value: Json | undefined }): DagRun {
  const { work } = task;
  if (work.kind !== "sensor") return run;
  if (isMet) {
    const { tryNumber } = instanceOf(run, task.taskId);
    const told = {
      kind: "task-succeeded",
      dagId: run.dagId,
      runId: run.runId,
      taskId: task.taskId,
      tryNumber,
    } as const;
    return succeeded({ dag, run, task, nowMs, happening: value === undefined ? told : { ...told, value } });
  }
  const { startedMs } = instanceOf(run, task.taskId);
  const waitedSeconds = (nowMs - (startedMs ?? nowMs)) / 1000;
  if (waitedSeconds > work.timeoutSeconds) {
    const end = { endedMs: nowMs, isAtWork: false, dueMs: null };
    if (work.softFail) return withInstance(run, task.taskId, { ...end, state: "skipped" });
    const reason = `AirflowSensorTimeout: Sensor has timed out; run duration of ${waitedSeconds} seconds exceeds the specified timeout of ${work.timeoutSeconds}.`;
    return endTry({ run, task, nowMs, reason, mayRetry: false });
  }
  const dueMs = nowMs + work.pokeIntervalSeconds * 1000;
  if (work.mode === "poke") return withInstance(run, task.taskId, { isAtWork: false, dueMs });
  return withInstance(run, task.taskId, { state: "up_for_reschedule", isAtWork: false, dueMs });
}

function clear(
  state: AirflowState,
  { dagId, runId, taskIds, downstream = true }: Extract<AirflowHappening, { readonly kind: "clear" }>,
): AirflowState {
  const dag = requireDag(state, dagId);
  const run = findRun(state, dagId, runId);
  if (run === undefined)
    throw new DagError(`The DagRun with dag_id: \`${dagId}\` and run_id: \`${runId}\` was not found`);
  const all = downstream ? [...taskIds, ...tasksBehind(dag, taskIds)] : taskIds;
  return withRun(state, clearedRun(run, all));
}
