import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Certificate } from "#contract/api/gradebook.ts";
import { writeAudit } from "#server/audit/write-audit.ts";
import type { Database } from "#server/database/tables.ts";
import type { Actor } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";
import { isGenuine, signClaims } from "#server/signing/signing-keys.ts";
import { countingSubmission, finalScore } from "./counting-submission.ts";
import { readAssignments, readScored } from "./read-book.ts";

/** What is signed: the certificate without what may change later. Anybody can rebuild it from the public answer. */
export type CertificateClaims = Pick<Certificate, "id" | "learner" | "course" | "issuedAt" | "scores">;

/** Over the scores that count now. An earlier certificate of the same course is revoked: one learner, one valid paper. */
export async function issueCertificate(
  db: Kysely<Database>,
  options: {
    readonly courseId: string;
    readonly userId: string;
    readonly actor: Actor;
    readonly now: Date;
    readonly titleOf: (labId: string) => string;
  },
): Promise<Certificate> {
  const { courseId, userId, actor, now, titleOf } = options;
  return db.transaction().execute(async (trx) => {
    const person = await trx
      .selectFrom("membership")
      .innerJoin("user", "user.id", "membership.user_id")
      .innerJoin("course", "course.id", "membership.course_id")
      .select(["user.name", "course.title"])
      .where("course_id", "=", courseId)
      .where("user_id", "=", userId)
      .executeTakeFirst();
    if (person === undefined) throw new Refusal("not-found", "nobody of this course");
    const scores = await countingScores(trx, { courseId, userId, titleOf });
    if (scores.length === 0) throw new Refusal("conflict", "nothing of this learner is graded yet");
    const claims: CertificateClaims = {
      id: randomUUID(),
      learner: person.name,
      course: person.title,
      issuedAt: now.toISOString(),
      scores,
    };
    const { keyId, signature } = await signClaims(trx, claims);
    await trx
      .updateTable("certificate")
      .set({ revoked_at: now })
      .where("user_id", "=", userId)
      .where("course_id", "=", courseId)
      .where("revoked_at", "is", null)
      .execute();
    await trx
      .insertInto("certificate")
      .values({
        id: claims.id,
        user_id: userId,
        course_id: courseId,
        claims: JSON.stringify(claims),
        key_id: keyId,
        signature,
        issued_at: now,
      })
      .execute();
    const detail = { userId, scores: scores.length };
    await writeAudit(trx, { actor, action: "certificate.issue", subject: claims.id, courseId, detail });
    return { ...claims, isRevoked: false, keyId, signature };
  });
}

/** For whoever was shown its address. What does not bear our signature is no certificate. */
export async function readCertificate(db: Kysely<Database>, certificateId: string): Promise<Certificate> {
  const row = await db.selectFrom("certificate").selectAll().where("id", "=", certificateId).executeTakeFirst();
  if (row === undefined) throw new Refusal("not-found", "no such certificate");
  const signed = { keyId: row.key_id, signature: row.signature };
  if (!(await isGenuine(db, row.claims, signed))) throw new Refusal("not-found", "the signature does not hold");
  const claims = row.claims as CertificateClaims; // ours, as the signature says
  return { ...claims, isRevoked: row.revoked_at !== null, ...signed };
}

async function countingScores(
  db: Kysely<Database>,
  { courseId, userId, titleOf }: { courseId: string; userId: string; titleOf: (labId: string) => string },
): Promise<Certificate["scores"]> {
  const [assignments, submissions] = await Promise.all([
    readAssignments(db, courseId),
    readScored(db, { courseId, userId }),
  ]);
  return assignments.flatMap(({ id, labId, title, counts }) => {
    const own = submissions.filter(({ assignmentId }) => assignmentId === id);
    const counting = countingSubmission(own, counts);
    const score = counting === null ? null : finalScore(counting);
    return score === null ? [] : [{ labId, title: title ?? titleOf(labId), score }];
  });
}
