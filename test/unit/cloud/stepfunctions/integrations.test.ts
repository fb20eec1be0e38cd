import { expect, it } from "vitest";
import { AwsError } from "#cloud/core/aws-error.ts";
import { type Cloud, openCloud } from "#cloud/core/cloud.ts";
import type { Context, Service } from "#cloud/core/service.ts";
import { stepFunctions } from "#cloud/stepfunctions/service.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A function that answers its input, or throws when it is asked to, with Invoke's answers as AWS documents them. */
const lambda: Service = {
  name: "lambda",
  scope: "regional",
  operations: {
    Invoke: (_context: Context, { FunctionName, Payload }: { FunctionName: string; Payload: Uint8Array }) => {
      const text = new TextDecoder().decode(Payload);
      if (FunctionName.endsWith("missing")) throw new AwsError("ResourceNotFoundException", "Function not found");
      if (FunctionName.endsWith("throws")) {
        const error = { errorType: "TypeError", errorMessage: "no" };
        return { StatusCode: 200, FunctionError: "Unhandled", Payload: utf8(JSON.stringify(error)) };
      }
      return { StatusCode: 200, ExecutedVersion: "$LATEST", Payload: utf8(`{"got":${text}}`) };
    },
  },
};

/** Training of a minute, which fails when its name says so, and a log of what was stopped. */
const sagemaker: Service = {
  name: "sagemaker",
  scope: "regional",
  operations: {
    CreateTrainingJob: (context: Context, { TrainingJobName }: { TrainingJobName: string }) => {
      context.table<number>("jobs").put(TrainingJobName, context.now());
      return { TrainingJobArn: context.arn(`training-job/${TrainingJobName}`) };
    },
    DescribeTrainingJob: (context: Context, { TrainingJobName }: { TrainingJobName: string }) => {
      const started = context.table<number>("jobs").find(TrainingJobName) ?? 0;
      const ended = TrainingJobName.startsWith("bad") ? "Failed" : "Completed";
      return {
        TrainingJobName,
        TrainingJobStatus: context.now() - started < 60_000 ? "InProgress" : ended,
        CreationTime: new Date(started),
      };
    },
    StopTrainingJob: (context: Context, { TrainingJobName }: { TrainingJobName: string }) => {
      context.table<string>("stopped").put(TrainingJobName, TrainingJobName);
      return {};
    },
  },
};

const roleArn = "arn:aws:iam::111122223333:role/any";

function open(): Cloud {
  return openCloud({
    services: {
      lambda: async () => lambda,
      sagemaker: async () => sagemaker,
      stepfunctions: async () => stepFunctions,
    },
  });
}

async function call<Output>(cloud: Cloud, operation: string, input: object): Promise<Output> {
  const { output } = await cloud.send({ service: "stepfunctions", operation, input });
  return output as Output; // the caller names what it reads
}

async function start(cloud: Cloud, task: object): Promise<string> {
  const definition = JSON.stringify({ StartAt: "T", States: { T: { Type: "Task", End: true, ...task } } });
  const name = `m${Math.floor(cloud.state.rngsMade)}`;
  const made = await call<{ stateMachineArn: string }>(cloud, "CreateStateMachine", { name, definition, roleArn });
  const input = { stateMachineArn: made.stateMachineArn, input: '{"n":1}' };
  return (await call<{ executionArn: string }>(cloud, "StartExecution", input)).executionArn;
}

type Described = {
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
};

const describeIt = (cloud: Cloud, executionArn: string): Promise<Described> =>
  call(cloud, "DescribeExecution", { executionArn });

async function outcome(task: object, seconds = 1): Promise<Described> {
  const cloud = open();
  const executionArn = await start(cloud, task);
  await cloud.advanceTo(cloud.now() + seconds * 1000);
  return describeIt(cloud, executionArn);
}

const fn = (name: string): string => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;
const invoke = "arn:aws:states:::lambda:invoke";

it("a function by its ARN gives its payload; by the integration, its payload in an envelope", async () => {
  expect((await outcome({ Resource: fn("f") })).output).toBe('{"got":{"n":1}}');
  const { output = "" } = await outcome({ Resource: invoke, Parameters: { FunctionName: "f", "Payload.$": "$" } });
  expect(JSON.parse(output)).toMatchObject({ ExecutedVersion: "$LATEST", StatusCode: 200, Payload: { got: { n: 1 } } });
});

it("a function that throws fails the task by the name of what it threw; one that is missing by Lambda's error", async () => {
  const thrown = { status: "FAILED", error: "TypeError", cause: '{"errorType":"TypeError","errorMessage":"no"}' };
  expect(await outcome({ Resource: fn("throws") })).toMatchObject(thrown);
  expect(await outcome({ Resource: invoke, Parameters: { FunctionName: "throws" } })).toMatchObject(thrown);
  expect(await outcome({ Resource: fn("missing") })).toMatchObject({ error: "Lambda.ResourceNotFoundException" });
});

it("a function that is given the token is answered by whoever sends it back", async () => {
  const cloud = open();
  const executionArn = await start(cloud, {
    Resource: `${invoke}.waitForTaskToken`,
    Parameters: { FunctionName: "f", Payload: { "token.$": "$$.Task.Token" } },
  });
  await cloud.advanceTo(cloud.now() + 1000);
  const { events } = await call<{ events: { type: string; taskSubmittedEventDetails?: { output: string } }[] }>(
    cloud,
    "GetExecutionHistory",
    { executionArn },
  );
  const submitted = events.find(({ type }) => type === "TaskSubmitted")?.taskSubmittedEventDetails?.output ?? "";
  const taskToken = JSON.parse(submitted).Payload.got.token;
  await call(cloud, "SendTaskSuccess", { taskToken, output: "7" });
  expect(await describeIt(cloud, executionArn)).toMatchObject({ status: "SUCCEEDED", output: "7" });
});

const train = (TrainingJobName: string, more: object = {}): object => ({
  Resource: "arn:aws:states:::sagemaker:createTrainingJob.sync",
  Parameters: {
    TrainingJobName,
    RoleArn: roleArn,
    AlgorithmSpecification: { TrainingInputMode: "File", TrainingImage: "xgboost" },
    OutputDataConfig: { S3OutputPath: "s3://b/o" },
    ResourceConfig: { InstanceCount: 1, InstanceType: "ml.m5.large", VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
  },
  ...more,
});

it("a job that is waited for ends its task when it ends, with what Describe tells and times in milliseconds", async () => {
  expect((await outcome(train("good"), 59)).status).toBe("RUNNING");
  const { status, output = "" } = await outcome(train("good"), 75);
  expect(status).toBe("SUCCEEDED");
  expect(JSON.parse(output)).toEqual({
    TrainingJobName: "good",
    TrainingJobStatus: "Completed",
    CreationTime: Date.UTC(2026, 0, 1),
  });
});

it("a job that fails fails its task with States.TaskFailed and its description", async () => {
  const { error, cause = "" } = await outcome(train("bad"), 75);
  expect(error).toBe("States.TaskFailed");
  expect(JSON.parse(cause)).toMatchObject({ TrainingJobStatus: "Failed" });
});

it("a job whose task has run out of time is stopped", async () => {
  const cloud = open();
  const executionArn = await start(cloud, train("late", { TimeoutSeconds: 25 }));
  await cloud.advanceTo(cloud.now() + 40_000);
  expect(await describeIt(cloud, executionArn)).toMatchObject({ error: "States.Timeout" });
  expect([...(cloud.state.tables.get("sagemaker/us-east-1/stopped")?.keys() ?? [])]).toEqual(["late"]);
});

it("two answers at once to one execution are both taken: none is lost", async () => {
  const cloud = open();
  const activity = { name: "both" };
  const { activityArn } = await call<{ activityArn: string }>(cloud, "CreateActivity", activity);
  const branch = (name: string) => ({
    StartAt: name,
    States: { [name]: { Type: "Task", Resource: activityArn, End: true } },
  });
  const executionArn = await start(cloud, { Type: "Parallel", Branches: [branch("A"), branch("B")] });
  const take = (): Promise<{ taskToken: string }> => call(cloud, "GetActivityTask", { activityArn });
  const [first, second] = await Promise.all([take(), take()]);
  await Promise.all(
    [first, second].map(({ taskToken }, at) => call(cloud, "SendTaskSuccess", { taskToken, output: String(at) })),
  );
  const { status, output = "" } = await describeIt(cloud, executionArn);
  expect(status).toBe("SUCCEEDED");
  expect(JSON.parse(output).toSorted()).toEqual([0, 1]);
});
