import {
  type AirflowState,
  type DagRun,
  instanceOf,
  isFinished,
  type TaskInstance,
  withInstance,
  withRun,
} from "./airflow-state.ts";
import type { Dag, Task } from "./dag.ts";
import { endTry } from "./end-try.ts";
import { makeScheduledRuns, requireDag } from "./make-runs.ts";
import { priorityOf } from "./priority.ts";
import { triggerVerdict } from "./trigger-rule.ts";

/** Makes the runs that are due, decides what trigger rules decide, begins tasks where there are slots, and ends runs. */
export function scheduleTasks(state: AirflowState, nowMs: number): AirflowState {
  let now = state;
  for (let before: AirflowState | undefined; before !== now; ) {
    before = now;
    now = makeScheduledRuns(now, nowMs);
    now = startRuns(now, nowMs);
    for (const run of now.runs) if (run.state === "running") now = withChange(now, run, decide(now, run, nowMs));
    now = beginTasks(now, nowMs);
    for (const run of now.runs) if (run.state === "running") now = withChange(now, run, ended(now, run, nowMs));
  }
  return now;
}

function withChange(state: AirflowState, run: DagRun, changed: DagRun): AirflowState {
  return changed === run ? state : withRun(state, changed);
}

function startRuns(state: AirflowState, nowMs: number): AirflowState {
  let now = state;
  const waiting = state.runs.filter((run) => run.state === "queued");
  const inOrder = waiting.toSorted((a, b) =>
    a.type === "backfill" || b.type === "backfill" ? 0 : a.logicalMs - b.logicalMs,
  );
  for (const run of inOrder) {
    const dag = requireDag(now, run.dagId);
    const isBackfill = run.type === "backfill";
    const running = now.runs.filter(
      (other) => other.dagId === run.dagId && other.state === "running" && (other.type === "backfill") === isBackfill,
    );
    const most = isBackfill ? (now.maxActiveBackfillRuns[run.dagId] ?? dag.maxActiveRuns) : dag.maxActiveRuns;
    if (state.paused.includes(run.dagId) || running.length >= most) continue;
    now = withRun(now, { ...run, state: "running", startedMs: run.startedMs ?? nowMs });
  }
  return now;
}

/** Tasks that their trigger rule skips or fails, and those whose time is over. */
function decide(state: AirflowState, from: DagRun, nowMs: number): DagRun {
  const dag = requireDag(state, from.dagId);
  let run = from;
  for (let before: DagRun | undefined; before !== run; ) {
    before = run;
    for (const task of dag.tasks) {
      const instance = instanceOf(run, task.taskId);
      const limitMs = task.executionTimeoutSeconds === null ? null : task.executionTimeoutSeconds * 1000;
      if (instance.state === "running" && limitMs !== null && nowMs - (instance.startedMs ?? nowMs) >= limitMs) {
        run = endTry({ run, task, nowMs, reason: `AirflowTaskTimeout: Timeout, PID: 0`, mayRetry: true });
      }
      if (instance.state !== "none") continue;
      const verdict = verdictOf(run, task);
      if (verdict !== "skipped" && verdict !== "upstream_failed") continue;
      run = withInstance(run, task.taskId, { state: verdict, startedMs: nowMs, endedMs: nowMs });
    }
  }
  return run;
}

function verdictOf(run: DagRun, task: Task): ReturnType<typeof triggerVerdict> {
  return triggerVerdict(
    task.triggerRule,
    task.upstream.map((name) => instanceOf(run, name).state),
  );
}

type Candidate = {
  readonly dag: Dag;
  readonly run: DagRun;
  readonly task: Task;
  readonly priority: number;
  readonly place: number;
};

function beginTasks(state: AirflowState, nowMs: number): AirflowState {
  let now = state;
  const candidates = state.runs
    .filter((run) => run.state === "running")
    .flatMap((run): readonly Candidate[] => {
      const dag = requireDag(state, run.dagId);
      return dag.tasks.flatMap((task, place) =>
        mayBegin({ state, run, task, nowMs })
          ? [{ dag, run, task, place, priority: priorityOf(dag, task.taskId) }]
          : [],
      );
    })
    .toSorted((a, b) => b.priority - a.priority || a.run.logicalMs - b.run.logicalMs || a.place - b.place);
  for (const { dag, run: found, task } of candidates) {
    const run = now.runs.find((one) => one.dagId === found.dagId && one.runId === found.runId) ?? found;
    if (!hasRoom({ state: now, dag, run, task })) continue;
    now = withRun(now, beginTask(run, task, nowMs));
  }
  return pokeAgain(now, nowMs);
}

function mayBegin({
  state,
  run,
  task,
  nowMs,
}: {
  readonly state: AirflowState;
  readonly run: DagRun;
  readonly task: Task;
  readonly nowMs: number;
}): boolean {
  const instance = instanceOf(run, task.taskId);
  if (instance.state === "up_for_retry" || instance.state === "up_for_reschedule")
    return (instance.dueMs ?? nowMs) <= nowMs;
  return (
    instance.state === "none" && verdictOf(run, task) === "run" && (!task.dependsOnPast || pastIsWell(state, run, task))
  );
}

function pastIsWell(state: AirflowState, run: DagRun, task: Task): boolean {
  const { catchup } = requireDag(state, run.dagId);
  const past = state.runs
    .filter(
      (other) => other.dagId === run.dagId && other.logicalMs < run.logicalMs && (!catchup || other.type !== "manual"),
    )
    .toSorted((a, b) => b.logicalMs - a.logicalMs)[0];
  if (past === undefined) return true;
  const { state: former } = instanceOf(past, task.taskId);
  return former === "success" || former === "skipped";
}

function hasRoom({
  state,
  dag,
  run,
  task,
}: {
  readonly state: AirflowState;
  readonly dag: Dag;
  readonly run: DagRun;
  readonly task: Task;
}): boolean {
  let atWork = 0;
  let inRun = 0;
  let slots = 0;
  for (const other of state.runs) {
    for (const one of requireDag(state, other.dagId).tasks) {
      if (instanceOf(other, one.taskId).state !== "running") continue;
      atWork += 1;
      if (other.dagId === run.dagId && other.runId === run.runId) inRun += 1;
      if (one.pool === task.pool) slots += one.poolSlots;
    }
  }
  const size = state.pools[task.pool] ?? 0;
  return atWork < state.parallelism && inRun < dag.maxActiveTasks && slots + task.poolSlots <= size;
}

function beginTask(run: DagRun, task: Task, nowMs: number): DagRun {
  const instance = instanceOf(run, task.taskId);
  const isLookingAgain = instance.state === "up_for_reschedule";
  // A sensor that reschedules has one time limit for all its tries.
  const keepsStart = task.work.kind === "sensor" && task.work.mode === "reschedule" && instance.startedMs !== null;
  const { [task.taskId]: _, ...xcoms } = run.xcoms;
  const begun = withInstance(run, task.taskId, {
    state: "running",
    tryNumber: isLookingAgain ? instance.tryNumber : instance.tryNumber + 1,
    pokes: isLookingAgain ? instance.pokes + 1 : 1,
    startedMs: keepsStart ? instance.startedMs : nowMs,
    endedMs: null,
    dueMs: null,
    isAtWork: true,
    reason: null,
  });
  return isLookingAgain ? begun : { ...begun, xcoms };
}

/** Sensors that kept their slot while they waited look again. */
function pokeAgain(state: AirflowState, nowMs: number): AirflowState {
  let now = state;
  for (const run of state.runs) {
    let changed = run;
    for (const [taskId, instance] of Object.entries(run.tasks)) {
      if (!isPoking(instance) || (instance.dueMs ?? nowMs) > nowMs) continue;
      changed = withInstance(changed, taskId, { isAtWork: true, dueMs: null, pokes: instance.pokes + 1 });
    }
    now = withChange(now, run, changed);
  }
  return now;
}

function isPoking({ state, isAtWork, dueMs }: TaskInstance): boolean {
  return state === "running" && !isAtWork && dueMs !== null;
}

/** A run ends when all its tasks have; how, its leaves say: the tasks behind which there is none. */
function ended(state: AirflowState, run: DagRun, nowMs: number): DagRun {
  const dag = requireDag(state, run.dagId);
  if (!dag.tasks.every(({ taskId }) => isFinished(instanceOf(run, taskId).state))) return run;
  const leaves = dag.tasks.filter(({ taskId }) => !dag.tasks.some(({ upstream }) => upstream.includes(taskId)));
  const isFailed = leaves.some(({ taskId }) => {
    const leaf = instanceOf(run, taskId).state;
    return leaf === "failed" || leaf === "upstream_failed";
  });
  return { ...run, state: isFailed ? "failed" : "success", endedMs: nowMs };
}
