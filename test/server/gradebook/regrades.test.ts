import type { Kysely } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { gradebookRoutes } from "#contract/api/gradebook.ts";
import type { Database } from "#server/database/tables.ts";
import { readAudit } from "#server/gradebook/read-audit.ts";
import { readGradebook } from "#server/gradebook/read-book.ts";
import { listRegrades, readRegrade, settleRegrade, startRegrade } from "#server/gradebook/regrades.ts";
import type { GradeOutcome } from "#server/grading/grade-source.ts";
import { takeJob } from "#server/grading/queue.ts";
import { findSubject, storeOutcome } from "#server/grading/store-outcome.ts";
import type { Actor } from "#server/http/handlers.ts";
import { freshDatabase } from "#test/server/fresh-database.ts";
import { addAssignment, addCourse, addMember, addSubmission, addUser } from "./class-fixture.ts";

let db: Kysely<Database>;
let teacher: Actor;
let learners: readonly Actor[];
const labId = "07-metrics/f-beta";
const now = new Date("2026-04-01T00:00:00Z");

beforeAll(async () => {
  db = (await freshDatabase()).db;
  teacher = await addUser(db, "Teacher");
  learners = await Promise.all(["Ani", "Budi", "Citra"].map((name) => addUser(db, name)));
});

/** A course in which each learner has one graded submission, Ani 0.25, Budi 0.5, Citra 0.75. */
async function gradedCourse() {
  const courseId = await addCourse(db, teacher);
  const assignmentId = await addAssignment(db, { courseId, labId });
  const sent = [];
  for (const [i, learner] of learners.entries()) {
    await addMember(db, { courseId, actor: learner });
    const submittedAt = `2026-03-0${i + 1}T00:00:00Z`;
    sent.push(await addSubmission(db, { assignmentId, userId: learner.userId, score: (i + 1) / 4, submittedAt }));
  }
  return { courseId, assignmentId, submissionIds: sent.map(({ submissionId }) => submissionId) };
}

/** What a grader does with the jobs of its lane, with the outcome it is told. */
async function gradeAll(outcomeOf: (submissionId: string) => GradeOutcome): Promise<number> {
  for (let count = 0; ; count++) {
    const job = await takeJob(db, { lane: "regrade", grader: "g" });
    if (job === undefined) return count;
    const subject = await findSubject(db, job);
    if (subject === undefined) throw new Error("the job's submission is gone");
    await storeOutcome(db, { job, subject, outcome: outcomeOf(job.submissionId), grader: "g", now });
  }
}
const hash = "0".repeat(64);
const graded = (score: number): GradeOutcome => ({
  state: "graded",
  labId,
  labVersion: 2,
  seed: 3,
  status: score === 1 ? "pass" : "fail",
  score,
  checks: [],
  hidden: [],
  durationMs: 1,
  hashes: { labHash: hash, checksHash: hash, engineHash: hash, sourceHash: hash },
});
const scoresIn = async (courseId: string) =>
  (await readGradebook(db, { courseId, now })).learners.map(({ cells: [cell] }) => cell?.score);
const reason = "a check was wrong";

describe("a regrade", () => {
  it("previews who would change, changes nothing until it is applied, then all at once, and is in the log", async () => {
    const { courseId, submissionIds } = await gradedCourse();
    const started = await startRegrade(db, { courseId, labId, reason, actor: teacher });
    expect(started).toMatchObject({ state: "previewing", done: 0, total: 3, changes: [] });
    await gradeAll((id) => graded(id === submissionIds[2] ? 0.75 : 1)); // Citra's stays
    const preview = gradebookRoutes.getRegrade.response.parse(
      await readRegrade(db, { courseId, regradeId: started.id }),
    );
    expect(preview).toMatchObject({ state: "preview", done: 3, failed: 0 });
    const changes = [
      ["Ani", 0.25, 1],
      ["Budi", 0.5, 1],
    ];
    expect(preview.changes.map(({ userName, before, after }) => [userName, before, after])).toEqual(changes);
    expect(await scoresIn(courseId)).toEqual([0.25, 0.5, 0.75]);
    const applied = await settleRegrade(db, { courseId, regradeId: started.id, apply: true, actor: teacher });
    expect(await scoresIn(courseId)).toEqual([1, 1, 0.75]);
    expect(applied.state).toBe("applied");
    expect(applied.changes.map(({ userName, before, after }) => [userName, before, after])).toEqual(changes); // still told afterwards
    expect((await readAudit(db, { courseId })).map(({ action }) => action)).toEqual(["regrade.apply", "regrade.start"]);
  });

  it("discarded leaves every score as it was, even while it runs", async () => {
    const { courseId } = await gradedCourse();
    const { id } = await startRegrade(db, { courseId, labId, reason, actor: teacher });
    await settleRegrade(db, { courseId, regradeId: id, apply: false, actor: teacher });
    await gradeAll(() => graded(1));
    expect(await scoresIn(courseId)).toEqual([0.25, 0.5, 0.75]);
    expect((await readRegrade(db, { courseId, regradeId: id })).state).toBe("discarded");
  });

  it("finishes though some could not be graded; those keep their score", async () => {
    const { courseId, submissionIds } = await gradedCourse();
    const { id } = await startRegrade(db, { courseId, labId, reason, actor: teacher });
    await gradeAll((one) => (one === submissionIds[0] ? { state: "failed", why: "test" } : graded(1)));
    expect(await readRegrade(db, { courseId, regradeId: id })).toMatchObject({ state: "preview", done: 3, failed: 1 });
    await settleRegrade(db, { courseId, regradeId: id, apply: true, actor: teacher });
    expect(await scoresIn(courseId)).toEqual([0.25, 1, 1]);
  });

  it("cannot be applied before it is done, nor twice, nor in another course; two of one lab do not run beside each other", async () => {
    const { courseId } = await gradedCourse();
    const { id } = await startRegrade(db, { courseId, labId, reason, actor: teacher });
    const settle = (apply: boolean, course = courseId) =>
      settleRegrade(db, { courseId: course, regradeId: id, apply, actor: teacher });
    await expect(settle(true)).rejects.toMatchObject({ code: "conflict" });
    await expect(startRegrade(db, { courseId, labId, reason, actor: teacher })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(settle(false, await addCourse(db, teacher))).rejects.toMatchObject({ code: "not-found" });
    await gradeAll(() => graded(1));
    await settle(true);
    await expect(settle(true)).rejects.toMatchObject({ code: "conflict" });
    await expect(settle(false)).rejects.toMatchObject({ code: "conflict" });
    expect((await listRegrades(db, courseId)).map((one) => one.id)).toEqual([id]);
  });

  it("of a lab that nobody handed in here is refused; other courses' submissions are not touched", async () => {
    const { courseId } = await gradedCourse();
    const other = await gradedCourse();
    await expect(
      startRegrade(db, { courseId, labId: "07-metrics/fish-matrix", reason, actor: teacher }),
    ).rejects.toMatchObject({ code: "not-found" });
    const { id } = await startRegrade(db, { courseId, labId, reason, actor: teacher });
    expect(await gradeAll(() => graded(1))).toBe(3);
    await settleRegrade(db, { courseId, regradeId: id, apply: true, actor: teacher });
    expect(await scoresIn(other.courseId)).toEqual([0.25, 0.5, 0.75]);
  });

  it("gives a submission that failed by our fault its score", async () => {
    const courseId = await addCourse(db, teacher);
    const assignmentId = await addAssignment(db, { courseId, labId });
    const [ani] = learners;
    if (ani === undefined) throw new Error("no learner");
    await addMember(db, { courseId, actor: ani });
    await addSubmission(db, { assignmentId, userId: ani.userId, state: "failed" });
    const { id } = await startRegrade(db, { courseId, labId, reason, actor: teacher });
    await gradeAll(() => graded(0.5));
    expect((await readRegrade(db, { courseId, regradeId: id })).changes).toMatchObject([{ before: null, after: 0.5 }]);
    await settleRegrade(db, { courseId, regradeId: id, apply: true, actor: teacher });
    expect(await scoresIn(courseId)).toEqual([0.5]);
  });
});
