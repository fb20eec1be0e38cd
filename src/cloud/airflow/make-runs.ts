import type { Json } from "#cloud/sagemaker/pipelines/json.ts";
import { formatUtc } from "#engine/core/utc-text.ts";
import { type AirflowState, type DagRun, findRun, isFinished, newInstance, withRun } from "./airflow-state.ts";
import { type Dag, DagError } from "./dag.ts";
import { manualRunTime, nextRunTime, type RunTime, runTimesBetween } from "./data-intervals.ts";

/** The runs that schedules have made by now; no more of a DAG than may be active. */
export function makeScheduledRuns(state: AirflowState, nowMs: number): AirflowState {
  let now = state;
  for (const dag of Object.values(state.dags)) {
    if (state.paused.includes(dag.dagId)) continue;
    while (activeRuns(now, dag.dagId, "scheduled") + activeRuns(now, dag.dagId, "manual") < dag.maxActiveRuns) {
      const next = nextRunTime({ dag, last: now.scheduled[dag.dagId] ?? null, nowMs });
      if (next === undefined || next.runAfterMs > nowMs) break;
      now = {
        ...addRun(now, { dag, time: next, type: "scheduled" }),
        scheduled: { ...now.scheduled, [dag.dagId]: next },
      };
    }
  }
  return now;
}

/** When the next run of any schedule is due. */
export function nextScheduledMs(state: AirflowState, nowMs: number): number | undefined {
  const times = Object.values(state.dags).flatMap((dag) => {
    if (state.paused.includes(dag.dagId)) return [];
    const next = nextRunTime({ dag, last: state.scheduled[dag.dagId] ?? null, nowMs });
    return next === undefined || next.runAfterMs <= nowMs ? [] : [next.runAfterMs];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}

export function makeManualRun({
  state,
  dagId,
  conf,
  nowMs,
}: {
  readonly state: AirflowState;
  readonly dagId: string;
  readonly conf: Json;
  readonly nowMs: number;
}): AirflowState {
  const dag = requireDag(state, dagId);
  return addRun(state, { dag, time: manualRunTime(dag, nowMs), type: "manual", conf });
}

/** What a backfill does with dates that have a run already: leaves it, runs it again where it failed, or in any case. */
export type Reprocess = "none" | "failed" | "completed";

/** A run for every date of a range that the schedule names. */
export function makeBackfillRuns({
  state,
  dagId,
  fromMs,
  toMs,
  reprocess = "none",
  maxActiveRuns = 10,
  backwards = false,
}: {
  readonly state: AirflowState;
  readonly dagId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly reprocess?: Reprocess;
  readonly maxActiveRuns?: number;
  readonly backwards?: boolean;
}): AirflowState {
  const dag = requireDag(state, dagId);
  if (backwards && dag.tasks.some(({ dependsOnPast }) => dependsOnPast)) {
    throw new DagError(`DAG ${dagId} has tasks with depends_on_past: it cannot be backfilled backwards`);
  }
  const times = runTimesBetween({ dag, fromMs, toMs });
  let now: AirflowState = {
    ...state,
    maxActiveBackfillRuns: { ...state.maxActiveBackfillRuns, [dagId]: maxActiveRuns },
  };
  for (const time of backwards ? times.toReversed() : times) {
    const former = now.runs.find(
      (run) => run.dagId === dagId && run.logicalMs === time.logicalMs && run.type !== "manual",
    );
    if (former === undefined) now = addRun(now, { dag, time, type: "backfill" });
    else if (mayRepeat(former, reprocess))
      now = withRun(
        now,
        clearedRun(
          former,
          dag.tasks.map(({ taskId }) => taskId),
        ),
      );
  }
  return now;
}

/** A run in which some tasks are to be done again. */
export function clearedRun(run: DagRun, taskIds: readonly string[]): DagRun {
  const cleared = new Set(taskIds);
  const tasks = Object.entries(run.tasks).map(([taskId, instance]) => [
    taskId,
    cleared.has(taskId) ? { ...newInstance, tryNumber: instance.tryNumber, triesBefore: instance.tryNumber } : instance,
  ]);
  const xcoms = Object.entries(run.xcoms).filter(([taskId]) => !cleared.has(taskId));
  return { ...run, state: "queued", endedMs: null, tasks: Object.fromEntries(tasks), xcoms: Object.fromEntries(xcoms) };
}

export function requireDag(state: AirflowState, dagId: string): Dag {
  const dag = Object.hasOwn(state.dags, dagId) ? state.dags[dagId] : undefined;
  if (dag === undefined) throw new DagError(`The Dag with ID: \`${dagId}\` was not found`);
  return dag;
}

export function activeRuns(state: AirflowState, dagId: string, type: DagRun["type"]): number {
  return state.runs.filter(
    (run) => run.dagId === dagId && run.type === type && (run.state === "queued" || run.state === "running"),
  ).length;
}

function mayRepeat(run: DagRun, reprocess: Reprocess): boolean {
  const hasEnded = Object.values(run.tasks).every(({ state }) => isFinished(state));
  if (!hasEnded || reprocess === "none") return false;
  return reprocess === "completed" || run.state === "failed";
}

function addRun(
  state: AirflowState,
  {
    dag,
    time,
    type,
    conf = {},
  }: { readonly dag: Dag; readonly time: RunTime; readonly type: DagRun["type"]; readonly conf?: Json },
): AirflowState {
  const at = formatUtc(time.logicalMs).replace("Z", "+00:00");
  let runId = `${type}__${at}`;
  for (let again = 2; findRun(state, dag.dagId, runId) !== undefined; again++) runId = `${type}__${at}_${again}`;
  const run: DagRun = {
    ...time,
    dagId: dag.dagId,
    runId,
    type,
    state: "queued",
    conf,
    startedMs: null,
    endedMs: null,
    tasks: Object.fromEntries(dag.tasks.map(({ taskId }) => [taskId, newInstance])),
    xcoms: {},
  };
  return { ...state, runs: [...state.runs, run] };
}
