import { utcFields, utcTime } from "./civil-date.ts";
import { EngineError } from "./errors.ts";

/**
 * A point in time as text (ISO 8601, UTC), which sorts as time does: `2026-11-24T13:36:00Z`; milliseconds where there are any. O(1).
 *
 * @param epochMs  milliseconds since 1970, from year 0 to year 9999
 * @throws {EngineError} "not-finite"; "out-of-range" for a year that four digits cannot write
 * @example formatUtc(951_825_600_000) // => "2000-02-29T12:00:00Z"
 * @example formatUtc(1) // => "1970-01-01T00:00:00.001Z"
 */
export function formatUtc(epochMs: number): string {
  const { year, month, day, hour, minute, second, millisecond } = utcFields(epochMs);
  if (year < 0 || year > 9999) {
    throw new EngineError("out-of-range", `formatUtc requires a year from 0 to 9999, got ${year}`, {
      function: "formatUtc",
      got: year,
    });
  }
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  const fraction = millisecond === 0 ? "" : `.${digits(millisecond, 3)}`;
  return `${date}T${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}${fraction}Z`;
}

/**
 * The point in time that an ISO 8601 text names: a date, or a date and a time with `T` or a space between; seconds, their
 * fraction (cut to milliseconds) and an offset (`Z`, `+07:00`) may follow. Without an offset it is UTC, never "local". O(1).
 *
 * @returns  milliseconds since 1970
 * @throws {EngineError} "bad-expression" for another form, "out-of-range" for a day or a time that does not exist
 * @example parseUtc("2000-02-29") // => 951782400000
 * @example parseUtc("2000-02-29T19:00:00+07:00") // => 951825600000
 */
export function parseUtc(text: string): number {
  const parts = typeof text === "string" ? isoText.exec(text) : null;
  if (parts === null) {
    const got = typeof text === "string" ? `"${text}"` : String(text);
    throw new EngineError("bad-expression", `parseUtc requires a date such as 2026-11-24T13:36:00Z, got ${got}`, {
      function: "parseUtc",
      got,
    });
  }
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", offset = "Z"] = parts;
  const local = utcTime({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, "0")),
  });
  if (offset === "Z") return local;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return local - (offset.startsWith("-") ? -minutes : minutes) * 60_000;
}

const isoText =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/;

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
