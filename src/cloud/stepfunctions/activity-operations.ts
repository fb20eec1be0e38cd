import type {
  CreateActivityCommandInput,
  CreateActivityCommandOutput,
  DeleteActivityCommandInput,
  DeleteActivityCommandOutput,
  DescribeActivityCommandInput,
  DescribeActivityCommandOutput,
  GetActivityTaskCommandInput,
  GetActivityTaskCommandOutput,
  ListActivitiesCommandInput,
  ListActivitiesCommandOutput,
} from "@aws-sdk/client-sfn";
import type { Context, Operation } from "#cloud/core/service.ts";
import { type Activity, activities } from "./activity.ts";
import { executions } from "./execution.ts";
import { wantsOf } from "./language/run/wants-of.ts";
import { checkType } from "./machine.ts";
import { statesPage } from "./page.ts";
import { checkName, noSuchActivity } from "./refuse.ts";
import { tagsFrom } from "./tags.ts";
import { taskTokens } from "./task-token.ts";
import { tell } from "./tell.ts";

function getActivity(context: Context, arn: string): Activity {
  checkType(arn, "activity");
  const activity = activities(context).find(arn);
  if (activity === undefined) throw noSuchActivity(arn);
  return activity;
}

/** Making an activity that is there already answers as if it had been made now. */
export const createActivity: Operation<CreateActivityCommandInput, CreateActivityCommandOutput> = (context, input) => {
  const { name = "", tags, encryptionConfiguration } = input;
  checkName(name);
  const arn = context.arn(`activity:${name}`);
  const activity = activities(context).find(arn) ?? {
    arn,
    name,
    createdAt: context.now(),
    encryption: encryptionConfiguration ?? { type: "AWS_OWNED_KEY" },
    tags: tagsFrom(tags),
  };
  activities(context).put(arn, activity);
  return { activityArn: arn, creationDate: new Date(activity.createdAt) };
};

export const describeActivity: Operation<DescribeActivityCommandInput, DescribeActivityCommandOutput> = (
  context,
  input,
) => {
  const { arn, name, createdAt, encryption } = getActivity(context, input.activityArn ?? "");
  return { activityArn: arn, name, creationDate: new Date(createdAt), encryptionConfiguration: encryption };
};

export const listActivities: Operation<ListActivitiesCommandInput, ListActivitiesCommandOutput> = (context, input) => {
  const { items, rest } = statesPage({ items: activities(context).rows(), keyOf: ({ arn }) => arn, input });
  return {
    activities: items.map(({ arn, name, createdAt }) => ({
      activityArn: arn,
      name,
      creationDate: new Date(createdAt),
    })),
    ...rest,
  };
};

export const deleteActivity: Operation<DeleteActivityCommandInput, DeleteActivityCommandOutput> = (context, input) => {
  checkType(input.activityArn ?? "", "activity");
  activities(context).delete(input.activityArn ?? "");
  return {};
};

/** AWS keeps a worker waiting up to a minute; here a worker without work is told so at once and asks again. */
export const getActivityTask: Operation<GetActivityTaskCommandInput, GetActivityTaskCommandOutput> = async (
  context,
  input,
) => {
  const { arn } = getActivity(context, input.activityArn ?? "");
  for (const [token, { executionArn, taskId, activityArn }] of taskTokens(context).entries()) {
    if (activityArn !== arn) continue;
    const row = executions(context).find(executionArn);
    const want = row === undefined ? undefined : wantsOf(row.run).find((each) => "id" in each && each.id === taskId);
    if (want?.kind !== "task" || want.started) continue;
    const { workerName } = input;
    const isTaken = await tell(context, {
      executionArn,
      happening: { kind: "task-started", id: taskId, ...(workerName === undefined ? {} : { workerName }) },
      unless: ({ started }) => started,
    });
    if (isTaken) return { taskToken: token, input: JSON.stringify(want.arguments) };
  }
  return {};
};
