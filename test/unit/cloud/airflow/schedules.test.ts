import { describe, expect, it } from "vitest";
import { openAirflow } from "#cloud/airflow/airflow-state.ts";
import { DagError, defineDag } from "#cloud/airflow/dag.ts";
import { runTimesBetween } from "#cloud/airflow/data-intervals.ts";
import { createHost, dagOf, dayMs, failed, firstMs, hourMs, succeeded } from "./airflow-host.ts";

const daily = { kind: "cron", expression: "@daily", timetable: "data-interval" } as const;
const tasks = [{ taskId: "load" }, { taskId: "train", upstream: ["load"] }];

function intervals(host: ReturnType<typeof createHost>): readonly string[] {
  return host.state().runs.map(({ intervalStartMs, intervalEndMs }) => {
    const text = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace("T", " ");
    return `${text(intervalStartMs)} – ${text(intervalEndMs)}`;
  });
}

describe("data intervals (Airflow, Dag Runs)", () => {
  it("a daily run covers a day and is made when the day is over", () => {
    const host = createHost({ dags: [dagOf({ schedule: daily, tasks, catchup: true })] });
    host.until(firstMs + dayMs - 1);
    expect(host.state().runs).toEqual([]);
    host.until(firstMs + dayMs);
    expect(host.state().runs).toMatchObject([
      {
        runId: "scheduled__2026-11-01T00:00:00+00:00",
        logicalMs: firstMs,
        intervalStartMs: firstMs,
        intervalEndMs: firstMs + dayMs,
        state: "success",
      },
    ]);
    expect(host.done()[0]?.context).toMatchObject({
      ds: "2026-11-01",
      logical_date: "2026-11-01T00:00:00+00:00",
      data_interval_end: "2026-11-02T00:00:00+00:00",
    });
  });

  it("a start date between ticks waits for the next tick", () => {
    const host = createHost({ dags: [dagOf({ startMs: firstMs + hourMs, schedule: daily, tasks, catchup: true })] });
    host.until(firstMs + 3 * dayMs);
    expect(intervals(host)).toEqual(["2026-11-02 00:00 – 2026-11-03 00:00", "2026-11-03 00:00 – 2026-11-04 00:00"]);
  });

  it("with catch-up all intervals since the start are run, in order; without, the newest only", () => {
    const at = firstMs + 5 * dayMs + 2 * hourMs;
    const run = (catchup: boolean) => {
      const host = createHost({ dags: [dagOf({ schedule: daily, tasks, catchup })], nowMs: at });
      host.until(at);
      return intervals(host);
    };
    expect(run(true)).toEqual([1, 2, 3, 4, 5].map((day) => `2026-11-0${day} 00:00 – 2026-11-0${day + 1} 00:00`));
    expect(run(false)).toEqual(["2026-11-05 00:00 – 2026-11-06 00:00"]);
  });

  it("a timedelta counts from the start date; a cron tick as trigger covers no time", () => {
    const every = createHost({ dags: [dagOf({ schedule: { kind: "every", seconds: 5400 }, tasks, catchup: true })] });
    every.until(firstMs + 3 * hourMs);
    expect(intervals(every)).toEqual(["2026-11-01 00:00 – 2026-11-01 01:30", "2026-11-01 01:30 – 2026-11-01 03:00"]);
    const schedule = { kind: "cron", expression: "30 6 * * *", timetable: "trigger" } as const;
    const trigger = createHost({ dags: [dagOf({ schedule, tasks })] });
    trigger.until(firstMs + dayMs);
    expect(intervals(trigger)).toEqual(["2026-11-01 06:30 – 2026-11-01 06:30"]);
  });

  it("without catch-up a timedelta ends now, and a trigger runs the newest tick that was missed", () => {
    const at = firstMs + 5 * hourMs + 600_000;
    const every = createHost({ dags: [dagOf({ schedule: { kind: "every", seconds: 7200 }, tasks })], nowMs: at });
    every.until(at);
    every.until(at + 2 * hourMs);
    expect(intervals(every)).toEqual(["2026-11-01 03:10 – 2026-11-01 05:10", "2026-11-01 05:10 – 2026-11-01 07:10"]);
    const schedule = { kind: "cron", expression: "@hourly", timetable: "trigger" } as const;
    const trigger = createHost({ dags: [dagOf({ schedule, tasks })], nowMs: at });
    trigger.until(at);
    expect(intervals(trigger)).toEqual(["2026-11-01 05:00 – 2026-11-01 05:00"]);
  });

  it("@once runs once, none only by hand, and nothing runs after the end date", () => {
    const host = createHost({
      dags: [
        dagOf({ dagId: "once", schedule: { kind: "once" }, tasks }),
        dagOf({ dagId: "hand", tasks }),
        dagOf({ dagId: "ends", schedule: daily, tasks, catchup: true, endMs: firstMs + dayMs }),
      ],
    });
    host.until(firstMs + 9 * dayMs);
    host.tell({ kind: "trigger-dag", dagId: "hand", conf: { model: "b" } });
    expect(host.state().runs.map(({ dagId, type }) => `${dagId} ${type}`)).toEqual([
      "once scheduled",
      "ends scheduled",
      "ends scheduled",
      "hand manual",
    ]);
    expect(host.done().at(-1)?.context.conf).toEqual({ model: "b" });
  });

  it("a paused DAG makes no runs, and makes up for them by its catch-up when it goes on", () => {
    const host = createHost({ dags: [dagOf({ schedule: daily, tasks, catchup: true })] });
    host.tell({ kind: "pause", dagId: "churn", isPaused: true });
    host.until(firstMs + 3 * dayMs);
    expect(host.state().runs).toEqual([]);
    host.tell({ kind: "pause", dagId: "churn", isPaused: false });
    expect(host.state().runs).toHaveLength(3);
  });

  it("no more runs of a DAG are active than allowed", () => {
    const dag = dagOf({ schedule: daily, tasks, catchup: true, maxActiveRuns: 2 });
    const host = createHost({ dags: [dag], nowMs: firstMs + 9 * dayMs, work: () => undefined });
    host.tell({ kind: "time" });
    expect(host.state().runs.map(({ state }) => state)).toEqual(["running", "running"]);
  });
});

describe("backfill", () => {
  const dag = dagOf({ schedule: daily, tasks, startMs: firstMs + 20 * dayMs });
  const range = { kind: "backfill", dagId: "churn", fromMs: firstMs + dayMs, toMs: firstMs + 3 * dayMs } as const;

  it("makes a run for every date of the range, its ends included", () => {
    const host = createHost({ dags: [dag] });
    host.tell(range);
    expect(host.state().runs.map(({ runId, state }) => `${runId} ${state}`)).toEqual([
      "backfill__2026-11-02T00:00:00+00:00 success",
      "backfill__2026-11-03T00:00:00+00:00 success",
      "backfill__2026-11-04T00:00:00+00:00 success",
    ]);
    expect(runTimesBetween({ dag, fromMs: firstMs, toMs: firstMs })).toHaveLength(1);
  });

  it("leaves what has run, repeats what failed, or repeats all", () => {
    const broken = new Set(["backfill__2026-11-03T00:00:00+00:00"]);
    const host = createHost({
      dags: [dag],
      work: (task) => (broken.has(task.runId) ? failed(task) : succeeded(task)),
    });
    host.tell(range);
    expect(host.state().runs.map(({ state }) => state)).toEqual(["success", "failed", "success"]);
    const before = host.done().length;
    host.tell(range);
    expect(host.done()).toHaveLength(before);
    broken.clear();
    host.tell({ ...range, reprocess: "failed" });
    expect(
      host
        .done()
        .slice(before)
        .map(({ runId, taskId }) => `${runId.slice(10, 20)} ${taskId}`),
    ).toEqual(["2026-11-03 load", "2026-11-03 train"]);
    host.tell({ ...range, reprocess: "completed" });
    expect(host.done()).toHaveLength(before + 2 + 6);
  });

  it("runs so many at once, backwards if asked, but not with depends_on_past", () => {
    const host = createHost({ dags: [dag], work: () => undefined });
    host.tell({ ...range, maxActiveRuns: 2, backwards: true });
    expect(
      host
        .state()
        .runs.filter(({ state }) => state === "running")
        .map(({ runId }) => runId.slice(10, 20)),
    ).toEqual(["2026-11-04", "2026-11-03"]);
    const past = dagOf({ schedule: daily, tasks: [{ taskId: "a", dependsOnPast: true }] });
    expect(() => createHost({ dags: [past] }).tell({ ...range, backwards: true })).toThrow("depends_on_past");
  });
});

describe("a DAG that cannot be", () => {
  it("is refused with the reason", () => {
    const define = (given: Parameters<typeof dagOf>[0]) => () => dagOf(given);
    expect(define({ tasks: [{ taskId: "a", upstream: ["b"] }] })).toThrow("upstream task 'b', which is not in the DAG");
    expect(define({ tasks: [{ taskId: "a" }, { taskId: "a" }] })).toThrow(
      "Task id 'a' has already been added to the DAG",
    );
    const cycle = [
      { taskId: "a", upstream: ["b"] },
      { taskId: "b", upstream: ["a"] },
    ];
    expect(define({ tasks: cycle })).toThrow("Cycle detected in DAG churn: a waits for b waits for a");
    expect(define({ tasks: [] })).toThrow(DagError);
    expect(() => createHost({ dags: [] }).tell({ kind: "trigger-dag", dagId: "x" })).toThrow(
      "The Dag with ID: `x` was not found",
    );
    expect(openAirflow({ dags: [defineDag({ dagId: "d", startMs: 0, tasks: [{ taskId: "t" }] })] }).pools).toEqual({
      default_pool: 128,
    });
  });
});
