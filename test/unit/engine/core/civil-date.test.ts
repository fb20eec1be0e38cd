import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { civilFromDays, daysFromCivil, daysInMonth, utcFields, utcTime } from "#engine/core/civil-date.ts";
import { formatUtc, parseUtc } from "#engine/core/utc-text.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";

// The clock of the JavaScript engine, which the engine itself may not ask, is the outside reference here.
const times = fc.integer({ min: Date.UTC(-1000, 0, 1), max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });

test("fields are those of Date, before 1970 and in leap years too", () => {
  fc.assert(
    fc.property(times, (epochMs) => {
      const date = new Date(epochMs);
      const fields = utcFields(epochMs);
      expect(fields).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
        millisecond: date.getUTCMilliseconds(),
        weekday: date.getUTCDay(),
      });
      expect(utcTime(fields)).toBe(epochMs);
    }),
    { numRuns: 300 },
  );
});

test("days and dates lead to each other", () => {
  for (let days = -800_000; days < 800_000; days += 173) expect(daysFromCivil(civilFromDays(days))).toBe(days);
});

test("texts are those of Date.toISOString, and lead back", () => {
  fc.assert(
    fc.property(times, (epochMs) => {
      fc.pre(epochMs >= Date.UTC(0, 0, 1) && new Date(epochMs).getUTCFullYear() >= 0);
      const text = formatUtc(epochMs);
      expect(text).toBe(new Date(epochMs).toISOString().replace(".000Z", "Z"));
      expect(parseUtc(text)).toBe(epochMs);
    }),
    { numRuns: 200 },
  );
});

test.each([
  "2026-11-24",
  "2026-11-24T13:36",
  "2026-11-24T13:36:05.25Z",
  "2026-11-24T13:36:05+07:00",
  "2026-11-24T01:00:00-05:30",
])("%s is read as Date reads it in UTC", (text) => {
  const withZone = /Z$|[+-]\d\d:\d\d$/.test(text) || !text.includes("T") ? text : `${text}Z`;
  expect(parseUtc(text)).toBe(Date.parse(withZone));
});

test("the centuries: 1900 and 2100 are no leap years, 2000 is", () => {
  expect([1900, 2000, 2024, 2100].map((year) => daysInMonth({ year, month: 2 }))).toEqual([28, 29, 29, 28]);
});

describe("what is no time is refused", () => {
  test.each<readonly [string, () => unknown, string]>([
    ["30 February", () => daysFromCivil({ year: 2024, month: 2, day: 30 }), "out-of-range"],
    ["month 13", () => daysFromCivil({ year: 2024, month: 13, day: 1 }), "out-of-range"],
    ["day 0", () => daysFromCivil({ year: 2024, month: 1, day: 0 }), "out-of-range"],
    ["half a day", () => daysFromCivil({ year: 2024, month: 1, day: 1.5 }), "out-of-range"],
    ["24 o'clock", () => utcTime({ year: 2024, month: 1, day: 1, hour: 24 }), "out-of-range"],
    ["NaN", () => utcFields(Number.NaN), "not-finite"],
    ["a word", () => parseUtc("tomorrow"), "bad-expression"],
    ["null", () => parseUtc(null as never), "bad-expression"],
    ["29 February 2023", () => parseUtc("2023-02-29"), "out-of-range"],
    ["a year of five digits", () => formatUtc(Date.UTC(12_000, 0, 1)), "out-of-range"],
  ])("%s", (_, run, code) => {
    expect(refusalOf(run)).toBe(code);
  });
});
