import { IAM } from "@aws-sdk/client-iam";
import { S3 } from "@aws-sdk/client-s3";
import {
  paginateGetExecutionHistory,
  paginateListExecutions,
  paginateListStateMachines,
  SFN,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCloud } from "#cloud/core/cloud.ts";
import { stepFunctions } from "#cloud/stepfunctions/service.ts";
import { startEndpoint, type TestEndpoint } from "./harness/endpoint.ts";
import { awsCli, hasCli, type PythonClient, python, startPython } from "./harness/python.ts";
import { record } from "./harness/record.ts";
import { replayInPage } from "./harness/replay-in-page.ts";

let endpoint: TestEndpoint;
let client: SFN;
let sync: SFN;
let iam: IAM;
let s3: S3;
let inPage: readonly string[] = [];
let boto: PythonClient;

const roleArn = "arn:aws:iam::111122223333:role/machine";
const trust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  });
const allow = (Action: string | readonly string[], Resource = "*"): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });

async function makeRole(RoleName: string, PolicyDocument: string): Promise<string> {
  await iam.createRole({ RoleName, AssumeRolePolicyDocument: trust("states.amazonaws.com") });
  await iam.putRolePolicy({ RoleName, PolicyName: "p", PolicyDocument });
  return `arn:aws:iam::111122223333:role/${RoleName}`;
}

beforeAll(async () => {
  endpoint = await startEndpoint();
  const config = { maxAttempts: 1 };
  client = new SFN({ endpoint: endpoint.url, region: "us-east-1", credentials: endpoint.keys, ...config });
  // the SDK puts "sync-" before the host of StartSyncExecution
  sync = new SFN({
    endpoint: endpoint.url,
    region: "us-east-1",
    credentials: endpoint.keys,
    disableHostPrefix: true,
    ...config,
  });
  iam = new IAM({ endpoint: endpoint.url, region: "us-east-1", credentials: endpoint.keys });
  s3 = new S3({ endpoint: endpoint.url, region: "us-east-1", credentials: endpoint.keys, forcePathStyle: true });
  boto = startPython({ endpoint });
  await makeRole("machine", allow(["s3:*", "states:*"]));
  await s3.createBucket({ Bucket: "work" });
});

afterAll(async () => {
  record({ service: "stepfunctions", seen: endpoint.seen, page: inPage });
  boto.stop();
  client.destroy();
  sync.destroy();
  iam.destroy();
  s3.destroy();
  await endpoint.stop();
});

const machine = (states: object, more: object = {}): string =>
  JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more });
const pass = machine({ P: { Type: "Pass", End: true } });

async function make(name: string, definition: string, type: "STANDARD" | "EXPRESS" = "STANDARD"): Promise<string> {
  const { stateMachineArn = "" } = await client.createStateMachine({ name, definition, roleArn, type });
  return stateMachineArn;
}

/** Lets simulated time pass. */
const letPass = (seconds: number): Promise<void> => endpoint.cloud.advanceTo(endpoint.cloud.now() + seconds * 1000);

async function run(stateMachineArn: string, { input = {}, seconds = 0 }: { input?: unknown; seconds?: number } = {}) {
  const { executionArn = "" } = await client.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  await letPass(seconds);
  return client.describeExecution({ executionArn });
}

describe("machines through the SDK for JavaScript", () => {
  it("are made once: again the same answers, another of the name is refused", async () => {
    const given = { name: "once", definition: pass, roleArn };
    const first = await client.createStateMachine(given);
    const again = await client.createStateMachine(given);
    expect(again.stateMachineArn).toBe("arn:aws:states:us-east-1:111122223333:stateMachine:once");
    expect(again.creationDate).toEqual(first.creationDate);
    const other = machine({ Q: { Type: "Succeed" } });
    await expect(client.createStateMachine({ ...given, definition: other })).rejects.toMatchObject({
      name: "StateMachineAlreadyExists",
    });
    expect(await client.describeStateMachine({ stateMachineArn: again.stateMachineArn })).toMatchObject({
      name: "once",
      type: "STANDARD",
      status: "ACTIVE",
      definition: pass,
      roleArn,
      loggingConfiguration: { level: "OFF" },
    });
  });

  it("refuse bad names, definitions, roles and ARNs by AWS's errors", async () => {
    const refused = (given: object) =>
      client.createStateMachine({ name: "n", definition: pass, roleArn, ...given }).then(
        () => "made",
        ({ name }: Error) => name,
      );
    expect(await refused({ name: "a b" })).toBe("InvalidName");
    expect(await refused({ definition: "{" })).toBe("InvalidDefinition");
    expect(await refused({ roleArn: "arn:aws:iam::111122223333:role/none" })).toBe("AccessDeniedException");
    const stateMachineArn = "arn:aws:states:us-east-1:111122223333:stateMachine:none";
    await expect(client.describeStateMachine({ stateMachineArn })).rejects.toMatchObject({
      name: "StateMachineDoesNotExist",
    });
    await expect(client.describeStateMachine({ stateMachineArn: "machine" })).rejects.toMatchObject({
      name: "InvalidArn",
    });
    await expect(client.startExecution({ stateMachineArn })).rejects.toMatchObject({
      name: "StateMachineDoesNotExist",
    });
    await expect(client.updateStateMachine({ stateMachineArn: await make("bare", pass) })).rejects.toMatchObject({
      name: "MissingRequiredParameter",
    });
    await expect(client.redriveExecution({ executionArn: stateMachineArn })).rejects.toMatchObject({
      name: "UnknownOperationException",
    });
  });

  it("tell what is wrong with a definition, and what Express machines do not take", async () => {
    const good = await client.validateStateMachineDefinition({ definition: pass });
    expect(good).toMatchObject({ result: "OK", diagnostics: [] });
    const definition = machine({
      W: { Type: "Task", Resource: "arn:aws:states:::glue:startJobRun.sync", Parameters: { JobName: "j" }, End: true },
    });
    expect(await client.validateStateMachineDefinition({ definition })).toMatchObject({ result: "OK" });
    const express = await client.validateStateMachineDefinition({ definition, type: "EXPRESS" });
    expect(express).toMatchObject({ result: "FAIL", diagnostics: [{ location: "/States/W/Resource" }] });
    await expect(make("too-long", definition, "EXPRESS")).rejects.toMatchObject({ name: "InvalidDefinition" });
  });

  it("keep versions, and aliases that route to them", async () => {
    const stateMachineArn = await make("versioned", machine({ P: { Type: "Pass", Result: 1, End: true } }));
    const one = await client.publishStateMachineVersion({ stateMachineArn, description: "first" });
    expect(one.stateMachineVersionArn).toBe(`${stateMachineArn}:1`);
    const again = await client.publishStateMachineVersion({ stateMachineArn });
    expect(again.stateMachineVersionArn).toBe(`${stateMachineArn}:1`);
    const definition = machine({ P: { Type: "Pass", Result: 2, End: true } });
    const two = await client.updateStateMachine({ stateMachineArn, definition, publish: true });
    expect(two.stateMachineVersionArn).toBe(`${stateMachineArn}:2`);
    await expect(client.publishStateMachineVersion({ stateMachineArn, revisionId: "INITIAL" })).rejects.toMatchObject({
      name: "ConflictException",
    });
    const route = (version: number, weight: number) => ({
      stateMachineVersionArn: `${stateMachineArn}:${version}`,
      weight,
    });
    const { stateMachineAliasArn = "" } = await client.createStateMachineAlias({
      name: "live",
      routingConfiguration: [route(1, 100)],
    });
    expect((await run(stateMachineAliasArn)).output).toBe("1");
    expect((await run(stateMachineArn)).output).toBe("2");
    await client.updateStateMachineAlias({
      stateMachineAliasArn,
      routingConfiguration: [route(1, 50), route(2, 50)],
    });
    const outputs = new Set<string | undefined>();
    for (let n = 0; n < 20; n++) outputs.add((await run(stateMachineAliasArn)).output);
    expect([...outputs].toSorted()).toEqual(["1", "2"]);
    expect(await client.describeStateMachineAlias({ stateMachineAliasArn })).toMatchObject({
      name: "live",
      routingConfiguration: [route(1, 50), route(2, 50)],
    });
    await expect(
      client.createStateMachineAlias({ name: "half", routingConfiguration: [route(1, 50)] }),
    ).rejects.toMatchObject({ name: "ValidationException" });
    await expect(
      client.deleteStateMachineVersion({ stateMachineVersionArn: `${stateMachineArn}:1` }),
    ).rejects.toMatchObject({ name: "ConflictException" });
    const aliases = await client.listStateMachineAliases({ stateMachineArn });
    expect(aliases.stateMachineAliases).toHaveLength(1);
    await client.deleteStateMachineAlias({ stateMachineAliasArn });
    await client.deleteStateMachineVersion({ stateMachineVersionArn: `${stateMachineArn}:1` });
    const { stateMachineVersions } = await client.listStateMachineVersions({ stateMachineArn });
    expect(stateMachineVersions?.map(({ stateMachineVersionArn }) => stateMachineVersionArn)).toEqual([
      `${stateMachineArn}:2`,
    ]);
  });

  it("carry tags", async () => {
    const resourceArn = await make("tagged", pass);
    await client.tagResource({
      resourceArn,
      tags: [
        { key: "course", value: "ml" },
        { key: "x", value: "" },
      ],
    });
    await client.untagResource({ resourceArn, tagKeys: ["x"] });
    expect((await client.listTagsForResource({ resourceArn })).tags).toEqual([{ key: "course", value: "ml" }]);
    await expect(client.listTagsForResource({ resourceArn: `${resourceArn}-no` })).rejects.toMatchObject({
      name: "ResourceNotFound",
    });
  });

  it("go with their executions when they are deleted", async () => {
    const stateMachineArn = await make("gone", machine({ W: { Type: "Wait", Seconds: 60, End: true } }));
    const { executionArn = "" } = await client.startExecution({ stateMachineArn });
    await client.deleteStateMachine({ stateMachineArn });
    await client.deleteStateMachine({ stateMachineArn });
    await expect(client.describeExecution({ executionArn })).rejects.toMatchObject({ name: "ExecutionDoesNotExist" });
    await letPass(120);
  });
});

describe("executions through the SDK for JavaScript", () => {
  it("answer again for the same name and input while they run, and refuse the name otherwise", async () => {
    const stateMachineArn = await make("named", machine({ W: { Type: "Wait", Seconds: 60, End: true } }));
    const given = { stateMachineArn, name: "one", input: '{"a":1}' };
    const first = await client.startExecution(given);
    expect(await client.startExecution(given)).toMatchObject({ executionArn: first.executionArn });
    await expect(client.startExecution({ ...given, input: "{}" })).rejects.toMatchObject({
      name: "ExecutionAlreadyExists",
    });
    await letPass(60);
    expect(await client.describeExecution({ executionArn: first.executionArn })).toMatchObject({
      status: "SUCCEEDED",
      input: '{"a":1}',
      output: '{"a":1}',
    });
    await expect(client.startExecution(given)).rejects.toMatchObject({ name: "ExecutionAlreadyExists" });
    await expect(client.startExecution({ stateMachineArn, input: "{" })).rejects.toMatchObject({
      name: "InvalidExecutionInput",
    });
  });

  it("wait as long as their Wait states say, to the second", async () => {
    const stateMachineArn = await make("waits", machine({ W: { Type: "Wait", Seconds: 90, End: true } }));
    const { executionArn = "", startDate } = await client.startExecution({ stateMachineArn });
    await letPass(89);
    expect((await client.describeExecution({ executionArn })).status).toBe("RUNNING");
    await letPass(100);
    const { status, stopDate } = await client.describeExecution({ executionArn });
    expect(status).toBe("SUCCEEDED");
    expect(Number(stopDate) - Number(startDate)).toBe(90_000);
  });

  it("are stopped, and say why", async () => {
    const stateMachineArn = await make("stopped", machine({ W: { Type: "Wait", Seconds: 90, End: true } }));
    const { executionArn = "" } = await client.startExecution({ stateMachineArn, name: "stop" });
    await client.stopExecution({ executionArn, error: "Enough", cause: "of this" });
    expect(await client.describeExecution({ executionArn })).toMatchObject({
      status: "ABORTED",
      error: "Enough",
      cause: "of this",
    });
    const page = await client.listExecutions({ stateMachineArn, statusFilter: "ABORTED" });
    expect(page.executions).toHaveLength(1);
    expect((await client.listExecutions({ stateMachineArn, statusFilter: "RUNNING" })).executions).toEqual([]);
  });

  it("have a history, forwards and backwards, in pages", async () => {
    const states = { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "C" }, C: { Type: "Succeed" } };
    const stateMachineArn = await make("told", machine(states));
    const { executionArn = "" } = await client.startExecution({ stateMachineArn, name: "first" });
    const types: (string | undefined)[] = [];
    for await (const { events } of paginateGetExecutionHistory({ client, pageSize: 3 }, { executionArn })) {
      types.push(...(events ?? []).map(({ type }) => type));
    }
    expect(types).toEqual([
      "ExecutionStarted",
      "PassStateEntered",
      "PassStateExited",
      "PassStateEntered",
      "PassStateExited",
      "SucceedStateEntered",
      "SucceedStateExited",
      "ExecutionSucceeded",
    ]);
    const back = await client.getExecutionHistory({ executionArn, reverseOrder: true, includeExecutionData: false });
    expect(back.events?.map(({ type }) => type)).toEqual(types.toReversed());
    expect(JSON.stringify(back.events)).not.toContain('"input"');
    const of = await client.describeStateMachineForExecution({ executionArn });
    expect(of).toMatchObject({ stateMachineArn, definition: machine(states) });
    await expect(client.getExecutionHistory({ executionArn, nextToken: "?" })).rejects.toMatchObject({
      name: "InvalidToken",
    });
    for (let n = 0; n < 4; n++) await client.startExecution({ stateMachineArn });
    const listed: unknown[] = [];
    for await (const { executions } of paginateListExecutions({ client, pageSize: 2 }, { stateMachineArn })) {
      listed.push(...(executions ?? []).map((each) => each.executionArn));
    }
    expect(new Set(listed).size).toBe(5);
    const machines: unknown[] = [];
    for await (const page of paginateListStateMachines({ client, pageSize: 4 }, {})) {
      machines.push(...(page.stateMachines ?? []).map(({ name }) => name));
    }
    expect(machines).toContain("told");
  });

  it("cost a transition for every state that is entered, and one for every retry", async () => {
    const stateMachineArn = await make(
      "billed",
      machine({
        A: { Type: "Pass", Next: "B" },
        B: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:s3:getObject",
          Parameters: { Bucket: "work", Key: "never" },
          Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 2, IntervalSeconds: 1 }],
          End: true,
        },
      }),
    );
    expect(await run(stateMachineArn, { seconds: 30 })).toMatchObject({
      status: "FAILED",
      error: "S3.NoSuchKeyException",
    });
    const lines = [...endpoint.cloud.state.bill.values()].filter(({ resource }) => resource === stateMachineArn);
    expect(lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(2 + 2);
  });
});

describe("tasks", () => {
  const task = (resource: string, Parameters: object, more: object = {}) => ({
    T: { Type: "Task", Resource: `arn:aws:states:::${resource}`, Parameters, End: true, ...more },
  });

  it("call services as the machine's role: an object is put, and read back", async () => {
    const arn = await make(
      "s3-task",
      machine({
        Put: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:s3:putObject",
          Parameters: { Bucket: "work", Key: "a.json", "Body.$": "$" },
          ResultPath: null,
          Next: "Get",
        },
        Get: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:s3:getObject",
          Parameters: { Bucket: "work", Key: "a.json" },
          ResultSelector: { "text.$": "$.Body", "etag.$": "$.ETag" },
          End: true,
        },
      }),
    );
    const { status, output = "" } = await run(arn, { input: { n: 1 }, seconds: 1 });
    expect(status).toBe("SUCCEEDED");
    // MD5 of {"n":1}: md5sum
    expect(JSON.parse(output)).toEqual({ text: '{"n":1}', etag: '"082c26c8a6bc75226a31da5495cc9292"' });
  });

  it("fail with the service's own error: a role that may not, a service that is not there, a field that is none", async () => {
    const poor = await makeRole("poor", allow("s3:ListBucket"));
    const outcome = async (name: string, definition: string, role = roleArn) => {
      const { stateMachineArn = "" } = await client.createStateMachine({ name, definition, roleArn: role });
      const { error, cause } = await run(stateMachineArn, { seconds: 1 });
      return { error, cause };
    };
    const get = machine(task("aws-sdk:s3:getObject", { Bucket: "work", Key: "a.json" }));
    expect(await outcome("poor", get, poor)).toEqual({
      error: "S3.S3Exception",
      cause: expect.stringMatching(/assumed-role\/poor.*is not authorized to perform: s3:GetObject/),
    });
    expect(await outcome("queue", machine(task("sqs:sendMessage", { QueueUrl: "q", MessageBody: "m" })))).toEqual({
      error: "Sqs.UnknownOperationException",
      cause: expect.stringContaining("sqs"),
    });
    expect(await outcome("field", machine(task("aws-sdk:s3:getObject", { Bucket: "work", Nope: 1 })))).toEqual({
      error: "States.Runtime",
      cause: expect.stringContaining('The field "Nope" is not supported by Step Functions'),
    });
  });

  it("run other machines and wait for them, in both forms of .sync", async () => {
    const inner = await make(
      "inner",
      machine({ W: { Type: "Wait", Seconds: 30, Next: "P" }, P: { Type: "Pass", End: true } }),
    );
    const outer = (form: string) =>
      machine(task(`states:startExecution.${form}`, { StateMachineArn: inner, Input: { deep: true } }));
    const first = await run(await make("outer-1", outer("sync")), { seconds: 60 });
    expect(JSON.parse(first.output ?? "")).toMatchObject({ Status: "SUCCEEDED", Output: '{"deep":true}' });
    const second = await run(await make("outer-2", outer("sync:2")), { seconds: 60 });
    expect(JSON.parse(second.output ?? "")).toMatchObject({ Status: "SUCCEEDED", Output: { deep: true } });
    const { events } = await client.getExecutionHistory({ executionArn: second.executionArn });
    expect(events?.map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      "TaskScheduled",
      "TaskStarted",
      "TaskSubmitted",
      "TaskSucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
  });

  it("fail when the job they wait for fails, and end the job when they are ended", async () => {
    const broken = await make("broken", machine({ F: { Type: "Fail", Error: "Bad", Cause: "day" } }));
    const wait = await make("long", machine({ W: { Type: "Wait", Seconds: 3600, End: true } }));
    const outer = (StateMachineArn: string) => machine(task("states:startExecution.sync", { StateMachineArn }));
    const failed = await run(await make("outer-broken", outer(broken)), { seconds: 60 });
    expect(failed).toMatchObject({ status: "FAILED", error: "States.TaskFailed" });
    expect(JSON.parse(failed.cause ?? "")).toMatchObject({ Status: "FAILED", Error: "Bad", Cause: "day" });
    const { executionArn } = await run(await make("outer-long", outer(wait)), { seconds: 30 });
    await client.stopExecution({ executionArn });
    await letPass(30);
    const { executions } = await client.listExecutions({ stateMachineArn: wait });
    expect(executions?.map(({ status }) => status)).toEqual(["ABORTED"]);
  });

  it("wait for whoever holds their token", async () => {
    const child = await make("child", machine({ P: { Type: "Pass", End: true } }));
    const arn = await make(
      "token",
      machine(
        task(
          "states:startExecution.waitForTaskToken",
          { StateMachineArn: child, Input: { "token.$": "$$.Task.Token" } },
          { HeartbeatSeconds: 60, TimeoutSeconds: 300 },
        ),
      ),
    );
    const tokenOf = async (executionArn: string) => {
      const { executions } = await client.listExecutions({ stateMachineArn: child });
      const { input } = await client.describeExecution({ executionArn: executions?.[0]?.executionArn });
      expect(executionArn).toContain(":token:");
      return String(JSON.parse(input ?? "").token);
    };
    const first = await run(arn, { seconds: 50 });
    const taskToken = await tokenOf(first.executionArn ?? "");
    await client.sendTaskHeartbeat({ taskToken });
    await letPass(50);
    await expect(client.sendTaskSuccess({ taskToken, output: "{" })).rejects.toMatchObject({ name: "InvalidOutput" });
    await client.sendTaskSuccess({ taskToken, output: '{"by":"hand"}' });
    expect(await client.describeExecution({ executionArn: first.executionArn })).toMatchObject({
      status: "SUCCEEDED",
      output: '{"by":"hand"}',
    });
    await expect(client.sendTaskSuccess({ taskToken, output: "1" })).rejects.toMatchObject({ name: "TaskTimedOut" });
    await expect(client.sendTaskSuccess({ taskToken: "x", output: "1" })).rejects.toMatchObject({
      name: "InvalidToken",
    });
    const second = await run(arn, { seconds: 61 });
    expect(second).toMatchObject({ status: "FAILED", error: "States.HeartbeatTimeout" });
  });

  it("are taken by workers of an activity, each by one", async () => {
    const { activityArn = "" } = await client.createActivity({ name: "by-hand" });
    expect(await client.createActivity({ name: "by-hand" })).toMatchObject({ activityArn });
    expect((await client.getActivityTask({ activityArn })).taskToken).toBeUndefined();
    const arn = await make("activity", machine({ T: { Type: "Task", Resource: activityArn, End: true } }));
    const { executionArn } = await run(arn, { input: { n: 2 } });
    const taken = await Promise.all(
      ["a", "b"].map((workerName) => client.getActivityTask({ activityArn, workerName })),
    );
    const [work, ...others] = taken.filter(({ taskToken }) => taskToken !== undefined);
    expect(others).toEqual([]);
    expect(work?.input).toBe('{"n":2}');
    await client.sendTaskFailure({ taskToken: work?.taskToken, error: "Tired", cause: "late" });
    expect(await client.describeExecution({ executionArn })).toMatchObject({ status: "FAILED", error: "Tired" });
    expect(await client.describeActivity({ activityArn })).toMatchObject({ name: "by-hand" });
    expect((await client.listActivities({})).activities).toHaveLength(1);
    await client.deleteActivity({ activityArn });
    await expect(client.describeActivity({ activityArn })).rejects.toMatchObject({ name: "ActivityDoesNotExist" });
  });

  it("map over a file in S3, each item an execution of its own, and write what they came to", async () => {
    await s3.putObject({ Bucket: "work", Key: "in.csv", Body: "name,n\nayu,1\nbudi,2\ncitra,3\n" });
    const arn = await make(
      "far",
      machine({
        M: {
          Type: "Map",
          Label: "Rows",
          ItemReader: {
            Resource: "arn:aws:states:::s3:getObject",
            ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
            Parameters: { Bucket: "work", Key: "in.csv" },
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            StartAt: "P",
            States: { P: { Type: "Pass", OutputPath: "$.name", End: true } },
          },
          ResultWriter: {
            Resource: "arn:aws:states:::s3:putObject",
            Parameters: { Bucket: "work", Prefix: "out" },
          },
          End: true,
        },
      }),
    );
    const { executionArn, status, output = "" } = await run(arn, { seconds: 1 });
    expect(status).toBe("SUCCEEDED");
    const { mapRuns } = await client.listMapRuns({ executionArn });
    const mapRunArn = mapRuns?.[0]?.mapRunArn;
    expect(await client.describeMapRun({ mapRunArn })).toMatchObject({
      status: "SUCCEEDED",
      executionArn,
      itemCounts: { total: 3, succeeded: 3, pending: 0 },
    });
    const { executions } = await client.listExecutions({ mapRunArn });
    expect(executions).toHaveLength(3);
    const child = await client.describeExecution({ executionArn: executions?.[0]?.executionArn });
    expect(child).toMatchObject({ mapRunArn, status: "SUCCEEDED", stateMachineArn: `${arn}/Rows` });
    const history = await client.getExecutionHistory({ executionArn: child.executionArn });
    expect(history.events).toHaveLength(4);
    const { Bucket, Key } = JSON.parse(output).ResultWriterDetails;
    const read = async (key: string) => {
      const { Body: body } = await s3.getObject({ Bucket, Key: key });
      return JSON.parse((await body?.transformToString()) ?? "");
    };
    const manifest = await read(Key);
    expect(manifest).toMatchObject({ DestinationBucket: "work", MapRunArn: mapRunArn });
    const results = await read(manifest.ResultFiles.SUCCEEDED[0].Key);
    expect(results.map((each: { Output: string }) => each.Output)).toEqual(['"ayu"', '"budi"', '"citra"']);
  });
});

describe("Express machines", () => {
  it("run to their end within the request, with time of their own", async () => {
    const definition = machine({
      W: { Type: "Wait", Seconds: 2, Next: "L" },
      L: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:s3:listBuckets",
        ResultSelector: { "first.$": "$.Buckets[0].Name" },
        End: true,
      },
    });
    const stateMachineArn = await make("fast", definition, "EXPRESS");
    const answer = await sync.startSyncExecution({ stateMachineArn, name: "now" });
    expect(answer).toMatchObject({ status: "SUCCEEDED", output: '{"first":"work"}', name: "now" });
    expect(Number(answer.stopDate) - Number(answer.startDate)).toBe(2000);
    const failing = await make("fast-fail", machine({ F: { Type: "Fail", Error: "E", Cause: "c" } }), "EXPRESS");
    expect(await sync.startSyncExecution({ stateMachineArn: failing })).toMatchObject({
      status: "FAILED",
      error: "E",
      cause: "c",
    });
    const slow = await make("slow", machine({ W: { Type: "Wait", Seconds: 600, End: true } }), "EXPRESS");
    expect((await sync.startSyncExecution({ stateMachineArn: slow })).status).toBe("TIMED_OUT");
    const { executionArn } = await client.startExecution({ stateMachineArn });
    await letPass(10);
    await expect(client.describeExecution({ executionArn })).rejects.toMatchObject({ name: "InvalidArn" });
    await expect(client.listExecutions({ stateMachineArn })).rejects.toMatchObject({
      name: "StateMachineTypeNotSupported",
    });
    const standard = await make("standard", pass);
    await expect(sync.startSyncExecution({ stateMachineArn: standard })).rejects.toMatchObject({
      name: "StateMachineTypeNotSupported",
    });
  });
});

describe("who may", () => {
  it("is asked by action and resource", async () => {
    const stateMachineArn = await make("mine", pass);
    const other = await make("other", pass);
    await iam.createUser({ UserName: "ayu" });
    const PolicyDocument = allow(["states:StartExecution", "states:DescribeStateMachine"], stateMachineArn);
    await iam.putUserPolicy({ UserName: "ayu", PolicyName: "p", PolicyDocument });
    const { AccessKey } = await iam.createAccessKey({ UserName: "ayu" });
    const credentials = {
      accessKeyId: AccessKey?.AccessKeyId ?? "",
      secretAccessKey: AccessKey?.SecretAccessKey ?? "",
    };
    const ayu = new SFN({ endpoint: endpoint.url, region: "us-east-1", credentials });
    await ayu.startExecution({ stateMachineArn });
    const denied = { name: "AccessDeniedException" };
    await expect(ayu.startExecution({ stateMachineArn: other })).rejects.toMatchObject(denied);
    await expect(ayu.listStateMachines({})).rejects.toMatchObject(denied);
    await expect(ayu.createStateMachine({ name: "x", definition: pass, roleArn })).rejects.toMatchObject(denied);
    ayu.destroy();
  });
});

describe.skipIf(python === undefined)("Step Functions through boto3", () => {
  it("makes, starts, lists and reads", async () => {
    const made = await boto.call("stepfunctions", "CreateStateMachine", { name: "boto", definition: pass, roleArn });
    const stateMachineArn = "arn:aws:states:us-east-1:111122223333:stateMachine:boto";
    expect(made).toMatchObject({ output: { stateMachineArn } });
    await boto.call("stepfunctions", "StartExecution", { stateMachineArn, name: "run" });
    const executionArn = "arn:aws:states:us-east-1:111122223333:execution:boto:run";
    expect(await boto.call("stepfunctions", "DescribeExecution", { executionArn })).toMatchObject({
      output: { status: "SUCCEEDED", output: "{}" },
    });
    const pages = await boto.paginate("stepfunctions", "GetExecutionHistory", { executionArn, maxResults: 1 });
    expect(JSON.stringify(pages)).toContain("ExecutionSucceeded");
    const missing = await boto.call("stepfunctions", "DescribeExecution", { executionArn: `${executionArn}-no` });
    expect(missing).toMatchObject({ error: { code: "ExecutionDoesNotExist", status: 400 } });
  });
});

describe.skipIf(!hasCli)("Step Functions through the CLI", () => {
  it("makes, starts and describes", async () => {
    const { stdout } = await awsCli({
      endpoint,
      args: ["stepfunctions", "create-state-machine", "--name", "cli", "--definition", pass, "--role-arn", roleArn],
    });
    const { stateMachineArn } = JSON.parse(stdout);
    const started = await awsCli({
      endpoint,
      args: ["stepfunctions", "start-execution", "--state-machine-arn", stateMachineArn, "--input", '{"a":1}'],
    });
    const { executionArn } = JSON.parse(started.stdout);
    const args = ["stepfunctions", "describe-execution", "--execution-arn", executionArn];
    expect(JSON.parse((await awsCli({ endpoint, args })).stdout)).toMatchObject({
      status: "SUCCEEDED",
      output: '{"a":1}',
    });
  });
});

describe.skipIf(python === undefined)("AWS's own model of Step Functions", () => {
  it("allows every answer that was given above", async () => {
    expect(endpoint.seen.length).toBeGreaterThan(120);
    expect(await boto.problemsOf(endpoint.seen.filter(({ service }) => service === "stepfunctions"))).toEqual([]);
    expect(endpoint.seen.filter(({ error }) => error !== undefined)).toEqual([]);
  });
});

describe("the operations of Step Functions", () => {
  it("have each been answered", () => {
    const answered = endpoint.seen.filter(
      ({ service, failed, error }) => service === "stepfunctions" && failed === undefined && error === undefined,
    );
    expect([...new Set(answered.map(({ operation }) => operation))].toSorted()).toEqual(
      Object.keys(stepFunctions.operations).toSorted(),
    );
  });
});

describe("Step Functions in the page, without a wire", () => {
  it("answers what needs no time to pass as it answered the clients", async () => {
    const { answered } = await replayInPage({ endpoint, service: "stepfunctions" });
    inPage = answered;
    const needTime = [
      "SendTaskHeartbeat",
      "SendTaskSuccess",
      "SendTaskFailure",
      "DescribeMapRun",
      "ListMapRuns",
      "GetActivityTask",
    ];
    const expected = Object.keys(stepFunctions.operations).filter((name) => !needTime.includes(name));
    expect(answered).toEqual(expect.arrayContaining(expected));
  });

  it("goes on from a snapshot: what ran before the reload ends after it", async () => {
    const stateMachineArn = await make("reload", machine({ W: { Type: "Wait", Seconds: 40, End: true } }));
    const { executionArn = "" } = await client.startExecution({ stateMachineArn });
    const again = openCloud({ ...endpoint.options, state: structuredClone(endpoint.cloud.snapshot()) });
    await again.advanceTo(again.now() + 40_000);
    const { output } = await again.send({
      service: "stepfunctions",
      operation: "DescribeExecution",
      input: { executionArn },
    });
    expect(output).toMatchObject({ status: "SUCCEEDED" });
    await client.stopExecution({ executionArn });
  });
});
