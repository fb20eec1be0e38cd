import type { Context } from "#cloud/core/service.ts";
import type { Execution } from "../language/run/execution.ts";
import type { Happening, TimeWant, Want } from "../language/run/happening.ts";
import { doTask } from "./do-task.ts";
import type { FollowedJob } from "./follow-job.ts";
import { readItems } from "./read-items.ts";
import { writeResults } from "./write-results.ts";

export type WantAnswer = {
  readonly happening: Happening;
  /** The job of a `.sync`, whose end is the task's. */
  readonly job?: FollowedJob;
};

/** Does what an execution asks of the world, as its machine's role. */
export async function answerWant(
  context: Context,
  { want, roleArn, run }: { readonly want: Exclude<Want, TimeWant>; readonly roleArn: string; readonly run: Execution },
): Promise<WantAnswer> {
  switch (want.kind) {
    case "task":
      return doTask(context, { want, roleArn });
    case "read-items":
      return { happening: await readItems(context, { want, roleArn }) };
    case "write-results":
      return { happening: await writeResults(context, { want, roleArn, run }) };
  }
}
