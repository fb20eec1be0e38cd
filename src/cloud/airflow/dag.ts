import { findCycle } from "#cloud/sagemaker/pipelines/find-cycle.ts";

/** When runs are made. Times are UTC. */
export type DagSchedule =
  /** Only by hand. */
  | { readonly kind: "none" }
  | { readonly kind: "once" }
  /**
   * Five fields of cron, or a preset such as @daily. "data-interval": a run covers the time between two ticks and is made at the end of it
   * (Airflow 2, CronDataIntervalTimetable). "trigger": a run is made at a tick and covers no time (Airflow 3, CronTriggerTimetable).
   */
  | { readonly kind: "cron"; readonly expression: string; readonly timetable: "data-interval" | "trigger" }
  /** A timedelta: intervals follow each other from the start date on. */
  | { readonly kind: "every"; readonly seconds: number };

export type TriggerRule = (typeof triggerRules)[number];

export const triggerRules = [
  "all_success",
  "all_failed",
  "all_done",
  "all_skipped",
  "one_failed",
  "one_success",
  "one_done",
  "none_failed",
  "none_failed_min_one_success",
  "none_skipped",
  "all_done_min_one_success",
  "always",
] as const;

export type TaskKind =
  | { readonly kind: "operator" }
  /** Answers which of the tasks directly behind it are followed; the others are skipped. */
  | { readonly kind: "branch" }
  /** Answers whether to go on; if not, all tasks behind it are skipped, whatever their trigger rules. */
  | { readonly kind: "short-circuit" }
  | {
      readonly kind: "sensor";
      /** poke: keeps its slot while it waits. reschedule: has a slot only while it looks. */
      readonly mode: "poke" | "reschedule";
      readonly pokeIntervalSeconds: number;
      readonly timeoutSeconds: number;
      /** Skipped rather than failed when its time is over. */
      readonly softFail: boolean;
    };

export type Task = {
  readonly taskId: string;
  readonly upstream: readonly string[];
  readonly triggerRule: TriggerRule;
  readonly retries: number;
  readonly retryDelaySeconds: number;
  readonly retryExponentialBackoff: boolean;
  readonly maxRetryDelaySeconds: number | null;
  readonly executionTimeoutSeconds: number | null;
  readonly pool: string;
  readonly poolSlots: number;
  readonly priorityWeight: number;
  readonly weightRule: "downstream" | "upstream" | "absolute";
  /** Waits until the same task of the run before has succeeded or been skipped. */
  readonly dependsOnPast: boolean;
  readonly work: TaskKind;
};

export type Dag = {
  readonly dagId: string;
  readonly schedule: DagSchedule;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly catchup: boolean;
  readonly maxActiveRuns: number;
  readonly maxActiveTasks: number;
  readonly tasks: readonly Task[];
};

export type DagOptions = Partial<Omit<Dag, "dagId" | "startMs" | "tasks">> & {
  readonly dagId: string;
  readonly startMs: number;
  readonly tasks: readonly (Partial<Task> & { readonly taskId: string })[];
};

/** A DAG cannot be used as it is; the text says why. */
export class DagError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DagError";
  }
}

/** A DAG with Airflow's defaults for what is left out: no retries, 300 s between them, default_pool, 16 runs and 16 tasks at once, no catch-up. */
export function defineDag({ tasks, ...options }: DagOptions): Dag {
  const dag: Dag = {
    schedule: { kind: "none" },
    endMs: null,
    catchup: false,
    maxActiveRuns: 16,
    maxActiveTasks: 16,
    ...options,
    tasks: tasks.map((task) => ({ ...taskDefaults, ...task })),
  };
  check(dag);
  return dag;
}

/** The defaults of BaseSensorOperator: a look a minute, for a week. */
export function sensor(options: Partial<Omit<Extract<TaskKind, { readonly kind: "sensor" }>, "kind">> = {}): TaskKind {
  return {
    kind: "sensor",
    mode: "poke",
    pokeIntervalSeconds: 60,
    timeoutSeconds: 604_800,
    softFail: false,
    ...options,
  };
}

export const defaultPool = "default_pool";

const taskDefaults: Omit<Task, "taskId"> = {
  upstream: [],
  triggerRule: "all_success",
  retries: 0,
  retryDelaySeconds: 300,
  retryExponentialBackoff: false,
  maxRetryDelaySeconds: null,
  executionTimeoutSeconds: null,
  pool: defaultPool,
  poolSlots: 1,
  priorityWeight: 1,
  weightRule: "downstream",
  dependsOnPast: false,
  work: { kind: "operator" },
};

function check(dag: Dag): void {
  if (dag.tasks.length === 0) throw new DagError(`DAG ${dag.dagId} has no task`);
  if (dag.schedule.kind === "every" && !(dag.schedule.seconds >= 1)) {
    throw new DagError(`DAG ${dag.dagId} must have at least a second between its runs, got ${dag.schedule.seconds}`);
  }
  const names = new Set<string>();
  for (const { taskId } of dag.tasks) {
    if (!/^[\w.-]{1,250}$/.test(taskId) || taskId === "__proto__") {
      throw new DagError(`a task id has letters, digits, underscores, dots and hyphens, got ${JSON.stringify(taskId)}`);
    }
    if (names.has(taskId)) throw new DagError(`Task id '${taskId}' has already been added to the DAG`);
    names.add(taskId);
  }
  for (const { taskId, upstream, triggerRule } of dag.tasks) {
    const missing = upstream.find((name) => !names.has(name));
    if (missing !== undefined)
      throw new DagError(`task '${taskId}' has the upstream task '${missing}', which is not in the DAG`);
    if (!triggerRules.includes(triggerRule))
      throw new DagError(`task '${taskId}' has the unknown trigger rule ${triggerRule}`);
  }
  const cycle = findCycle(new Map(dag.tasks.map(({ taskId, upstream }) => [taskId, upstream])));
  if (cycle !== undefined) throw new DagError(`Cycle detected in DAG ${dag.dagId}: ${cycle.join(" waits for ")}`);
}
