import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatUtc, nextRuns, parseSchedule, parseUtc } from "#engine/pipelines/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

describe("schedules of the EventBridge User Guide, read by hand", () => {
  // 27 February 2024 is a Tuesday; the year has a 29 February.
  test.each([
    ["cron(0 10 * * ? *)", "2024-02-27T10:00:00Z", "2024-02-28T10:00:00Z"],
    ["cron(0 18 ? * MON-FRI *)", "2024-03-01T18:00:00Z", "2024-03-04T18:00:00Z"],
    ["cron(0 8 1 * ? *)", "2024-02-27T10:00:00Z", "2024-03-01T08:00:00Z"],
    ["cron(0/15 * * * ? *)", "2024-02-29T23:50:00Z", "2024-03-01T00:00:00Z"],
    ["cron(0 9 ? * 2#1 *)", "2024-02-27T10:00:00Z", "2024-03-04T09:00:00Z"],
    ["cron(0 0 L 2 ? *)", "2024-02-27T10:00:00Z", "2024-02-29T00:00:00Z"],
    ["cron(0 0 3W * ? *)", "2024-02-27T10:00:00Z", "2024-03-04T00:00:00Z"],
    ["cron(0 12 ? * L *)", "2024-02-27T10:00:00Z", "2024-03-02T12:00:00Z"],
    ["rate(5 minutes)", "2024-02-29T23:58:00Z", "2024-03-01T00:03:00Z"],
    ["rate(1 day)", "2024-02-28T10:00:00Z", "2024-02-29T10:00:00Z"],
    ["at(2024-03-01T00:00:00)", "2024-02-29T23:59:59Z", "2024-03-01T00:00:00Z"],
  ])("%s after %s is %s", (expression, after, expected) => {
    expect(nextRuns({ expression, afterMs: parseUtc(after) }).map(formatUtc)).toEqual([expected]);
  });
});

describe("laws of schedules", () => {
  const field = (min: number, max: number) =>
    fc.oneof(
      fc.constant("*"),
      fc.integer({ min, max }).map(String),
      fc.integer({ min: 2, max: 9 }).map((step) => `${min}/${step}`),
    );
  const expressions = fc
    .tuple(field(0, 59), field(0, 23), field(1, 28), field(1, 12))
    .map((fields) => `cron(${fields.join(" ")} ? *)`);
  const moments = fc.integer({ min: 0, max: parseUtc("2150-01-01") });

  test("times ascend after the moment, and the list does not depend on where it was cut", () => {
    fc.assert(
      fc.property(expressions, moments, (expression, afterMs) => {
        const times = nextRuns({ expression, afterMs, count: 6 });
        expect(times.every((time, i) => time > (times[i - 1] ?? afterMs))).toBe(true);
        expect(nextRuns({ expression, afterMs: times[2] ?? 0, count: 3 })).toEqual(times.slice(3));
        expect(nextRuns({ expression, afterMs: (times[0] ?? 0) - 1 })).toEqual([times[0]]);
      }),
      { numRuns: 60 },
    );
  });

  test("a rate counts from its anchor, whatever the moment", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (anchorMs, afterMs) => {
        const [first = 0, second = 0] = nextRuns({ expression: "rate(7 minutes)", afterMs, anchorMs, count: 2 });
        expect((first - anchorMs) % 420_000).toBe(0);
        expect(first).toBeGreaterThan(Math.max(afterMs, anchorMs));
        expect(first - Math.max(afterMs, anchorMs)).toBeLessThanOrEqual(420_000);
        expect(second - first).toBe(420_000);
      }),
      { numRuns: 60 },
    );
  });
});

test("a day that never comes is no endless search, and a time that is over is none", () => {
  expect(nextRuns({ expression: "cron(0 0 30 2 ? *)", afterMs: 0 })).toEqual([]);
  expect(nextRuns({ expression: "cron(0 0 1 1 ? 1999)", afterMs: parseUtc("2000-01-01") })).toEqual([]);
  expect(nextRuns({ expression: "at(2020-01-01T00:00:00)", afterMs: parseUtc("2020-01-01") })).toEqual([]);
});

describe("what is no schedule is refused", () => {
  test.each<readonly [string, Anything]>([
    ["null", null],
    ["a number", 5],
    ["nothing", ""],
    ["five fields for AWS", "cron(0 10 * * ?)"],
    ["six fields for Unix", "0 10 * * 1 *"],
    ["no question mark", "cron(0 10 * * * *)"],
    ["two question marks", "cron(0 10 ? * ? *)"],
    ["a day in both fields", "cron(0 10 1 * MON *)"],
    ["a question mark for Unix", "0 10 ? * 1"],
    ["a question mark elsewhere", "cron(? 10 * * ? *)"],
    ["minute 60", "cron(60 10 * * ? *)"],
    ["hour 24", "cron(0 24 * * ? *)"],
    ["day 0", "cron(0 0 0 * ? *)"],
    ["month 13", "cron(0 0 1 13 ? *)"],
    ["an unknown month", "cron(0 0 1 JUNE ? *)"],
    ["weekday 0 for AWS", "cron(0 0 ? * 0 *)"],
    ["weekday 8 for Unix", "0 0 * * 8"],
    ["L for Unix", "0 0 L * *"],
    ["a year before 1970", "cron(0 0 1 1 ? 1969)"],
    ["a range backwards", "cron(0 10-8 * * ? *)"],
    ["a step of 0", "cron(0/0 * * * ? *)"],
    ["two steps", "cron(0/1/2 * * * ? *)"],
    ["an empty entry", "cron(1,,2 * * * ? *)"],
    ["a negative number", "cron(-1 * * * ? *)"],
    ["the sixth Friday", "cron(0 0 ? * 6#6 *)"],
    ["# in a list", "cron(0 0 ? * 3#1,6#3 *)"],
    ["L-31", "cron(0 0 L-31 * ? *)"],
    ["W without a day", "cron(0 0 W * ? *)"],
    ["32W", "cron(0 0 32W * ? *)"],
    ["rate of 0", "rate(0 minutes)"],
    ["1 minutes", "rate(1 minutes)"],
    ["5 minute", "rate(5 minute)"],
    ["a rate in seconds", "rate(5 seconds)"],
    ["a fraction", "rate(1.5 hours)"],
    ["a date without a time", "at(2024-01-01)"],
    ["30 February", "at(2024-02-30T00:00:00)"],
    ["another function", "every(5 minutes)"],
    ["a very long text", "9".repeat(100_000)],
  ])("%s", (_, expression) => {
    expect(refusalOf(() => parseSchedule(expression))).toBe("bad-expression");
  });

  test("a rate ends with the year 2199, as cron does", () => {
    // 1970-01-01 + n × 365 days: 1972 … 2196 hold 56 leap days (57 less 2100), so the 230th lies 56 days before 2200.
    const times = nextRuns({ expression: "rate(365 days)", afterMs: 0, count: 10_000 });
    expect([times.length, formatUtc(times.at(-1) ?? 0)]).toEqual([230, "2199-11-06T00:00:00Z"]);
  });

  test("moments and counts outside their bounds", () => {
    const expression = "rate(1 day)";
    expect(refusalOf(() => nextRuns({ expression, afterMs: Number.NaN }))).toBe("not-finite");
    expect(refusalOf(() => nextRuns({ expression, afterMs: -1 }))).toBe("out-of-range");
    expect(refusalOf(() => nextRuns({ expression, afterMs: 1e300 }))).toBe("out-of-range");
    expect(refusalOf(() => nextRuns({ expression, afterMs: 0, count: 1e9 }))).toBe("out-of-range");
    expect(refusalOf(() => nextRuns({ expression, afterMs: "0" as Anything }))).toBe("wrong-type");
  });
});
