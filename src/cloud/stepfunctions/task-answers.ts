import type {
  SendTaskFailureCommandInput,
  SendTaskFailureCommandOutput,
  SendTaskHeartbeatCommandInput,
  SendTaskHeartbeatCommandOutput,
  SendTaskSuccessCommandInput,
  SendTaskSuccessCommandOutput,
} from "@aws-sdk/client-sfn";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { findJson } from "./find-json.ts";
import type { Happening } from "./language/run/happening.ts";
import { invalidToken } from "./refuse.ts";
import { taskTokens } from "./task-token.ts";
import { tell } from "./tell.ts";

async function answer(
  context: Context,
  token: string | undefined,
  happeningFor: (id: string) => Happening,
): Promise<Record<string, never>> {
  const task = taskTokens(context).find(token ?? "");
  if (task === undefined) throw invalidToken();
  const isTaken = await tell(context, { executionArn: task.executionArn, happening: happeningFor(task.taskId) });
  if (isTaken) return {};
  throw new AwsError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
}

export const sendTaskSuccess: Operation<SendTaskSuccessCommandInput, SendTaskSuccessCommandOutput> = (
  context,
  input,
) => {
  const output = findJson(input.output ?? "");
  if (output === undefined) throw new AwsError("InvalidOutput", `Invalid Output: '${input.output}'`);
  return answer(context, input.taskToken, (id) => ({ kind: "task-succeeded", id, output }));
};

export const sendTaskFailure: Operation<SendTaskFailureCommandInput, SendTaskFailureCommandOutput> = (
  context,
  { taskToken, error = "", cause = "" },
) => answer(context, taskToken, (id) => ({ kind: "task-failed", id, error, cause }));

export const sendTaskHeartbeat: Operation<SendTaskHeartbeatCommandInput, SendTaskHeartbeatCommandOutput> = (
  context,
  { taskToken },
) => answer(context, taskToken, (id) => ({ kind: "task-heartbeat", id }));
