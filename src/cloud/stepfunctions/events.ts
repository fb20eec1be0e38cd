import type { Context, Service } from "#cloud/core/service.ts";
import { executions } from "./execution.ts";
import { answerWant } from "./integration/answer-want.ts";
import { JOB_WATCH_MS, watchJob } from "./integration/follow-job.ts";
import { wantsOf } from "./language/run/wants-of.ts";
import { tell } from "./tell.ts";

type Data = { readonly executionArn: string };

/** A want's turn has come: what it asks is done, and the execution is told. */
async function takeUpWant(context: Context, { executionArn, id }: Data & { readonly id: string }): Promise<void> {
  const row = executions(context).find(executionArn);
  if (row === undefined) return;
  const want = wantsOf(row.run).find((each) => "id" in each && each.id === id);
  if (want === undefined || want.kind === "time") return;
  const { happening, job } = await answerWant(context, { want, roleArn: row.revision.roleArn, run: row.run });
  if (job !== undefined) {
    context.at(context.now() + JOB_WATCH_MS, { event: "watch-job", data: { executionArn, id, job } });
  }
  await tell(context, { executionArn, happening });
}

export const events: NonNullable<Service["events"]> = {
  want: takeUpWant,
  "watch-job": watchJob,
  time: async (context: Context, { executionArn }: Data) => {
    await tell(context, { executionArn, happening: { kind: "time" } });
  },
};
