import type { Context } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";

/** A task that somebody outside answers; kept when it is over, so that a late answer is told so. */
export type TaskToken = {
  readonly executionArn: string;
  readonly taskId: string;
  readonly activityArn: string | undefined;
};

export const taskTokens = (context: Context): Table<TaskToken> => context.table("task-tokens");
