import { randomInt } from "node:crypto";
import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";
import { type Deadline, deadlineFor, windowAt } from "#server/gradebook/late-loss.ts";
import { findLab } from "#server/grading/find-lab.ts";
import type { GradedLab } from "#server/grading/grading-files.ts";
import type { Actor } from "#server/http/handlers.ts";
import { Refusal } from "#server/http/refusal.ts";
import type { AttemptClaims } from "./attempt-token.ts";

type Db = Kysely<Database>;
type Wish = { readonly labId: string; readonly labVersion: number; readonly assignmentId: string | null };

export type OpenedAttempt = {
  readonly claims: AttemptClaims;
  readonly attemptsLeft: number | null;
  readonly hiddenChecks: { readonly count: number; readonly share: number };
};

/** The next attempt of a learner. One that was opened before and never used is given again, so that a lost answer costs nothing. */
export async function openAttempt(
  db: Db,
  { wish, actor, now }: { readonly wish: Wish; readonly actor: Actor; readonly now: Date },
): Promise<OpenedAttempt> {
  const lab = labOf(wish);
  const rules = wish.assignmentId === null ? null : await assignmentRules(db, { wish, actor, now });
  return db.transaction().execute(async (trx) => {
    const { taken, given_back } = await lockCount(trx, { wish, actor });
    const open = await findUnused(trx, { wish, actor });
    const used = taken - given_back - (open === undefined ? 0 : 1);
    const max = rules?.maxAttempts ?? null;
    if (max !== null && used >= max) throw new Refusal("no-attempts-left", "all attempts are used", { max });
    const attempt = open ?? (await addAttempt(trx, { wish, actor, number: taken + 1 }));
    return {
      claims: {
        attemptId: attempt.id,
        userId: actor.userId,
        labId: wish.labId,
        labVersion: wish.labVersion,
        attempt: attempt.number,
      },
      attemptsLeft: max === null ? null : max - used - 1,
      hiddenChecks: hiddenFacts(lab),
    };
  });
}

function labOf({ labId, labVersion }: Wish): GradedLab {
  const lab = findLab(labId);
  if (lab === undefined) throw new Refusal("not-found", "there is no such lab");
  const { version } = lab.manifest;
  if (version !== labVersion) throw new Refusal("conflict", "the lab has another version now", { version });
  return lab;
}

export function hiddenFacts({ checks, hidden }: GradedLab): OpenedAttempt["hiddenChecks"] {
  const sum = (of: readonly { readonly weight: number }[]): number =>
    of.reduce((total, { weight }) => total + weight, 0);
  const total = sum(checks) + sum(hidden);
  return { count: hidden.length, share: total === 0 ? 0 : sum(hidden) / total };
}

type Rules = { readonly maxAttempts: number | null };

async function assignmentRules(
  db: Db,
  { wish, actor, now }: { readonly wish: Wish; readonly actor: Actor; readonly now: Date },
): Promise<Rules> {
  const found = await findDeadline(db, { assignmentId: wish.assignmentId ?? "", userId: actor.userId });
  if (found === undefined) throw new Refusal("not-found", "no such assignment in a course of yours");
  if (found.labId !== wish.labId) throw new Refusal("bad-request", "the assignment is another lab");
  requireOpen(found.deadline, now);
  return { maxAttempts: found.maxAttempts };
}

/** The dates of an assignment that hold for one learner; undefined when it is not in a course of theirs. */
export async function findDeadline(
  db: Db,
  { assignmentId, userId }: { readonly assignmentId: string; readonly userId: string },
): Promise<{ readonly deadline: Deadline; readonly labId: string; readonly maxAttempts: number | null } | undefined> {
  const row = await db
    .selectFrom("assignment")
    .innerJoin("membership", (join) =>
      join.onRef("membership.course_id", "=", "assignment.course_id").on("membership.user_id", "=", userId),
    )
    .leftJoin("extension", (join) =>
      join.onRef("extension.assignment_id", "=", "assignment.id").on("extension.user_id", "=", userId),
    )
    .select(["lab_id as labId", "max_attempts as maxAttempts", "extension.due_at as extendedTo"])
    .select(["opens_at as opensAt", "assignment.due_at as dueAt", "closes_at as closesAt", "late_policy as latePolicy"])
    .where("assignment.id", "=", assignmentId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { deadline: deadlineFor(row, row.extendedTo), labId: row.labId, maxAttempts: row.maxAttempts };
}

export function requireOpen(deadline: Deadline, now: Date): void {
  const window = windowAt(deadline, now);
  const at = window === "not-open-yet" ? deadline.opensAt : deadline.closesAt;
  if (window !== "open") throw new Refusal(window, `the assignment is ${window}`, { at: at?.toISOString() ?? "" });
}

/** The learner's count for this lab and assignment, its row locked until the transaction ends. */
function lockCount(trx: Db, { wish, actor }: { readonly wish: Wish; readonly actor: Actor }) {
  return trx
    .insertInto("attempt_count")
    .values({ user_id: actor.userId, lab_id: wish.labId, assignment_key: wish.assignmentId ?? "" })
    .onConflict((conflict) =>
      conflict.columns(["user_id", "lab_id", "assignment_key"]).doUpdateSet(({ ref }) => ({
        taken: ref("attempt_count.taken"),
      })),
    )
    .returning(["taken", "given_back"])
    .executeTakeFirstOrThrow();
}

function findUnused(trx: Db, { wish, actor }: { readonly wish: Wish; readonly actor: Actor }) {
  return trx
    .selectFrom("attempt")
    .leftJoin("submission", "submission.attempt_id", "attempt.id")
    .select(["attempt.id", "attempt.number"])
    .where("attempt.user_id", "=", actor.userId)
    .where("attempt.lab_id", "=", wish.labId)
    .where("attempt.lab_version", "=", wish.labVersion)
    .where("attempt.assignment_id", "is not distinct from", wish.assignmentId)
    .where("submission.id", "is", null)
    .orderBy("attempt.number", "desc")
    .limit(1)
    .executeTakeFirst();
}

async function addAttempt(
  trx: Db,
  { wish, actor, number }: { readonly wish: Wish; readonly actor: Actor; readonly number: number },
) {
  await trx
    .updateTable("attempt_count")
    .set({ taken: number })
    .where("user_id", "=", actor.userId)
    .where("lab_id", "=", wish.labId)
    .where("assignment_key", "=", wish.assignmentId ?? "")
    .execute();
  return trx
    .insertInto("attempt")
    .values({
      user_id: actor.userId,
      lab_id: wish.labId,
      lab_version: wish.labVersion,
      assignment_id: wish.assignmentId,
      number,
      seed: randomInt(2 ** 31 - 1),
    })
    .returning(["id", "number"])
    .executeTakeFirstOrThrow();
}
