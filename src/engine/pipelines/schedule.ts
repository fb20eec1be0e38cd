import { EngineError } from "#engine/core/errors.ts";
import { parseUtc } from "#engine/core/utc-text.ts";
import { type CronFields, parseCron } from "./cron-fields.ts";

/** When something runs again and again (or once), as plain data. */
export type Schedule =
  | ({ readonly kind: "cron" } & CronFields)
  | { readonly kind: "rate"; readonly everyMs: number }
  | { readonly kind: "at"; readonly atMs: number };

/**
 * Reads a schedule in the words of AWS, or of Unix.
 *
 * `rate(5 minutes)` runs every five minutes. `at(2026-12-24T18:00:00)` runs once. `cron(0 10 ? * MON-FRI *)` has AWS's six fields:
 * minutes, hours, day of month, month, day of week (1 = Sunday … 7), year; `?` stands in one of the two day fields and says "the
 * other decides". `0 10 * * 1-5` without `cron` has the five fields of Unix: no year, and days of the week from 0 = Sunday (7 is
 * Sunday too); when both day fields are restricted, either is enough, unless one begins with `*`: then both must hold.
 *
 * Fields take `*`, lists `1,15`, ranges `MON-FRI`, steps `0/5` (from 0 on, every fifth); AWS's also `L` (last day of the month; `6L` the last Friday;
 * `L-3` three days before the last), `15W` (the weekday nearest the 15th, within the month; `LW` the last weekday) and `6#3` (the
 * third Friday). All times are UTC. O(length).
 *
 * @param expression  the schedule
 * @returns           plain data; `nextRuns` lists its times
 * @throws {EngineError} "bad-expression", naming the field and what is wrong with it
 * @example parseSchedule("rate(2 hours)") // => { kind: "rate", everyMs: 7_200_000 }
 * @example parseSchedule("at(1970-01-02T00:00:00)") // => { kind: "at", atMs: 86_400_000 }
 * @source  Amazon EventBridge User Guide, cron and rate expressions; crontab(5)
 */
export function parseSchedule(expression: string): Schedule {
  if (typeof expression !== "string")
    throw unreadable(`a text, got ${expression === null ? "null" : typeof expression}`);
  const text = expression.trim();
  const call = /^(\w+)\((.*)\)$/s.exec(text);
  const [, name, inside = ""] = call ?? [];
  if (name === undefined) return { kind: "cron", ...parseCron({ text, dialect: "unix" }) };
  if (name === "cron") return { kind: "cron", ...parseCron({ text: inside.trim(), dialect: "aws" }) };
  if (name === "rate") return { kind: "rate", everyMs: rateOf(inside.trim()) };
  if (name === "at") return { kind: "at", atMs: timeOf(inside.trim()) };
  throw unreadable(`cron(...), rate(...), at(...) or five fields, got ${name}(...)`);
}

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** AWS asks for the singular at 1 and the plural otherwise. */
function rateOf(text: string): number {
  const [, digits = "", unit = "", plural = ""] = /^(\d{1,9}) +(minute|hour|day)(s?)$/.exec(text) ?? [];
  const count = Number(digits);
  if (digits === "" || count === 0) throw unreadable(`rate(value unit) such as rate(5 minutes), got rate(${text})`);
  if ((count === 1) === (plural === "s")) throw unreadable(`1 ${unit} or ${count} ${unit}s, got rate(${text})`);
  return count * (unitMs[unit] ?? 0);
}

function timeOf(text: string): number {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) {
    try {
      return parseUtc(text);
    } catch (cause) {
      const error = unreadable(`a time that exists, got at(${text})`);
      error.cause = cause;
      throw error;
    }
  }
  throw unreadable(`at(yyyy-mm-ddThh:mm:ss), got at(${text})`);
}

function unreadable(need: string): EngineError {
  return new EngineError("bad-expression", `parseSchedule requires ${need}`, { function: "parseSchedule" });
}
