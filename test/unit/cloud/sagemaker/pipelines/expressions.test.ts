import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "#cloud/sagemaker/pipelines/json.ts";
import { define, get, join, training } from "./definitions.ts";
import { pipelineArn, runToEnd, type Start, startMs, succeed } from "./stub-host.ts";

/** The arguments that the last step is started with, after a step P with these properties. */
function resolved(
  args: JsonObject,
  more: { readonly properties?: JsonObject; readonly parameters?: readonly Json[] } = {},
): Json {
  const { starts } = runToEnd({
    definition: define({
      Parameters: [
        { Name: "Rounds", Type: "Integer", DefaultValue: 50 },
        { Name: "Threshold", Type: "Float", DefaultValue: 6 },
        { Name: "Rate", Type: "Float", DefaultValue: 0.2 },
        { Name: "Flag", Type: "Boolean", DefaultValue: true },
        ...(more.parameters ?? []),
      ],
      Steps: [
        { Name: "P", Type: "Lambda", FunctionArn: "arn" },
        training("Last", { ...args, After: get("Steps.P.Done") }),
      ],
    }),
    work: (start) => (start.step === "P" ? succeed(start, { Done: true, ...more.properties }) : undefined),
  });
  const { After: _, TrainingJobName: __, ...rest } = (starts.at(-1) as Start).arguments; // the last step has been started
  return rest;
}

describe("Get", () => {
  it("parameters keep their type", () => {
    expect(
      resolved({ A: get("Parameters.Rounds"), B: [get("Parameters.Flag"), { C: get("Parameters.Rate") }] }),
    ).toEqual({
      A: 50,
      B: [true, { C: 0.2 }],
    });
  });

  it("variables of the execution", () => {
    expect(
      resolved({
        Start: get("Execution.StartDateTime"),
        Now: get("Execution.CurrentDateTime"),
        Name: get("Execution.PipelineName"),
        Arn: get("Execution.PipelineArn"),
        Id: get("Execution.PipelineExecutionId"),
        ExecutionArn: get("Execution.PipelineExecutionArn"),
      }),
    ).toEqual({
      Start: "2026-11-24T08:00:00.000Z",
      Now: "2026-11-24T08:01:00.000Z", // the host answers the first step after a minute
      Name: "abalone",
      Arn: pipelineArn,
      Id: "abcdef123456",
      ExecutionArn: `${pipelineArn}/execution/abcdef123456`,
    });
    expect(new Date(startMs).toISOString()).toBe("2026-11-24T08:00:00.000Z");
  });

  it("lists by the name of an entry, by place, maps by key", () => {
    const properties = {
      ProcessingOutputConfig: {
        Outputs: [
          { OutputName: "test", S3Output: { S3Uri: "s3://b/test" } },
          { OutputName: "train", S3Output: { S3Uri: "s3://b/train" } },
        ],
      },
      FinalMetricDataList: [{ MetricName: "validation:auc", Value: 0.9 }],
      Environment: { "a.b": "x" },
    };
    expect(
      resolved(
        {
          ByName: get("Steps.P.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri"),
          ByPlace: get("Steps.P.ProcessingOutputConfig.Outputs[0].S3Output.S3Uri"),
          Metric: get("Steps.P.FinalMetricDataList['validation:auc'].Value"),
          Quoted: get('Steps.P.Environment["a.b"]'),
        },
        { properties },
      ),
    ).toEqual({ ByName: "s3://b/train", ByPlace: "s3://b/test", Metric: 0.9, Quoted: "x" });
  });

  it("a property that is not there fails the step and names the expression and what there is", () => {
    const { execution } = runToEnd({
      definition: define({ Steps: [training("A"), training("B", { X: get("Steps.A.ModelArtifacts.Uri") })] }),
      work: (start) => succeed(start, { ModelArtifacts: { S3ModelArtifacts: "s3://b/m" } }),
    });
    expect(execution.status).toBe("Failed");
    expect(execution.steps["B"]).toMatchObject({
      status: "Failed",
      reason: `Step 'B' cannot begin: {"Get":"Steps.A.ModelArtifacts.Uri"}: step 'A' has no ModelArtifacts.Uri (there are S3ModelArtifacts)`,
    });
  });

  it("names that every JavaScript object has are no properties", () => {
    const { execution } = runToEnd({
      definition: define({ Steps: [training("A"), training("B", { X: get("Steps.A.constructor") })] }),
      work: (start) => succeed(start, {}),
    });
    expect(execution.steps["B"]).toMatchObject({ status: "Failed" });
  });
});

describe("Std:Join", () => {
  it("joins texts, numbers and booleans, nests, and joins on nothing", () => {
    expect(
      resolved({
        Uri: join("/", "s3:/", join("-", "bucket", get("Parameters.Rounds")), get("Steps.P.Done")),
        Same: join("", get("Parameters.Rounds")),
        None: join(","),
        NoOn: { "Std:Join": { Values: ["a", "b"] } },
      }),
    ).toEqual({ Uri: "s3://bucket-50/true", Same: "50", None: "", NoOn: "ab" });
  });

  it("writes a whole Float as Java does: Execution failed due to MSE > 6.0", () => {
    expect(
      resolved({ A: join(" ", "MSE >", get("Parameters.Threshold")), B: join("", get("Parameters.Rate")) }),
    ).toEqual({
      A: "MSE > 6.0",
      B: "0.2",
    });
  });

  it("does not join objects", () => {
    const { execution } = runToEnd({
      definition: define({ Steps: [training("A"), training("B", { X: join("", get("Steps.A.Map")) })] }),
      work: (start) => succeed(start, { Map: { a: 1 } }),
    });
    expect(execution.steps["B"]).toMatchObject({ reason: expect.stringContaining('got {"a":1}') });
  });
});

describe("Std:JsonGet", () => {
  const output = { OutputName: "evaluation", S3Output: { S3Uri: "s3://b/report/" } };
  const evaluate = {
    Name: "Evaluate",
    Type: "Processing",
    Arguments: { ProcessingOutputConfig: { Outputs: [output] } },
    PropertyFiles: [{ PropertyFileName: "Report", OutputName: "evaluation", FilePath: "evaluation.json" }],
  };
  const read = (path: Json): JsonObject => ({
    "Std:JsonGet": { PropertyFile: get("Steps.Evaluate.PropertyFiles.Report"), Path: path },
  });

  it("reads a property file where the output is, once for all expressions of a step", () => {
    const uris: string[] = [];
    const { starts } = runToEnd({
      definition: define({
        Steps: [
          evaluate,
          training("T", {
            Mse: read("regression_metrics.mse.value"),
            First: read("folds[0].mse"),
            Quoted: read("metrics['validation:auc']"),
            Root: read("$.name"),
          }),
        ],
      }),
      file: (uri) => {
        uris.push(uri);
        return {
          regression_metrics: { mse: { value: 4.5 } },
          folds: [{ mse: 3 }],
          metrics: { "validation:auc": 0.9 },
          name: "n",
        };
      },
    });
    expect(uris).toEqual(["s3://b/report/evaluation.json"]);
    expect(starts.at(-1)?.arguments).toMatchObject({ Mse: 4.5, First: 3, Quoted: 0.9, Root: "n" });
  });

  it("reads a file at a URI that is an expression itself, as the step decorator writes it", () => {
    const uri = join("/", get("Steps.A.OutputDataConfig.S3OutputPath"), "results.json");
    const { starts } = runToEnd({
      definition: define({
        Steps: [
          training("A", { OutputDataConfig: { S3OutputPath: "s3://b/a" } }),
          training("B", { X: { "Std:JsonGet": { S3Uri: uri, Path: "Result" } } }),
        ],
      }),
      file: (at) => (at === "s3://b/a/results.json" ? { Result: 7 } : undefined),
    });
    expect(starts.at(-1)?.arguments).toMatchObject({ X: 7 });
  });

  it("a number beyond all bounds fails the step, not the execution's host", () => {
    const definition = define({ Steps: [evaluate, training("T", { InputDataConfig: read("mse") })] });
    const { execution } = runToEnd({ definition, file: () => JSON.parse('{"mse":1e999}') });
    expect(execution.steps["T"]).toMatchObject({ status: "Failed", reason: expect.stringContaining("got Infinity") });
  });

  it("a file or a path that is not there fails the step", () => {
    const definition = define({ Steps: [evaluate, training("T", { X: read("mse") })] });
    expect(runToEnd({ definition, file: () => undefined }).execution.steps["T"]).toMatchObject({
      status: "Failed",
      reason: expect.stringContaining("the file s3://b/report/evaluation.json cannot be read: no such key"),
    });
    expect(runToEnd({ definition, file: () => ({ rmse: 1 }) }).execution.steps["T"]).toMatchObject({
      reason: expect.stringContaining("the file s3://b/report/evaluation.json has no mse (there are rmse)"),
    });
  });
});
