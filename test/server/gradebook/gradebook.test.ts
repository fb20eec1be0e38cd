import { readFileSync } from "node:fs";
import type { Kysely } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { gradebookRoutes } from "#contract/api/gradebook.ts";
import type { CheckResult } from "#contract/verdict.ts";
import type { Database } from "#server/database/tables.ts";
import { issueCertificate, readCertificate } from "#server/gradebook/certificates.ts";
import { deleteLearner, exportLearner } from "#server/gradebook/learner-data.ts";
import { listSubmissions } from "#server/gradebook/list-submissions.ts";
import { readAudit } from "#server/gradebook/read-audit.ts";
import { readGradebook } from "#server/gradebook/read-book.ts";
import { readInsights } from "#server/gradebook/read-insights.ts";
import { readStatements } from "#server/gradebook/read-statements.ts";
import { renewLateLoss } from "#server/gradebook/renew-late-loss.ts";
import { readSimilarity } from "#server/gradebook/similarity/read-similarity.ts";
import type { Actor } from "#server/http/handlers.ts";
import { isGenuine, publicKeys, signClaims } from "#server/signing/signing-keys.ts";
import { freshDatabase } from "#test/server/fresh-database.ts";
import { addAssignment, addCourse, addGrading, addMember, addSubmission, addUser } from "./class-fixture.ts";

let db: Kysely<Database>;
let teacher: Actor;
let ani: Actor;
let budi: Actor;
beforeAll(async () => {
  db = (await freshDatabase()).db;
  [teacher, ani, budi] = [await addUser(db, "Teacher"), await addUser(db, "Ani"), await addUser(db, "Budi")];
});

const titleOf = (labId: string) => `Lab ${labId}`;
const now = new Date("2026-04-01T00:00:00Z");

async function classOfTwo() {
  const courseId = await addCourse(db, teacher);
  await addMember(db, { courseId, actor: ani });
  await addMember(db, { courseId, actor: budi });
  return courseId;
}

describe("the gradebook from the database", () => {
  it("takes the counting submission, leaves failed ones and teachers out, and passes its own contract", async () => {
    const courseId = await classOfTwo();
    const assignmentId = await addAssignment(db, { courseId, points: 8, dueAt: "2026-03-05T00:00:00Z" });
    await addSubmission(db, { assignmentId, userId: ani.userId, score: 0.25, submittedAt: "2026-03-01T00:00:00Z" });
    const best = await addSubmission(db, { assignmentId, userId: ani.userId, attempt: 2, score: 0.75 });
    await addSubmission(db, { assignmentId, userId: ani.userId, attempt: 3, state: "failed" });
    await addSubmission(db, { assignmentId, userId: budi.userId }); // waits to be graded
    const book = gradebookRoutes.gradebook.response.parse(await readGradebook(db, { courseId, now }));
    expect(book.learners.map(({ name, points, outOf }) => [name, points, outOf])).toEqual([
      ["Ani", 6, 8], // three quarters of 8
      ["Budi", 0, 8], // overdue, not graded
    ]);
    expect(book.learners[0]?.cells).toEqual([
      { assignmentId, submissionId: best.submissionId, attempts: 2, score: 0.75, isLate: false, isOverridden: false },
    ]);
  });

  it("a group shows its own learners; a guest has no address", async () => {
    const courseId = await classOfTwo();
    const { id: groupId } = await db
      .insertInto("course_group")
      .values({ course_id: courseId, name: "A" })
      .returning("id")
      .executeTakeFirstOrThrow();
    const guest = await addUser(db, "Guest", { isAnonymous: true });
    await addMember(db, { courseId, actor: guest, groupId });
    const book = await readGradebook(db, { courseId, groupId, now });
    expect(book.learners.map(({ name, email }) => [name, email])).toEqual([["Guest", null]]);
  });

  it("an extension that is granted afterwards gives back what lateness took, to that learner alone", async () => {
    const courseId = await classOfTwo();
    const latePolicy = { kind: "per-day", lossPerDay: 0.25, floor: 0 } as const;
    const assignmentId = await addAssignment(db, { courseId, dueAt: "2026-03-05T00:00:00Z", latePolicy });
    const late = { assignmentId, score: 1, submittedAt: "2026-03-06T12:00:00Z" }; // a day and a half: two days begun
    await addSubmission(db, { ...late, userId: ani.userId });
    await addSubmission(db, { ...late, userId: budi.userId });
    const scores = async () =>
      (await readGradebook(db, { courseId, now })).learners.map(({ cells: [cell] }) => [cell?.score, cell?.isLate]);
    await renewLateLoss(db, { assignmentId });
    expect(await scores()).toEqual([
      [0.5, true],
      [0.5, true],
    ]);
    await db
      .insertInto("extension")
      .values({
        assignment_id: assignmentId,
        user_id: budi.userId,
        due_at: "2026-03-06T00:00:00Z",
        reason: "ill",
        granted_by: teacher.userId,
      })
      .execute();
    await renewLateLoss(db, { assignmentId, userId: budi.userId });
    expect(await scores()).toEqual([
      [0.5, true],
      [0.75, true],
    ]);
  });

  it("lists submissions newest first, with what counts after lateness and override, without code", async () => {
    const courseId = await classOfTwo();
    const assignmentId = await addAssignment(db, { courseId });
    const first = await addSubmission(db, {
      assignmentId,
      userId: ani.userId,
      score: 0.5,
      submittedAt: "2026-03-01T00:00:00Z",
    });
    await addSubmission(db, { assignmentId, userId: budi.userId, submittedAt: "2026-03-02T00:00:00Z" });
    await db.updateTable("submission").set({ override_score: 0.9 }).where("id", "=", first.submissionId).execute();
    const submissions = await listSubmissions(db, { assignmentId });
    gradebookRoutes.assignmentSubmissions.response.parse({ submissions });
    expect(submissions.map(({ userName, finalScore, state }) => [userName, finalScore, state])).toEqual([
      ["Budi", null, "queued"],
      ["Ani", 0.9, "graded"],
    ]);
  });
});

describe("insights", () => {
  it("count each learner once, by the submission that counts", async () => {
    const courseId = await classOfTwo();
    const assignmentId = await addAssignment(db, { courseId });
    const message = { key: "std.close", params: {} };
    const wrong: CheckResult[] = [{ status: "fail", id: "beta", weight: 1, message, mistake: "only-f1" }];
    await addSubmission(db, { assignmentId, userId: ani.userId, score: 0, checks: wrong });
    await addSubmission(db, { assignmentId, userId: ani.userId, attempt: 2, score: 1 });
    await addSubmission(db, { assignmentId, userId: budi.userId, score: 0.5, checks: wrong });
    expect(gradebookRoutes.insights.response.parse(await readInsights(db, assignmentId))).toEqual({
      submissions: 3,
      learners: 2,
      distribution: [0, 0, 0, 0, 0, 1, 0, 0, 0, 1],
      failedChecks: [{ checkId: "beta", learners: 1, share: 0.5 }],
      mistakes: [{ mistake: "only-f1", learners: 1, share: 0.5 }],
    });
  });

  it("of an assignment that nobody did are empty", async () => {
    const assignmentId = await addAssignment(db, { courseId: await classOfTwo() });
    expect(await readInsights(db, assignmentId)).toMatchObject({ submissions: 0, learners: 0 });
  });
});

describe("similarity", () => {
  it("finds a copy among learners, before and after grading, and runs beside the server's own thread", async () => {
    const courseId = await classOfTwo();
    const labId = "07-metrics/ames-errors";
    const assignmentId = await addAssignment(db, { courseId, labId });
    const source = readFileSync("test/attacks/correct/ames-errors/picking-the-worst.ts", "utf8");
    const starter = readFileSync("labs/07-metrics/ames-errors/starter.ts", "utf8");
    await addSubmission(db, { assignmentId, labId, userId: ani.userId, source, score: 1 });
    await addSubmission(db, {
      assignmentId,
      labId,
      userId: budi.userId,
      source: source.replaceAll("price", "dollars"),
    });
    const pairs = await readSimilarity(db, { assignmentId, starterOf: () => starter });
    gradebookRoutes.similarity.response.parse({ pairs });
    expect(pairs.map(({ similarity }) => similarity)).toEqual([1]);
    expect(new Set([pairs[0]?.left.userName, pairs[0]?.right.userName])).toEqual(new Set(["Ani", "Budi"]));
  });

  it("of nothing is nothing", async () => {
    const assignmentId = await addAssignment(db, { courseId: await classOfTwo() });
    expect(await readSimilarity(db, { assignmentId, starterOf: () => "" })).toEqual([]);
  });
});

describe("signatures", () => {
  it("hold for the claims as signed, in any order of keys, and for no others", async () => {
    const signed = await signClaims(db, { b: 1, a: "ü" });
    expect(await isGenuine(db, { a: "ü", b: 1 }, signed)).toBe(true);
    expect(await isGenuine(db, { a: "ü", b: 2 }, signed)).toBe(false);
    expect(await isGenuine(db, { a: "ü", b: 1 }, { ...signed, keyId: "other" })).toBe(false);
    expect(await isGenuine(db, { a: "ü", b: 1 }, { ...signed, signature: "AAAA" })).toBe(false);
  });

  it("are made with one key, though many ask at once, and no answer holds its private half", async () => {
    const signed = await Promise.all(Array.from({ length: 8 }, (_, i) => signClaims(db, { i })));
    expect(new Set(signed.map(({ keyId }) => keyId)).size).toBe(1);
    const keys = await publicKeys(db);
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: "OKP", crv: "Ed25519" });
    expect(keys[0]).not.toHaveProperty("d");
  });
});

describe("a certificate", () => {
  it("holds the scores that count, is verified by anybody, and a newer one revokes it", async () => {
    const courseId = await classOfTwo();
    const one = await addAssignment(db, { courseId });
    await addAssignment(db, { courseId, labId: "07-metrics/auc-by-rank", title: "Not done" });
    await addSubmission(db, { assignmentId: one, userId: ani.userId, score: 0.8 });
    const issue = () => issueCertificate(db, { courseId, userId: ani.userId, actor: teacher, now, titleOf });
    const first = gradebookRoutes.issueCertificate.response.parse(await issue());
    expect(first.scores).toEqual([{ labId: "07-metrics/f-beta", title: "Lab 07-metrics/f-beta", score: 0.8 }]);
    const { isRevoked, keyId, signature, ...claims } = await readCertificate(db, first.id);
    expect(isRevoked).toBe(false);
    expect(await isGenuine(db, claims, { keyId, signature })).toBe(true);
    await issue();
    expect((await readCertificate(db, first.id)).isRevoked).toBe(true);
  });

  it("changed in the database is no certificate", async () => {
    const courseId = await classOfTwo();
    const assignmentId = await addAssignment(db, { courseId });
    await addSubmission(db, { assignmentId, userId: ani.userId, score: 0.8 });
    const { id, ...rest } = await issueCertificate(db, { courseId, userId: ani.userId, actor: teacher, now, titleOf });
    const forged = { id, learner: "Mallory", course: rest.course, issuedAt: rest.issuedAt, scores: rest.scores };
    await db
      .updateTable("certificate")
      .set({ claims: JSON.stringify(forged) })
      .where("id", "=", id)
      .execute();
    await expect(readCertificate(db, id)).rejects.toMatchObject({ code: "not-found" });
  });

  it("is not given for nothing, nor to somebody outside", async () => {
    const courseId = await classOfTwo();
    const issue = (userId: string) => issueCertificate(db, { courseId, userId, actor: teacher, now, titleOf });
    await expect(issue(ani.userId)).rejects.toMatchObject({ code: "conflict" });
    await expect(issue("nobody")).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("what a course holds about a learner", () => {
  async function withWork() {
    const courseId = await classOfTwo();
    const assignmentId = await addAssignment(db, { courseId });
    const source = "export const mine = 'ani-only-text';";
    const { submissionId } = await addSubmission(db, { assignmentId, userId: ani.userId, score: 0.5, source });
    await addGrading(db, { submissionId, userId: ani.userId, score: 1, lane: "11111111-1111-4111-8111-111111111111" });
    await db
      .insertInto("submission_comment")
      .values({
        submission_id: submissionId,
        line: 1,
        body: "well done",
        author_id: teacher.userId,
        author_name: "Teacher",
      })
      .execute();
    const other = await addSubmission(db, { assignmentId, userId: budi.userId, score: 0.5 });
    return { courseId, assignmentId, submissionId, other: other.submissionId };
  }

  it("is exported whole, without the seed of hidden checks and without others' work", async () => {
    const { courseId, submissionId, other } = await withWork();
    const text = JSON.stringify(await exportLearner(db, { courseId, userId: ani.userId }));
    for (const part of [submissionId, "ani-only-text", "well done", ani.name]) expect(text).toContain(part);
    expect(text).not.toContain(other);
    expect(text).not.toContain('"seed":1,"created_at"');
  });

  it("is deleted whole: nothing of it is left in any table but the entry that says so; others keep theirs", async () => {
    const { courseId, assignmentId, other } = await withWork();
    await deleteLearner(db, { courseId, userId: ani.userId, reason: "asked by the learner", actor: teacher });
    const left = await db.selectFrom("submission").select("id").where("assignment_id", "=", assignmentId).execute();
    expect(left.map(({ id }) => id)).toEqual([other]);
    for (const table of ["attempt", "membership", "extension", "certificate"] as const) {
      const rows = await db.selectFrom(table).selectAll().where("user_id", "=", ani.userId).execute();
      const here = rows.filter(
        (row) => JSON.stringify(row).includes(courseId) || JSON.stringify(row).includes(assignmentId),
      );
      expect(here).toEqual([]);
    }
    const [entry] = await readAudit(db, { courseId });
    expect(entry).toMatchObject({
      action: "learner.delete",
      actor: "Teacher",
      detail: { reason: "asked by the learner" },
    });
    await expect(exportLearner(db, { courseId, userId: ani.userId })).rejects.toMatchObject({ code: "not-found" });
  });

  it("of a teacher is not deleted here", async () => {
    const courseId = await classOfTwo();
    const asked = deleteLearner(db, { courseId, userId: teacher.userId, reason: "no", actor: teacher });
    await expect(asked).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("xAPI from the database", () => {
  it("states each graded submission once, under the current grading", async () => {
    const courseId = await classOfTwo();
    const assignmentId = await addAssignment(db, { courseId });
    const { submissionId } = await addSubmission(db, { assignmentId, userId: ani.userId, score: 1 });
    await addGrading(db, { submissionId, userId: ani.userId, score: 0, lane: "22222222-2222-4222-8222-222222222222" });
    await addSubmission(db, { assignmentId, userId: budi.userId });
    const statements = await readStatements(db, { courseId, origin: "https://siklus.example", titleOf });
    expect(JSON.stringify(statements)).not.toContain("@example.org");
    expect(statements.map((one) => ("verb" in one ? Object(one.verb).display["en-US"] : ""))).toEqual([
      "completed",
      "scored",
      "passed",
    ]);
  });
});

describe("the log", () => {
  it("comes newest first, a hundred at a time", async () => {
    const courseId = await addCourse(db, teacher);
    const entries = Array.from({ length: 130 }, (_, i) => ({
      at: new Date(Date.UTC(2026, 0, 1, 0, 0, i)),
      actor_id: null,
      actor_name: "Siklus",
      action: "test.entry",
      subject: `${i}`,
      course_id: courseId,
      detail: "{}",
    }));
    await db.insertInto("audit").values(entries).execute();
    const first = await readAudit(db, { courseId });
    expect([first.length, first[0]?.subject]).toEqual([100, "129"]);
    const rest = await readAudit(db, { courseId, before: first.at(-1)?.at });
    expect(rest.map(({ subject }) => subject)).toEqual(Array.from({ length: 30 }, (_, i) => `${29 - i}`));
  });
});
