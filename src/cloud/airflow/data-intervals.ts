import { nextRuns } from "#engine/pipelines/next-runs.ts";
import type { Dag } from "./dag.ts";

/** The time that a run covers, and when the run is made. */
export type RunTime = {
  readonly logicalMs: number;
  readonly intervalStartMs: number;
  readonly intervalEndMs: number;
  readonly runAfterMs: number;
};

const presets: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@quarterly": "0 0 1 */3 *",
  "@yearly": "0 0 1 1 *",
};

/**
 * The time of the next scheduled run after the last one, whether it is due or not. Without catch-up, runs that are more than one behind are
 * passed over: the newest that is due, or the next that will be (next_dagrun_info of CronDataIntervalTimetable, DeltaDataIntervalTimetable
 * and CronTriggerTimetable).
 */
export function nextRunTime({
  dag,
  last,
  nowMs,
}: {
  readonly dag: Dag;
  readonly last: RunTime | null;
  readonly nowMs: number;
}): RunTime | undefined {
  const { schedule } = dag;
  if (schedule.kind === "none" || (schedule.kind === "once" && last !== null)) return undefined;
  if (schedule.kind === "once") return inTime(dag, momentOf(dag.startMs));
  if (schedule.kind === "cron" && schedule.timetable === "trigger") {
    const next = tickAfter(schedule.expression, last === null ? dag.startMs - 1 : last.logicalMs);
    if (next === undefined) return undefined;
    const newest = dag.catchup ? undefined : tickUntil(schedule.expression, nowMs);
    return inTime(dag, momentOf(Math.max(next, newest ?? next)));
  }
  const from = last === null ? firstStart(dag) : last.intervalEndMs;
  if (from === undefined) return undefined;
  const start = dag.catchup ? from : Math.max(from, latestStart(dag, nowMs) ?? from);
  const end = endOf(dag, start);
  if (end === undefined) return undefined;
  return inTime(dag, { logicalMs: start, intervalStartMs: start, intervalEndMs: end, runAfterMs: end });
}

/** The times of all runs with a logical date in a range, its ends included: what a backfill makes. */
export function runTimesBetween({
  dag,
  fromMs,
  toMs,
}: {
  readonly dag: Dag;
  readonly fromMs: number;
  readonly toMs: number;
}): readonly RunTime[] {
  const whole = { ...dag, startMs: Math.max(fromMs, 0), catchup: true };
  const times: RunTime[] = [];
  for (
    let next = nextRunTime({ dag: whole, last: null, nowMs: toMs });
    next !== undefined && next.logicalMs <= toMs;
  ) {
    times.push(next);
    if (times.length > 10_000) break;
    next = nextRunTime({ dag: whole, last: next, nowMs: toMs });
  }
  return times;
}

/** The interval that a run by hand covers: the one that has ended last; for a schedule without intervals the moment itself. */
export function manualRunTime(dag: Dag, nowMs: number): RunTime {
  const { schedule } = dag;
  const hasIntervals =
    schedule.kind === "every" || (schedule.kind === "cron" && schedule.timetable === "data-interval");
  const start = hasIntervals ? latestStart(dag, nowMs) : undefined;
  const end = start === undefined ? undefined : endOf(dag, start);
  if (start === undefined || end === undefined) return momentOf(nowMs);
  return { logicalMs: nowMs, intervalStartMs: start, intervalEndMs: end, runAfterMs: nowMs };
}

function inTime(dag: Dag, time: RunTime): RunTime | undefined {
  return dag.endMs !== null && time.logicalMs > dag.endMs ? undefined : time;
}

function momentOf(ms: number): RunTime {
  return { logicalMs: ms, intervalStartMs: ms, intervalEndMs: ms, runAfterMs: ms };
}

/** The first interval begins at the first tick that is not before the start date. */
function firstStart(dag: Dag): number | undefined {
  return dag.schedule.kind === "cron" ? tickAfter(dag.schedule.expression, dag.startMs - 1) : dag.startMs;
}

function endOf(dag: Dag, startMs: number): number | undefined {
  if (dag.schedule.kind === "cron") return tickAfter(dag.schedule.expression, startMs);
  return dag.schedule.kind === "every" ? startMs + dag.schedule.seconds * 1000 : undefined;
}

/** The beginning of the newest interval that has ended; with a timedelta of the one that ends now, wherever that falls. */
function latestStart(dag: Dag, nowMs: number): number | undefined {
  const { schedule } = dag;
  if (schedule.kind === "every") return nowMs - schedule.seconds * 1000;
  if (schedule.kind !== "cron") return undefined;
  const end = tickUntil(schedule.expression, nowMs);
  return end === undefined ? undefined : tickUntil(schedule.expression, end - 1);
}

function tickAfter(expression: string, ms: number): number | undefined {
  return nextRuns({ expression: presets[expression] ?? expression, afterMs: Math.max(0, ms) })[0];
}

/** The last tick at or before a moment: looked for in ever longer times before it. */
function tickUntil(expression: string, ms: number): number | undefined {
  const cron = presets[expression] ?? expression;
  for (const hours of [1, 24, 32 * 24, 366 * 24, 9 * 366 * 24]) {
    const afterMs = Math.max(0, ms - hours * 3_600_000);
    const ticks = nextRuns({ expression: cron, afterMs, count: 2000 }).filter((tick) => tick <= ms);
    const last = ticks.at(-1);
    if (last !== undefined) return last;
  }
  return undefined;
}
