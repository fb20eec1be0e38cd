import { describe, expect, it, test } from "vitest";
import type { LatePolicy } from "#contract/api/courses.ts";
import { deadlineFor, isLate, lateLoss, windowAt } from "#server/gradebook/late-loss.ts";

const tenthADay: LatePolicy = { kind: "per-day", lossPerDay: 0.1, floor: 0.5 };
const dates = (over: { dueAt?: string; closesAt?: string; opensAt?: string; latePolicy?: LatePolicy }) => ({
  opensAt: over.opensAt === undefined ? null : new Date(over.opensAt),
  dueAt: over.dueAt === undefined ? null : new Date(over.dueAt),
  closesAt: over.closesAt === undefined ? null : new Date(over.closesAt),
  latePolicy: over.latePolicy ?? tenthADay,
});
const lossOf = (dueAt: string, submittedAt: string, latePolicy?: LatePolicy) =>
  lateLoss(
    deadlineFor(dates({ dueAt, ...(latePolicy === undefined ? {} : { latePolicy }) }), null),
    new Date(submittedAt),
  );

// Worked by hand: hours since the due instant, days begun, a tenth a day, at least half remains.
test.each([
  { why: "at the due instant", due: "2026-03-10T23:59:00+07:00", at: "2026-03-10T16:59:00Z", loss: 0 },
  {
    why: "a millisecond after: the first day has begun",
    due: "2026-03-10T16:59:00Z",
    at: "2026-03-10T16:59:00.001Z",
    loss: 0.1,
  },
  {
    why: "24 hours after, to the instant: still the first day",
    due: "2026-03-10T16:59:00Z",
    at: "2026-03-11T16:59:00Z",
    loss: 0.1,
  },
  { why: "and a second: the second day", due: "2026-03-10T16:59:00Z", at: "2026-03-11T16:59:01Z", loss: 0.2 },
  // Jakarta (+07:00) sets 12 March 09:00, that is 02:00 UTC; 11 March 20:30 in New York (-04:00) is 12 March 00:30 UTC.
  {
    why: "before, though the clock on the wall says later",
    due: "2026-03-12T09:00:00+07:00",
    at: "2026-03-11T20:30:00-04:00",
    loss: 0,
  },
  // 12 March 00:30 in Honolulu (-10:00) is 10:30 UTC, 8.5 hours after.
  {
    why: "after, though the wall still shows the same morning",
    due: "2026-03-12T09:00:00+07:00",
    at: "2026-03-12T00:30:00-10:00",
    loss: 0.1,
  },
  // Berlin goes to summer time on 29 March 2026 at 02:00: from Saturday 23:59 (+01:00) to Sunday 23:59 (+02:00) 23 hours pass.
  { why: "a day of 23 hours in spring", due: "2026-03-28T23:59:00+01:00", at: "2026-03-29T23:59:00+02:00", loss: 0.1 },
  {
    why: "half an hour past midnight after it: 23.5 hours, still the first day",
    due: "2026-03-28T23:59:00+01:00",
    at: "2026-03-30T00:29:00+02:00",
    loss: 0.1,
  },
  // And back on 25 October 2026 at 03:00: 25 hours pass.
  { why: "a day of 25 hours in autumn", due: "2026-10-24T23:59:00+02:00", at: "2026-10-25T23:59:00+01:00", loss: 0.2 },
  {
    why: "a week: seven tenths would go, half stays",
    due: "2026-03-10T00:00:00Z",
    at: "2026-03-16T12:00:00Z",
    loss: 0.5,
  },
  { why: "ten years", due: "2016-03-10T00:00:00Z", at: "2026-03-10T00:00:00Z", loss: 0.5 },
])("$why: loses $loss", ({ due, at, loss }) => {
  expect(lossOf(due, at)).toBeCloseTo(loss, 12);
});

it("a floor of one takes nothing, a floor of nought takes all in the end", () => {
  const late = ["2026-03-10T00:00:00Z", "2026-03-20T00:00:00Z"] as const; // ten days
  expect(lossOf(...late, { kind: "per-day", lossPerDay: 0.3, floor: 1 })).toBe(0);
  expect(lossOf(...late, { kind: "per-day", lossPerDay: 0.3, floor: 0 })).toBe(1);
});

it("without a due date, or under a policy that takes nothing, nothing is lost", () => {
  expect(lateLoss(deadlineFor(dates({}), null), new Date("2030-01-01T00:00:00Z"))).toBe(0);
  expect(lossOf("2026-03-10T00:00:00Z", "2026-04-10T00:00:00Z", { kind: "none" })).toBe(0);
});

describe("an extension", () => {
  const assignment = dates({ dueAt: "2026-03-10T00:00:00Z", closesAt: "2026-03-12T00:00:00Z" });

  it("moves the due date, and keeps the assignment open until then", () => {
    const deadline = deadlineFor(assignment, new Date("2026-03-15T00:00:00Z"));
    expect(lateLoss(deadline, new Date("2026-03-14T00:00:00Z"))).toBe(0);
    expect(windowAt(deadline, new Date("2026-03-15T00:00:00Z"))).toBe("open");
    expect(windowAt(deadline, new Date("2026-03-15T00:00:01Z"))).toBe("closed");
    expect(windowAt(deadlineFor(assignment, null), new Date("2026-03-12T00:00:01Z"))).toBe("closed");
  });

  it("never takes time away: the class was given more since", () => {
    const deadline = deadlineFor(assignment, new Date("2026-03-01T00:00:00Z"));
    expect(deadline.dueAt).toEqual(new Date("2026-03-10T00:00:00Z"));
    expect(deadline.closesAt).toEqual(new Date("2026-03-12T00:00:00Z"));
  });

  it("means nothing where nothing is due", () => {
    const deadline = deadlineFor(dates({ closesAt: "2026-03-12T00:00:00Z" }), new Date("2026-03-11T00:00:00Z"));
    expect(deadline.dueAt).toBeNull();
  });
});

it("when late work is refused, the own due date is the end", () => {
  const strict = dates({
    dueAt: "2026-03-10T00:00:00Z",
    closesAt: "2026-04-01T00:00:00Z",
    latePolicy: { kind: "refuse" },
  });
  expect(windowAt(deadlineFor(strict, null), new Date("2026-03-10T00:00:00Z"))).toBe("open");
  expect(windowAt(deadlineFor(strict, null), new Date("2026-03-10T00:00:00.001Z"))).toBe("closed");
  const mine = deadlineFor(strict, new Date("2026-03-11T00:00:00Z"));
  expect(windowAt(mine, new Date("2026-03-10T12:00:00Z"))).toBe("open");
});

it("is not open before it opens", () => {
  const deadline = deadlineFor(dates({ opensAt: "2026-03-01T00:00:00Z" }), null);
  expect(windowAt(deadline, new Date("2026-02-28T23:59:59Z"))).toBe("not-open-yet");
  expect(windowAt(deadline, new Date("2026-03-01T00:00:00Z"))).toBe("open");
  expect(isLate(deadline, new Date("2026-03-02T00:00:00Z"))).toBe(false);
});
