import { describe, expect, it } from "vitest";
import { countingSubmission, finalScore } from "#server/gradebook/counting-submission.ts";
import { type BookAssignment, type BookSubmission, gradebookMatrix } from "#server/gradebook/gradebook-matrix.ts";

let serial = 0;
const sent = (over: Partial<BookSubmission>): BookSubmission => ({
  submissionId: `s${serial++}`,
  userId: "ani",
  assignmentId: "a1",
  attempt: 1,
  submittedAt: new Date("2026-03-01T00:00:00Z"),
  score: 1,
  lateLoss: 0,
  override: null,
  ...over,
});

describe("what counts", () => {
  const first = sent({ score: 0.6, submittedAt: new Date("2026-03-01T00:00:00Z") });
  // 0.9 less a half for lateness is 0.45: worse than the 0.6 that came in time.
  const better = sent({ score: 0.9, lateLoss: 0.5, attempt: 2, submittedAt: new Date("2026-03-02T00:00:00Z") });
  const equal = sent({ score: 0.6, attempt: 3, submittedAt: new Date("2026-03-03T00:00:00Z") });
  const waiting = sent({ score: null, attempt: 4, submittedAt: new Date("2026-03-04T00:00:00Z") });

  it("best: after lateness; of equals the earliest", () => {
    expect(countingSubmission([equal, better, first], "best")).toBe(first);
  });

  it("last: the last that has a score", () => {
    expect(countingSubmission([waiting, equal, better, first], "last")).toBe(equal);
    expect(countingSubmission([waiting], "last")).toBeNull();
  });

  it("a score set by hand stands, late or not, even nought, even without a grading", () => {
    expect(finalScore(sent({ score: 1, lateLoss: 0.5, override: 0.8 }))).toBe(0.8);
    expect(finalScore(sent({ score: 1, override: 0 }))).toBe(0);
    expect(finalScore(sent({ score: null, override: 0.7 }))).toBe(0.7);
    expect(countingSubmission([sent({ score: 1, override: 0 }), first], "best")).toBe(first);
  });
});

describe("the gradebook", () => {
  const base = { labId: "07-metrics/f-beta", title: null, opensAt: null, closesAt: null, counts: "best" } as const;
  const assignments: readonly BookAssignment[] = [
    { ...base, id: "a1", points: 10, dueAt: new Date("2026-03-05T00:00:00Z"), latePolicy: { kind: "none" } },
    { ...base, id: "a2", points: 40, dueAt: new Date("2026-04-05T00:00:00Z"), latePolicy: { kind: "none" } },
  ];
  const person = (userId: string) => ({ userId, name: userId, email: null, groupId: null });
  const book = gradebookMatrix({
    assignments,
    learners: [person("ani"), person("budi"), person("citra")],
    submissions: [
      sent({ score: 0.5 }),
      sent({ assignmentId: "a2", score: 0.75 }),
      sent({ userId: "citra", submittedAt: new Date("2026-03-06T00:00:00Z"), override: 0.4 }),
    ],
    extensions: [{ assignmentId: "a1", userId: "budi", dueAt: new Date("2026-03-20T00:00:00Z") }],
    now: new Date("2026-03-10T00:00:00Z"),
  });

  it("adds points: half of 10 and three quarters of 40 are 35 of 50", () => {
    expect(book.learners[0]).toMatchObject({ points: 35, outOf: 50 });
  });

  it("counts nothing against a learner whose due date is still to come", () => {
    expect(book.learners[1]).toMatchObject({ points: 0, outOf: 0 });
    expect(book.learners[1]?.cells[0]).toMatchObject({ score: null, submissionId: null, attempts: 0, isLate: false });
  });

  it("marks what is late and what was set by hand; work that is not due yet does not count", () => {
    expect(book.learners[2]?.cells[0]).toMatchObject({ score: 0.4, isLate: true, isOverridden: true, attempts: 1 });
    expect(book.learners[2]).toMatchObject({ points: 4, outOf: 10 });
  });
});
