import { type AirflowHappening, advanceAirflow } from "#cloud/airflow/advance-airflow.ts";
import { type AirflowState, findRun, instanceOf, openAirflow } from "#cloud/airflow/airflow-state.ts";
import { type AirflowWant, airflowWants } from "#cloud/airflow/airflow-wants.ts";
import { type Dag, type DagOptions, defineDag } from "#cloud/airflow/dag.ts";

export type RunTask = Extract<AirflowWant, { readonly kind: "run-task" }>;

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** 1 November 2026, a Sunday, 00:00 UTC. */
export const firstMs = Date.UTC(2026, 10, 1);

export function dagOf(options: Omit<DagOptions, "dagId" | "startMs"> & Partial<DagOptions>): Dag {
  return defineDag({ dagId: "churn", startMs: firstMs, ...options });
}

/** An Airflow whose tasks are worked on at once, or as `work` says, until nothing but time is wanted. */
export function createHost({
  dags,
  pools = {},
  parallelism = 32,
  nowMs = firstMs,
  work = (task) => succeeded(task),
  between = (state) => state,
}: {
  readonly dags: readonly Dag[];
  readonly pools?: Readonly<Record<string, number>>;
  readonly parallelism?: number;
  readonly nowMs?: number;
  /** undefined: it is still being worked on. */
  readonly work?: (task: RunTask, nowMs: number) => AirflowHappening | undefined;
  readonly between?: (state: AirflowState) => AirflowState;
}) {
  let now = nowMs;
  let state = openAirflow({ dags, pools, parallelism });
  const done: RunTask[] = [];
  const underWay = new Set<string>();
  const tell = (happening: AirflowHappening): void => {
    state = between(advanceAirflow({ state, happening, nowMs: now }).state);
    for (;;) {
      const task = airflowWants(state, now).find(
        (want): want is RunTask => want.kind === "run-task" && !underWay.has(want.id),
      );
      if (task === undefined) return;
      underWay.add(task.id);
      done.push(task);
      const answer = work(task, now);
      if (answer !== undefined) state = between(advanceAirflow({ state, happening: answer, nowMs: now }).state);
    }
  };
  return {
    tell,
    /** Lets time pass, stopping at every moment that is asked for. */
    until: (untilMs: number): void => {
      for (let turn = 0; turn < 5000; turn++) {
        const wake = airflowWants(state, now).find(({ kind }) => kind === "wake");
        const next = wake?.kind === "wake" && wake.atMs <= untilMs ? wake.atMs : untilMs;
        now = Math.max(now, next);
        tell({ kind: "time" });
        if (now >= untilMs && (wake?.kind !== "wake" || wake.atMs > untilMs)) return;
      }
      throw new Error("time does not pass");
    },
    now: (): number => now,
    state: (): AirflowState => state,
    done: (): readonly RunTask[] => done,
    taskState: (runId: string, taskId: string, dagId = "churn"): string => {
      const run = findRun(state, dagId, runId);
      return run === undefined ? "no such run" : instanceOf(run, taskId).state;
    },
  };
}

type Names = Pick<RunTask, "dagId" | "runId" | "taskId" | "tryNumber">;

export function namesOf({ dagId, runId, taskId, tryNumber }: RunTask): Names {
  return { dagId, runId, taskId, tryNumber };
}

export function succeeded(task: RunTask): AirflowHappening {
  if (task.work === "sensor") return { kind: "sensor-looked", ...namesOf(task), poke: task.poke, isMet: true };
  return { kind: "task-succeeded", ...namesOf(task), ...(task.work === "short-circuit" ? { value: true } : {}) };
}

export function failed(task: RunTask, isFinal = false): AirflowHappening {
  return { kind: "task-failed", ...namesOf(task), reason: "broken", isFinal };
}
