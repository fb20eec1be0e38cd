import { EngineError } from "./errors.ts";

/** A day of the Gregorian calendar; month 1 to 12, day 1 to 31. */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number };

/** A point in time as a calendar and a clock in UTC show it; weekday 0 is Sunday, 6 Saturday. */
export type UtcFields = CivilDate & {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly weekday: number;
};

const dayMs = 86_400_000;

/**
 * The number of a day, counted from 1 January 1970, which is day 0; days before are negative.
 *
 * Leap days make counting awkward only because they stand in the middle of the year. Let the year begin in March and the
 * leap day is its last day, so that the days before a month follow a straight line, ⌊(153 m + 2) / 5⌋; 400 years always
 * have 146,097 days. With that, a date is a few whole-number operations and no table. Exact for every year. O(1).
 *
 * @param year   any whole number; the calendar is extended backwards without the change of 1582, year 0 included
 * @param month  1 to 12
 * @param day    1 to the last of the month
 * @returns      a whole number of days
 * @throws {EngineError} "out-of-range" for a day that does not exist
 * @example daysFromCivil({ year: 1970, month: 1, day: 1 }) // => 0
 * @example daysFromCivil({ year: 2000, month: 3, day: 1 }) // => 11017
 * @source  Howard Hinnant, chrono-Compatible Low-Level Date Algorithms (days_from_civil)
 */
export function daysFromCivil({ year, month, day }: CivilDate): number {
  const isMonth = Number.isInteger(year) && Number.isInteger(month) && month >= 1 && month <= 12;
  if (!isMonth || !Number.isInteger(day) || day < 1 || day > daysInMonth({ year, month })) {
    const got = `${year}-${month}-${day}`;
    throw new EngineError("out-of-range", `daysFromCivil requires a day of the calendar, got ${got}`, {
      function: "daysFromCivil",
      got,
    });
  }
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/**
 * The date of a day number: the way back from `daysFromCivil`. O(1).
 *
 * @param days  whole days since 1 January 1970
 * @example civilFromDays(11016) // => { year: 2000, month: 2, day: 29 }
 * @source  Howard Hinnant, chrono-Compatible Low-Level Date Algorithms (civil_from_days)
 */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/**
 * The length of a month: 28 to 31. A year is a leap year when 4 divides it, unless 100 does, unless 400 does. O(1).
 *
 * @example daysInMonth({ year: 2100, month: 2 }) // => 28
 * @example daysInMonth({ year: 2024, month: 2 }) // => 29
 */
export function daysInMonth({ year, month }: { readonly year: number; readonly month: number }): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * What a calendar and a clock in UTC show at a point in time. O(1).
 *
 * @param epochMs  milliseconds since 1 January 1970, 00:00 UTC; a fraction of a millisecond is cut off
 * @throws {EngineError} "not-finite" for what is no finite number
 * @example utcFields(951_782_400_000).weekday // => 2
 * @example utcFields(-1).year // => 1969
 */
export function utcFields(epochMs: number): UtcFields {
  if (!Number.isFinite(epochMs)) {
    throw new EngineError("not-finite", `utcFields requires a finite time in milliseconds, got ${String(epochMs)}`, {
      function: "utcFields",
      got: String(epochMs),
    });
  }
  const wholeMs = Math.floor(epochMs);
  const days = Math.floor(wholeMs / dayMs);
  const inDay = wholeMs - days * dayMs;
  return {
    ...civilFromDays(days),
    hour: Math.floor(inDay / 3_600_000),
    minute: Math.floor(inDay / 60_000) % 60,
    second: Math.floor(inDay / 1000) % 60,
    millisecond: inDay % 1000,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/**
 * The point in time of a date and a clock time in UTC, in milliseconds since 1970. O(1).
 *
 * @throws {EngineError} "out-of-range" for a day that does not exist, or an hour, minute, second or millisecond outside its clock
 * @example utcTime({ year: 2000, month: 2, day: 29, hour: 12 }) // => 951825600000
 */
export function utcTime({
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
  ...date
}: CivilDate & Partial<Pick<UtcFields, "hour" | "minute" | "second" | "millisecond">>): number {
  const isClock = inRange(hour, 24) && inRange(minute, 60) && inRange(second, 60) && inRange(millisecond, 1000);
  if (!isClock) {
    const got = `${hour}:${minute}:${second}.${millisecond}`;
    throw new EngineError("out-of-range", `utcTime requires a time of day, got ${got}`, { function: "utcTime", got });
  }
  return daysFromCivil(date) * dayMs + hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond;
}

function inRange(value: number, below: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < below;
}
