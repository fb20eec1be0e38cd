import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { Glue } from "@aws-sdk/client-glue";
import { Lambda } from "@aws-sdk/client-lambda";
import { SageMakerFeatureStoreRuntime } from "@aws-sdk/client-sagemaker-featurestore-runtime";
import { SageMakerRuntime } from "@aws-sdk/client-sagemaker-runtime";
import { Scheduler } from "@aws-sdk/client-scheduler";
import { SFN } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { AnyOperation, Service } from "#cloud/core/service.ts";
import { startEndpoint, type TestEndpoint } from "./harness/endpoint.ts";
import { type PythonClient, python, startPython } from "./harness/python.ts";

/** What the wire read, and what it is to write: services of the test's own, so that each protocol is tried before its services are there. */
let input: unknown;
let answer: object = {};
const echo: AnyOperation = (_context, given) => {
  input = given;
  return answer;
};
const serviceOf = (name: string, ...operations: string[]): Readonly<Record<string, () => Promise<Service>>> => {
  const service: Service = {
    name,
    scope: "regional",
    operations: Object.fromEntries(operations.map((operation) => [operation, echo])),
  };
  return { [name]: () => Promise.resolve(service) };
};
let endpoint: TestEndpoint;
let boto: PythonClient;
const time = new Date("2026-03-01T12:30:15.000Z");

beforeAll(async () => {
  endpoint = await startEndpoint({
    checkAnswers: false,
    services: {
      ...serviceOf("cloudwatch", "PutMetricData", "GetMetricData", "DescribeAlarms", "SetAlarmState"),
      ...serviceOf("logs", "PutLogEvents", "GetLogEvents"),
      ...serviceOf("glue", "GetTable", "CreateTable"),
      ...serviceOf("lambda", "Invoke", "GetFunction", "ListTags", "TagResource", "UntagResource"),
      ...serviceOf("sagemaker-runtime", "InvokeEndpoint", "InvokeEndpointAsync", "InvokeEndpointWithResponseStream"),
      ...serviceOf("sagemaker-featurestore-runtime", "PutRecord", "GetRecord", "BatchGetRecord", "DeleteRecord"),
      ...serviceOf("sagemaker", "DescribeModel"),
      ...serviceOf("scheduler", "CreateSchedule", "GetSchedule", "ListSchedules"),
      ...serviceOf("stepfunctions", "DescribeExecution", "StartExecution"),
    },
  });
  boto = startPython({ endpoint });
});

afterAll(async () => {
  boto.stop();
  await endpoint.stop();
});

const options = () => ({ endpoint: endpoint.url, region: "us-east-1", credentials: endpoint.keys, maxAttempts: 1 });

describe("the wire, by protocol", () => {
  const metric = {
    Namespace: "Siklus",
    MetricData: [
      {
        MetricName: "auc",
        Timestamp: time,
        Value: 0.875,
        Unit: "None" as const,
        Dimensions: [{ Name: "Endpoint", Value: "é 😀" }],
      },
      { MetricName: "n", StatisticValues: { SampleCount: 2, Sum: 3, Minimum: -1.5, Maximum: 1e300 } },
    ],
  };

  it("json-1.0: CloudWatch through the SDK", async () => {
    const client = new CloudWatch(options());
    answer = {};
    await client.putMetricData(metric);
    expect(input).toEqual(metric);
    answer = { MetricDataResults: [{ Id: "m1", Timestamps: [time], Values: [0.5, 2], StatusCode: "Complete" }] };
    const got = await client.getMetricData({ StartTime: time, EndTime: time, MetricDataQueries: [] });
    expect(got.MetricDataResults).toEqual([{ Id: "m1", Timestamps: [time], Values: [0.5, 2], StatusCode: "Complete" }]);
  });

  it("json-1.0 with compressed bodies: CloudWatch through the SDK", async () => {
    answer = {};
    const many = {
      Namespace: "Siklus",
      MetricData: Array.from({ length: 900 }, (_, at) => ({ MetricName: `metric-${at}`, Value: at })),
    };
    await new CloudWatch(options()).putMetricData(many);
    expect(input).toEqual(many);
  });

  it.skipIf(python === undefined).each([
    ["json", "json"],
    ["smithy-rpc-v2-cbor", "cbor"],
    ["query", "query"],
  ] as const)("%s: CloudWatch through boto3", async (protocol, name) => {
    const client = startPython({ endpoint, protocol });
    answer = {};
    expect(await client.call("cloudwatch", "PutMetricData", metric)).toMatchObject({ output: {} });
    expect(input).toEqual(metric);
    expect(endpoint.seen.at(-1)?.protocol).toBe(name);
    const Values = [0.5, 2, -7, 70_000, 2 ** 40];
    answer = { MetricDataResults: [{ Id: "m1", Timestamps: [time], Values, StatusCode: "Complete" }] };
    const got = await client.call("cloudwatch", "GetMetricData", {
      StartTime: time,
      EndTime: time,
      MetricDataQueries: [],
    });
    client.stop();
    expect(got).toMatchObject({
      output: { MetricDataResults: [{ Timestamps: [{ $time: "2026-03-01T12:30:15+00:00" }], Values }] },
    });
  });

  it("json-1.1: Glue and Logs through the SDK", async () => {
    answer = {
      Table: {
        Name: "churn",
        CreateTime: time,
        StorageDescriptor: { Columns: [{ Name: "a", Type: "int" }] },
        Parameters: { k: "v" },
      },
    };
    const glue = await new Glue(options()).getTable({ DatabaseName: "db", Name: "churn" });
    expect(glue.Table).toEqual(answer["Table" as keyof typeof answer]);
    expect(input).toEqual({ DatabaseName: "db", Name: "churn" });
    answer = { events: [{ timestamp: 1, message: "line 1\n", ingestionTime: 2 }], nextForwardToken: "f/1" };
    expect(
      (await new CloudWatchLogs(options()).getLogEvents({ logStreamName: "s", logGroupName: "g" })).events,
    ).toHaveLength(1);
  });

  it("json-1.0 with small first letters: Step Functions through the SDK", async () => {
    const executionArn = "arn:aws:states:us-east-1:111122223333:execution:m:e";
    answer = { executionArn, stateMachineArn: "arn:m", status: "SUCCEEDED", startDate: time, output: "{}" };
    const got = await new SFN(options()).describeExecution({ executionArn });
    expect(got).toMatchObject({ status: "SUCCEEDED", startDate: time });
  });

  it("rest-json: bytes in, bytes and headers out, at SageMaker's runtime", async () => {
    const client = new SageMakerRuntime(options());
    answer = {
      Body: new TextEncoder().encode("0.75\n"),
      ContentType: "text/csv",
      InvokedProductionVariant: "AllTraffic",
    };
    const got = await client.invokeEndpoint({
      EndpointName: "churn",
      Body: "1,2,3",
      ContentType: "text/csv",
      TargetVariant: "AllTraffic",
    });
    expect(new TextDecoder().decode(got.Body)).toBe("0.75\n");
    expect(got).toMatchObject({ ContentType: "text/csv", InvokedProductionVariant: "AllTraffic" });
    expect(input).toEqual({
      EndpointName: "churn",
      Body: new TextEncoder().encode("1,2,3"),
      ContentType: "text/csv",
      TargetVariant: "AllTraffic",
    });
    answer = { InferenceId: "i", OutputLocation: "s3://b/o" };
    const later = await client.invokeEndpointAsync({ EndpointName: "churn", InputLocation: "s3://b/k" });
    expect(later).toMatchObject({ InferenceId: "i", OutputLocation: "s3://b/o", $metadata: { httpStatusCode: 202 } });
  });

  it("event stream: the parts of an answer, at SageMaker's runtime", async () => {
    const parts = ["0.25\n", "", "0.5\n"].map((text) => ({ PayloadPart: { Bytes: new TextEncoder().encode(text) } }));
    answer = { Body: parts, ContentType: "text/csv" };
    const got = await new SageMakerRuntime(options()).invokeEndpointWithResponseStream({
      EndpointName: "churn",
      Body: "1",
    });
    const read: string[] = [];
    for await (const event of got.Body ?? []) read.push(new TextDecoder().decode(event.PayloadPart?.Bytes));
    expect(read).toEqual(["0.25\n", "", "0.5\n"]);
    if (python === undefined) return;
    const python3 = await boto.call("sagemaker-runtime", "InvokeEndpointWithResponseStream", {
      EndpointName: "churn",
      Body: new Uint8Array([1]),
    });
    const bytes = (text: string) => ({ PayloadPart: { Bytes: { $bytes: Buffer.from(text).toString("base64") } } });
    expect(python3).toMatchObject({ output: { Body: ["0.25\n", "", "0.5\n"].map(bytes) } });
  });

  it("rest-json: lists in the query and paths of their own, at the Feature Store's runtime", async () => {
    const client = new SageMakerFeatureStoreRuntime(options());
    answer = { Record: [{ FeatureName: "a", ValueAsString: "1" }] };
    const got = await client.getRecord({
      FeatureGroupName: "fg",
      RecordIdentifierValueAsString: "7 & 8",
      FeatureNames: ["a", "b"],
    });
    expect(got.Record).toEqual([{ FeatureName: "a", ValueAsString: "1" }]);
    expect(input).toEqual({ FeatureGroupName: "fg", RecordIdentifierValueAsString: "7 & 8", FeatureNames: ["a", "b"] });
    answer = {};
    await client.putRecord({
      FeatureGroupName: "fg",
      Record: [{ FeatureName: "a", ValueAsString: "2" }],
      TargetStores: ["OnlineStore"],
    });
    expect(input).toMatchObject({ FeatureGroupName: "fg", TargetStores: ["OnlineStore"] });
  });

  it("rest-json: an ARN in the path, at Lambda and the scheduler", async () => {
    const Resource = "arn:aws:lambda:us-east-1:111122223333:function:f";
    const lambda = new Lambda(options());
    answer = { Tags: { a: "1" } };
    expect((await lambda.listTags({ Resource })).Tags).toEqual({ a: "1" });
    expect(input).toEqual({ Resource });
    answer = {};
    await lambda.untagResource({ Resource, TagKeys: ["a", "b c"] });
    expect(input).toEqual({ Resource, TagKeys: ["a", "b c"] });
    answer = { StatusCode: 200, Payload: new TextEncoder().encode('{"ok":true}'), LogResult: "bG9n" };
    const invoked = await lambda.invoke({ FunctionName: "f", Payload: '{"a":1}', LogType: "Tail" });
    expect(invoked.Payload?.transformToString()).toBe('{"ok":true}');
    expect(invoked).toMatchObject({ StatusCode: 200, LogResult: "bG9n" });
    const scheduler = new Scheduler(options());
    answer = { ScheduleArn: "arn:s" };
    const Target = { Arn: "arn:t", RoleArn: "arn:aws:iam::111122223333:role/r" };
    await scheduler.createSchedule({
      Name: "nightly",
      ScheduleExpression: "rate(1 day)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target,
      StartDate: time,
    });
    expect(input).toMatchObject({ Name: "nightly", StartDate: time, ClientToken: expect.any(String) });
  });

  it("errors by their names, with their fields, in each protocol", async () => {
    const failing = await startEndpoint({
      services: Object.fromEntries(
        [
          ["cloudwatch", "ResourceNotFound", "DescribeAlarms"],
          ["glue", "EntityNotFoundException", "GetTable"],
          ["lambda", "ResourceNotFoundException", "GetFunction"],
          ["sagemaker-runtime", "ModelError", "InvokeEndpoint"],
        ].map(([name = "", code = "", operation = ""]) => [
          name,
          () =>
            Promise.resolve({
              name,
              scope: "regional" as const,
              operations: {
                [operation]: () => {
                  throw new AwsError(code, "no such thing", {
                    fields: code === "ModelError" ? { OriginalStatusCode: 500, OriginalMessage: "boom" } : {},
                  });
                },
              },
            }),
        ]),
      ),
    });
    const at = { ...options(), endpoint: failing.url, credentials: failing.keys };
    await expect(new CloudWatch(at).describeAlarms({})).rejects.toMatchObject({
      name: "ResourceNotFound",
      message: "no such thing",
    });
    await expect(new Glue(at).getTable({ DatabaseName: "d", Name: "n" })).rejects.toMatchObject({
      name: "EntityNotFoundException",
      message: "no such thing",
    });
    await expect(new Lambda(at).getFunction({ FunctionName: "f" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      $metadata: { httpStatusCode: 404 },
    });
    await expect(new SageMakerRuntime(at).invokeEndpoint({ EndpointName: "e", Body: "" })).rejects.toMatchObject({
      name: "ModelError",
      OriginalStatusCode: 500,
      OriginalMessage: "boom",
      $metadata: { httpStatusCode: 424 },
    });
    await expect(new Glue(at).getDatabases({})).rejects.toMatchObject({
      name: "UnknownOperationException",
      message: expect.stringContaining("GetDatabases"),
    });
    await expect(new Glue(at).getTable({ DatabaseName: "", Name: "n" })).rejects.toMatchObject({
      name: "ValidationException",
      message:
        "1 validation error detected: Value '' at 'databaseName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    });
    await expect(
      new Glue({ ...at, credentials: { ...failing.keys, secretAccessKey: "x" } }).getDatabases({}),
    ).rejects.toMatchObject({ name: "InvalidSignatureException" });
    await expect(
      new Glue({ ...at, credentials: { ...failing.keys, accessKeyId: "AKIANOBODY" } }).getDatabases({}),
    ).rejects.toMatchObject({ name: "UnrecognizedClientException" });
    if (python !== undefined) {
      const other = startPython({ endpoint: failing });
      expect(await other.call("cloudwatch", "DescribeAlarms")).toMatchObject({
        error: { code: "ResourceNotFound", message: "no such thing" },
      });
      expect(await other.call("glue", "GetTable", { DatabaseName: "d", Name: "n" })).toMatchObject({
        error: { code: "EntityNotFoundException" },
      });
      other.stop();
    }
    expect(failing.seen.filter(({ error }) => error !== undefined)).toEqual([]);
    await failing.stop();
  });
});
