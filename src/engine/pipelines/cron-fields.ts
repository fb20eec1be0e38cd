import { EngineError } from "#engine/core/errors.ts";

/** Which days a cron expression means by a rule that depends on the month. */
export type DayRule =
  /** `L`, `L-3`: so many days before the last of the month. */
  | { readonly kind: "from-last"; readonly daysBefore: number }
  /** `15W`: the weekday nearest to a day, within its month; `LW`: the last weekday. */
  | { readonly kind: "nearest-weekday"; readonly day: number | "last" }
  /** `6L`: the last Friday; weekday 0 is Sunday. */
  | { readonly kind: "last-weekday"; readonly weekday: number }
  /** `6#3`: the third Friday. */
  | { readonly kind: "nth-weekday"; readonly weekday: number; readonly nth: number };

/** The moments of a cron expression: ascending lists of what is allowed; plain data. */
export type CronFields = {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: readonly number[];
  /** null: every year. */
  readonly years: readonly number[] | null;
  /** Days of the month, weekdays (0 = Sunday) and rules; null where the field does not restrict. */
  readonly days: readonly number[] | null;
  readonly weekdays: readonly number[] | null;
  readonly rules: readonly DayRule[];
  /** Unix: of two restricted day fields either is enough, unless one of them begins with `*`: then both must allow the day. */
  readonly isEitherDayEnough: boolean;
};

type Field = {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
};

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const minuteField: Field = { name: "minutes", min: 0, max: 59 };
const hourField: Field = { name: "hours", min: 0, max: 23 };
const dayField: Field = { name: "day of month", min: 1, max: 31 };
const monthField: Field = { name: "month", min: 1, max: 12, names: months };
const yearField: Field = { name: "year", min: 1970, max: 2199 };

/** Reads the fields of a cron expression. AWS counts weekdays from 1 = Sunday, Unix from 0 = Sunday (and 7). */
export function parseCron({ text, dialect }: { readonly text: string; readonly dialect: "aws" | "unix" }): CronFields {
  const isAws = dialect === "aws";
  const parts = text === "" ? [] : text.split(/\s+/);
  const [minute = "", hour = "", day = "", month = "", weekday = "", year = "*"] = parts;
  const need = isAws ? 6 : 5;
  if (parts.length !== need) throw unreadable(`${need} fields, got ${parts.length} in "${text}"`);
  if (isAws && (day === "?") === (weekday === "?")) {
    throw unreadable(`? in one of day of month and day of week, and in one only, got ${day} and ${weekday}`);
  }
  const offset = isAws ? 1 : 0;
  const weekdayField: Field = { name: "day of week", min: offset, max: 7, names: weekdays };
  const dayRule = isAws ? dayRuleOf(day) : undefined;
  const weekdayRule = isAws ? weekdayRuleOf({ text: weekday, field: weekdayField }) : undefined;
  const isFree = (field: string): boolean => field === "*" || (isAws && field === "?");
  const weekdayList =
    isFree(weekday) || weekdayRule !== undefined
      ? null
      : listOf({ text: weekday, field: weekdayField, offset }).map((value) => (value - offset) % 7);
  return {
    minutes: listOf({ text: minute, field: minuteField }),
    hours: listOf({ text: hour, field: hourField }),
    months: listOf({ text: month, field: monthField, offset: 1 }),
    years: year === "*" ? null : listOf({ text: year, field: yearField }),
    days: isFree(day) || dayRule !== undefined ? null : listOf({ text: day, field: dayField }),
    weekdays: weekdayList === null ? null : [...new Set(weekdayList)].sort((a, b) => a - b),
    rules: [dayRule, weekdayRule].filter((rule) => rule !== undefined),
    isEitherDayEnough: !day.startsWith("*") && !weekday.startsWith("*"),
  };
}

function dayRuleOf(text: string): DayRule | undefined {
  const [, before, near] = /^(?:L(?:-(\d{1,2}))?|(\d{1,2}|L)W)$/.exec(text) ?? [];
  if (near !== undefined) {
    const day = near === "L" ? "last" : numberOf({ text: near, field: dayField, offset: 0 });
    return { kind: "nearest-weekday", day };
  }
  if (!text.startsWith("L")) return undefined;
  const daysBefore = Number(before ?? 0);
  if (/^L(-\d{1,2})?$/.test(text) && daysBefore <= 30) return { kind: "from-last", daysBefore };
  throw unreadable(`L, L-1 to L-30 or LW in day of month, got ${text}`);
}

function weekdayRuleOf({ text, field }: { readonly text: string; readonly field: Field }): DayRule | undefined {
  // "L" alone is the last day of the week, Saturday.
  if (text === "L") return undefined;
  const [, name = "", nth] = /^(\w+?)(?:L|#(\d+))$/.exec(text) ?? [];
  if (name === "") return undefined;
  const weekday = numberOf({ text: name, field, offset: 1 }) - 1;
  if (nth === undefined) return { kind: "last-weekday", weekday };
  if (Number(nth) >= 1 && Number(nth) <= 5) return { kind: "nth-weekday", weekday, nth: Number(nth) };
  throw unreadable(`#1 to #5 in day of week, got ${text}`);
}

/** A list of values, ranges and steps as ascending numbers. `names` begin at the number `offset`. */
function listOf({
  text,
  field,
  offset = 0,
}: {
  readonly text: string;
  readonly field: Field;
  readonly offset?: number;
}): readonly number[] {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", step, ...more] = part.split("/");
    if (range === "" || more.length > 0 || (step !== undefined && !/^\d{1,4}$/.test(step)) || step === "0") {
      throw unreadable(`values, ranges and steps in ${field.name}, got "${text}"`);
    }
    const { from, to } = rangeOf({ text: range, isOpen: step !== undefined, field, offset });
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function rangeOf({
  text,
  isOpen,
  field,
  offset,
}: {
  readonly text: string;
  /** A single value before a step begins a range that goes to the end. */
  readonly isOpen: boolean;
  readonly field: Field;
  readonly offset: number;
}): { readonly from: number; readonly to: number } {
  if (text === "*") return { from: field.min, to: field.name === "day of week" ? field.min + 6 : field.max };
  const [first = "", last, ...more] = text.split("-");
  const from = numberOf({ text: first, field, offset });
  const to = last === undefined ? (isOpen ? field.max : from) : numberOf({ text: last, field, offset });
  if (more.length > 0 || from > to) throw unreadable(`a range from low to high in ${field.name}, got ${text}`);
  return { from, to };
}

function numberOf({
  text,
  field,
  offset,
}: {
  readonly text: string;
  readonly field: Field;
  readonly offset: number;
}): number {
  if (text === "L" && field.name === "day of week" && field.min === 1) return 7;
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + offset : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= field.min && value <= field.max) return value;
  throw unreadable(`${field.min} to ${field.max} in ${field.name}, got "${text}"`);
}

function unreadable(need: string): EngineError {
  return new EngineError("bad-expression", `parseSchedule requires ${need}`, { function: "parseSchedule" });
}
