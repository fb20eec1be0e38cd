import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatUtc, nextRuns } from "#engine/pipelines/index.ts";

type Case = { readonly expression: string; readonly afterMs: number; readonly times: readonly number[] };
const fixture = JSON.parse(readFileSync(new URL("schedules.json", import.meta.url), "utf8")) as {
  readonly unix: readonly Case[];
  readonly aws: readonly Case[];
}; // the shape is the generator's

describe.each([
  ["five fields agree with croniter", fixture.unix],
  ["six fields agree with the calendar, day by day", fixture.aws],
] as const)("%s", (_, cases) => {
  test.each(cases)("$expression", ({ expression, afterMs, times }) => {
    // Asked for more than there are, a schedule that ends gives what there is.
    const got = nextRuns({ expression, afterMs, count: Math.max(1, times.length) });
    expect(got.map(formatUtc)).toEqual(times.map(formatUtc));
  });
});

test("a schedule that ends gives fewer times", () => {
  const [ending] = fixture.aws.filter(({ expression }) => expression.includes("2095-2110"));
  const { expression, afterMs, times } = ending ?? { expression: "", afterMs: 0, times: [] };
  // 2100 is no leap year.
  expect(times.map(formatUtc)).toEqual(["2096-02-29T00:00:00Z", "2104-02-29T00:00:00Z", "2108-02-29T00:00:00Z"]);
  expect(nextRuns({ expression, afterMs, count: 50 })).toEqual(times);
});
