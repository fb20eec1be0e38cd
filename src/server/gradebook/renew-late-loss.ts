import type { Kysely } from "kysely";
import type { Database } from "#server/database/tables.ts";
import { deadlineFor, lateLoss } from "./late-loss.ts";

/**
 * What submissions that are in already lose, after an assignment's dates or policy changed or an extension was given: the gradebook
 * goes by the dates that hold now. Call it in the transaction of that change.
 */
export async function renewLateLoss(
  trx: Kysely<Database>,
  { assignmentId, userId }: { readonly assignmentId: string; readonly userId?: string },
): Promise<void> {
  const rows = await trx
    .selectFrom("submission")
    .innerJoin("assignment", "assignment.id", "submission.assignment_id")
    .leftJoin("extension", (join) =>
      join.onRef("extension.assignment_id", "=", "assignment.id").onRef("extension.user_id", "=", "submission.user_id"),
    )
    .select(["submission.id", "submitted_at", "late_loss", "extension.due_at as extendedTo"])
    .select(["opens_at as opensAt", "assignment.due_at as dueAt", "closes_at as closesAt", "late_policy as latePolicy"])
    .where("assignment.id", "=", assignmentId)
    .$if(userId !== undefined, (query) => query.where("submission.user_id", "=", userId ?? ""))
    .execute();
  for (const row of rows) {
    const loss = lateLoss(deadlineFor(row, row.extendedTo), row.submitted_at);
    if (loss !== row.late_loss)
      await trx.updateTable("submission").set({ late_loss: loss }).where("id", "=", row.id).execute();
  }
}
