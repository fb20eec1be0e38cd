import type { Kysely } from "kysely";
import type { SimilarPair } from "#contract/api/gradebook.ts";
import type { Database } from "#server/database/tables.ts";
import { readScored } from "#server/gradebook/read-book.ts";
import { countingByLearner } from "#server/gradebook/read-insights.ts";
import { compareInThread } from "./compare-in-thread.ts";

/** Learners' counting submissions (or, before anything is graded, their last) against each other. */
export async function readSimilarity(
  db: Kysely<Database>,
  { assignmentId, starterOf }: { readonly assignmentId: string; readonly starterOf: (labId: string) => string },
): Promise<SimilarPair[]> {
  const scored = await readScored(db, { assignmentId });
  const labId = scored[0]?.labId;
  if (labId === undefined) return [];
  const counting = await countingByLearner(db, { assignmentId, scored });
  const waiting = scored
    .filter(({ userId }) => !counting.some((one) => one.userId === userId))
    .toSorted((a, b) => b.submittedAt.getTime() - a.submittedAt.getTime());
  const lastWaiting = [...new Map(waiting.toReversed().map((one) => [one.userId, one])).values()];
  const ids = [...counting, ...lastWaiting].map(({ submissionId }) => submissionId);
  const rows = await db
    .selectFrom("submission")
    .innerJoin("user", "user.id", "submission.user_id")
    .select(["submission.id", "submission.source", "user.name as userName"])
    .where("submission.id", "in", ids)
    .execute();
  const people = new Map(rows.map(({ id, userName }) => [id, { submissionId: id, userName }]));
  const sources = rows.map(({ id, source }) => ({ id, source }));
  const pairs = await compareInThread({ sources, starter: starterOf(labId) });
  return pairs.flatMap(({ left, right, similarity, regions }) => {
    const [one, other] = [people.get(left), people.get(right)];
    if (one === undefined || other === undefined) return [];
    return [{ left: one, right: other, similarity, regions: [...regions] }];
  });
}
