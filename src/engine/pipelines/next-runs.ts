import { civilFromDays, daysFromCivil, daysInMonth } from "#engine/core/civil-date.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { CronFields, DayRule } from "./cron-fields.ts";
import { parseSchedule } from "./schedule.ts";

const dayMs = 86_400_000;

/**
 * The next times of a schedule, strictly after a moment.
 *
 * For cron it walks over the days of the calendar, not over minutes: which days are meant depends on the month and on leap years
 * (29 February, the last Friday, the weekday nearest the 15th), the times within a day do not. It gives up at the end of the year
 * 2199, the last that AWS knows, so a day that never comes (30 February) gives an empty list and no endless search. `rate` counts
 * from `anchorMs`, the moment at which the schedule was made.
 *
 * Cost: O(days walked + count).
 *
 * @param expression  as `parseSchedule` reads it
 * @param afterMs     epoch milliseconds; a run at this very moment is not listed
 * @param count       how many times, up to 10,000; default 1
 * @param anchorMs    for rate: the first run is one period after it; default `afterMs`
 * @returns           ascending epoch milliseconds in UTC; fewer than `count` when the schedule ends
 * @throws {EngineError} "bad-expression" as `parseSchedule`; "not-finite", "out-of-range" for afterMs outside the years 1970 to
 *                      2199, or another count
 * @example nextRuns({ expression: "cron(0 12 L 2 ? *)", afterMs: parseUtc("2024-01-01") }).map(formatUtc) // => ["2024-02-29T12:00:00Z"]
 * @example nextRuns({ expression: "rate(1 day)", afterMs: 0, count: 2 }) // => [86_400_000, 172_800_000]
 * @source  Amazon EventBridge User Guide; crontab(5); agrees with croniter for what both know (test/conformance)
 */
export function nextRuns(options: {
  readonly expression: string;
  readonly afterMs: number;
  readonly count?: number;
  readonly anchorMs?: number;
}): readonly number[] {
  const functionName = "nextRuns";
  const {
    expression,
    afterMs,
    count = 1,
    anchorMs = afterMs,
  } = requireOptions(functionName, options, ["expression", "afterMs", "count", "anchorMs"]);
  requireNumber({ functionName, name: "afterMs", value: afterMs, least: 0, most: lastMs });
  requireNumber({ functionName, name: "anchorMs", value: anchorMs, least: 0, most: lastMs });
  requireNumber({ functionName, name: "count", value: count, least: 1, most: 10_000, whole: true });
  const schedule = parseSchedule(expression);
  if (schedule.kind === "at") return schedule.atMs > afterMs ? [schedule.atMs] : [];
  if (schedule.kind === "rate") {
    const { everyMs } = schedule;
    const first = Math.max(1, Math.floor((afterMs - anchorMs) / everyMs) + 1);
    return Array.from({ length: count }, (_, i) => anchorMs + (first + i) * everyMs).filter((time) => time <= lastMs);
  }
  return cronTimes({ cron: schedule, afterMs, count });
}

const lastDay = daysFromCivil({ year: 2199, month: 12, day: 31 });
const lastMs = (lastDay + 1) * dayMs - 1;

function cronTimes({
  cron,
  afterMs,
  count,
}: {
  readonly cron: CronFields;
  readonly afterMs: number;
  readonly count: number;
}): readonly number[] {
  const times: number[] = [];
  let day = Math.floor(afterMs / dayMs);
  while (day <= lastDay) {
    const { year, month } = civilFromDays(day);
    const monthStart = daysFromCivil({ year, month, day: 1 });
    const length = daysInMonth({ year, month });
    const isMonth = cron.months.includes(month) && (cron.years === null || cron.years.includes(year));
    const days = isMonth ? daysOfMonth({ cron, monthStart, length }) : [];
    for (const inMonth of days) {
      const start = (monthStart + inMonth - 1) * dayMs;
      if (start + dayMs <= afterMs) continue;
      for (const hour of cron.hours) {
        for (const minute of cron.minutes) {
          const time = start + hour * 3_600_000 + minute * 60_000;
          if (time <= afterMs) continue;
          times.push(time);
          if (times.length === count) return times;
        }
      }
    }
    day = monthStart + length;
  }
  return times;
}

/** The days that are meant in a month. */
function daysOfMonth({
  cron,
  monthStart,
  length,
}: {
  readonly cron: CronFields;
  readonly monthStart: number;
  readonly length: number;
}): readonly number[] {
  const { days, weekdays, rules, isEitherDayEnough } = cron;
  const ruled = new Set(rules.map((rule) => dayOfRule({ rule, monthStart, length })));
  return Array.from({ length }, (_, i) => i + 1).filter((day) => {
    const asks: boolean[] = [];
    if (days !== null) asks.push(days.includes(day));
    if (weekdays !== null) asks.push(weekdays.includes(weekdayOf(monthStart + day - 1)));
    if (rules.length > 0) asks.push(ruled.has(day));
    if (asks.length === 0) return true;
    return isEitherDayEnough ? asks.includes(true) : !asks.includes(false);
  });
}

/** 1 January 1970, day 0, was a Thursday, weekday 4. */
function weekdayOf(day: number): number {
  return (day + 4) % 7;
}

/** The day of a month that a rule means; undefined where the month has none (a fifth Friday, a 31st). */
function dayOfRule({
  rule,
  monthStart,
  length,
}: {
  readonly rule: DayRule;
  readonly monthStart: number;
  readonly length: number;
}): number | undefined {
  const weekday = (day: number): number => weekdayOf(monthStart + day - 1);
  if (rule.kind === "from-last") return length - rule.daysBefore;
  if (rule.kind === "last-weekday") return length - ((weekday(length) - rule.weekday + 7) % 7);
  if (rule.kind === "nth-weekday") {
    const day = 1 + ((rule.weekday - weekday(1) + 7) % 7) + 7 * (rule.nth - 1);
    return day <= length ? day : undefined;
  }
  const day = rule.day === "last" ? length : rule.day;
  if (day > length) return undefined;
  // Saturday goes back to Friday and Sunday on to Monday, unless that leaves the month.
  if (weekday(day) === 6) return day === 1 ? 3 : day - 1;
  if (weekday(day) === 0) return day === length ? day - 2 : day + 1;
  return day;
}
