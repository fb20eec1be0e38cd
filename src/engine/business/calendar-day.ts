import { civilFromDays, daysFromCivil, daysInMonth } from "#engine/core/civil-date.ts";
import { EngineError } from "#engine/core/errors.ts";

/** The number of a day (0 = 1970-01-01) from its text, YYYY-MM-DD. */
export function parseDay({
  functionName,
  name,
  text,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly text: string;
}): number {
  const match = typeof text === "string" ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) : null;
  const [year, month, day] = (match ?? []).slice(1).map(Number);
  if (year !== undefined && month !== undefined && day !== undefined && month >= 1 && month <= 12) {
    if (day >= 1 && day <= daysInMonth({ year, month })) return daysFromCivil({ year, month, day });
  }
  const got = typeof text === "string" ? `"${text}"` : text === null ? "null" : typeof text;
  throw new EngineError(
    typeof text === "string" ? "out-of-range" : "wrong-type",
    `${functionName} requires ${name} to be a day, YYYY-MM-DD, got ${got}`,
    { function: functionName, argument: name, got },
  );
}

/** YYYY-MM-DD. */
export function dayText(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The first day of the month after the one a day lies in. */
export function nextMonth(days: number): number {
  const { year, month } = civilFromDays(days);
  return month === 12
    ? daysFromCivil({ year: year + 1, month: 1, day: 1 })
    : daysFromCivil({ year, month: month + 1, day: 1 });
}

/** The first day of the month that a day lies in. */
export function firstOfMonth(days: number): number {
  return daysFromCivil({ ...civilFromDays(days), day: 1 });
}
