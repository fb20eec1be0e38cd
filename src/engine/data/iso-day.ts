import { civilFromDays, daysFromCivil, daysInMonth } from "#engine/core/civil-date.ts";
import { refusal, shown } from "./refusal.ts";

/**
 * The day number of an ISO date: days since 1 January 1970, which is day 0. With dates as numbers, "how many days between"
 * is a subtraction, and a model can read them.
 *
 * Taken are `2024-02-29`, with a time `2024-02-29T18:30`, `18:30:05` or `18:30:05.25` (T or one space between), and with an
 * offset `Z` or `+07:00`; a time makes a fraction of a day, without an offset in UTC. `29/02/2024` is refused: whether day or
 * month comes first is not for us to guess. O(1).
 *
 * @param text  ISO 8601, years 0000 to 9999
 * @returns     days; dates before 1970 are negative
 * @throws {EngineError} "bad-expression" for any other text, and for days that no calendar has
 * @example isoToDay("1970-01-02") // => 1
 * @example isoToDay("2024-02-29T18:00:00+07:00") // => 19782.458333333332
 * @source  ISO 8601; day count by core/civil-date.ts
 */
export function isoToDay(text: string): number {
  const day = readIsoDay(text);
  if (!Number.isNaN(day)) return day;
  const need = "a date such as 2024-02-29 or 2024-02-29T18:30:00Z";
  throw refusal({ code: "bad-expression", functionName: "isoToDay", need, got: shown(text) });
}

/**
 * The ISO date of a day number; a fraction of a day is cut off.
 *
 * @param day  days since 1 January 1970, within the years 0000 to 9999
 * @throws {EngineError} "out-of-range" outside those years, and for what is no finite number
 * @example dayToIso(19782) // => "2024-02-29"
 */
export function dayToIso(day: number): string {
  if (typeof day !== "number" || !(day >= firstDay && day < lastDay)) {
    const need = `a day from ${firstDay} to ${lastDay}`;
    throw refusal({ code: "out-of-range", functionName: "dayToIso", need, got: shown(day) });
  }
  const { year, month, day: dayOfMonth } = civilFromDays(Math.floor(day));
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfMonth, 2)}`;
}

/** The day number, or NaN when the text is no ISO date. Spaces around it are allowed. */
export function readIsoDay(text: unknown): number {
  const parts = typeof text === "string" && text.length < 48 ? isoDate.exec(text.trim()) : null;
  if (parts === null) return Number.NaN;
  const part = (index: number): number => Number(parts[index] ?? 0);
  const date = { year: part(1), month: part(2), day: part(3) };
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > daysInMonth(date)) return Number.NaN;
  const [hour, minute, second] = [part(4), part(5), part(6)];
  const [offsetHour, offsetMinute] = [part(8), part(9)];
  if (hour > 23 || minute > 59 || second >= 60 || offsetHour > 14 || offsetMinute > 59) return Number.NaN;
  const offset = (parts[7] === "-" ? -1 : 1) * (offsetHour * 3600 + offsetMinute * 60);
  return daysFromCivil(date) + (hour * 3600 + minute * 60 + second - offset) / 86_400;
}

const isoDate = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d{1,9})?))?(?:Z|([+-])(\d\d):?(\d\d))?)?$/;
const firstDay = -719_528;
const lastDay = 2_932_897;

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
