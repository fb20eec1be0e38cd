import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";
import { lateLoss } from "#server/gradebook/late-loss.ts";
import { enqueueGrading, priorityFor } from "#server/grading/queue.ts";
import { Refusal } from "#server/http/refusal.ts";
import type { AttemptClaims } from "./attempt-token.ts";
import { findDeadline, requireOpen } from "./open-attempt.ts";

/**
 * A submission and its job, in one transaction. The same attempt with the same source is the same submission, however often it is
 * sent: an answer may have been lost.
 */
export async function storeSubmission(
  db: Kysely<Database>,
  { claims, source, now }: { readonly claims: AttemptClaims; readonly source: string; readonly now: Date },
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const attempt = await trx
      .selectFrom("attempt")
      .select(["assignment_id", "user_id"])
      .where("id", "=", claims.attemptId)
      .forUpdate()
      .executeTakeFirst();
    if (attempt === undefined || attempt.user_id !== claims.userId)
      throw new Refusal("token-invalid", "the attempt is not there any more");
    const before = await trx
      .selectFrom("submission")
      .select(["id", "source"])
      .where("attempt_id", "=", claims.attemptId)
      .executeTakeFirst();
    if (before?.source === source) return before.id;
    if (before !== undefined) throw new Refusal("token-used", "the attempt was used for other code");
    const { id } = await trx
      .insertInto("submission")
      .values({
        attempt_id: claims.attemptId,
        user_id: claims.userId,
        lab_id: claims.labId,
        lab_version: claims.labVersion,
        assignment_id: attempt.assignment_id,
        source,
        submitted_at: now,
        late_loss: await lossOf(trx, { assignmentId: attempt.assignment_id, userId: claims.userId, now }),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await enqueueGrading(trx, { submissionId: id, lane: "live", priority: await priorityFor(trx, claims.userId) });
    return id;
  });
}

async function lossOf(
  trx: Kysely<Database>,
  { assignmentId, userId, now }: { readonly assignmentId: string | null; readonly userId: string; readonly now: Date },
): Promise<number> {
  if (assignmentId === null) return 0;
  const found = await findDeadline(trx, { assignmentId, userId });
  if (found === undefined) throw new Refusal("not-found", "no such assignment in a course of yours");
  requireOpen(found.deadline, now);
  return lateLoss(found.deadline, now);
}
