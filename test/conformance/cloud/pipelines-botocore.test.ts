import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  describeExecution,
  listExecutionParameters,
  listExecutionSteps,
} from "#cloud/sagemaker/pipelines/describe-execution.ts";
import { parseDefinition } from "#cloud/sagemaker/pipelines/parse-definition.ts";
import { condition, define, get, never, training } from "#test/unit/cloud/sagemaker/pipelines/definitions.ts";
import { runToEnd } from "#test/unit/cloud/sagemaker/pipelines/stub-host.ts";

type Case = { readonly operation: string; readonly side: "input" | "output"; readonly value: unknown };

const folder = new URL("../../../../shared/corpus/pipelines/", import.meta.url);
const hasBotocore = spawnSync("python3", ["-c", "import botocore"]).status === 0;

/** botocore's complaints, one text a case. */
function complaints(cases: readonly Case[]): readonly string[] {
  const script = fileURLToPath(new URL("./validate_pipelines.py", import.meta.url));
  const input = cases.map((one) => JSON.stringify(one)).join("\n");
  const { stdout, stderr, status } = spawnSync("python3", [script], { input, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split("\n")
    .map((line) => String(JSON.parse(line)));
}

describe("what pipelines send and answer, against botocore's model", () => {
  it("requests of published definitions are the service's, with every expression resolved", ({ skip }) => {
    if (!hasBotocore) skip("python3 with botocore is not on this machine");
    if (!existsSync(folder)) skip("the folder ../shared/corpus/pipelines is not on this machine");
    // Definitions of unit tests have arguments such as input_data, which are no request.
    const whole = readdirSync(folder).filter((name) => ["10.json", "12.json", "14.json", "16.json"].includes(name));
    const cases = whole.flatMap((name) => {
      const { definition } = parseDefinition(readFileSync(new URL(name, folder), "utf8"));
      if (definition === null) throw new Error(`${name} cannot be read`);
      return runToEnd({ definition }).starts.flatMap(({ operation, arguments: value }): readonly Case[] =>
        operation?.service === "sagemaker" ? [{ operation: operation.name, side: "input", value }] : [],
      );
    });
    expect(cases.map(({ operation }) => operation).toSorted()).toEqual([
      "CreateModel",
      "CreateModel",
      "CreateModelPackage",
      "CreateProcessingJob",
      "CreateProcessingJob",
      "CreateProcessingJob",
      "CreateProcessingJob",
      "CreateProcessingJob",
      "CreateTrainingJob",
      "CreateTrainingJob",
      "CreateTrainingJob",
    ]);
    // The SDK writes AppManaged and empty reports into definitions; both are in the model.
    expect(complaints(cases)).toEqual(cases.map(() => ""));
  });

  it("DescribePipelineExecution, ListPipelineExecutionSteps and ListPipelineParametersForExecution", ({ skip }) => {
    if (!hasBotocore) skip("python3 with botocore is not on this machine");
    const outputs = [{ OutputName: "size", OutputType: "Integer" }];
    const definition = define({
      Parameters: [{ Name: "Depth", Type: "Integer", DefaultValue: 5 }],
      PipelineExperimentConfig: {
        ExperimentName: get("Execution.PipelineName"),
        TrialName: get("Execution.PipelineExecutionId"),
      },
      Steps: [
        training("Train", {}, { DisplayName: "train it", Description: "a training step" }),
        {
          Name: "Lambda",
          Type: "Lambda",
          FunctionArn: "arn:aws:lambda:us-east-1:111122223333:function:f",
          OutputParameters: outputs,
        },
        {
          Name: "Call",
          Type: "Callback",
          SqsQueueUrl: "https://sqs.us-east-1.amazonaws.com/1/q",
          OutputParameters: outputs,
        },
        {
          Name: "Emr",
          Type: "EMR",
          Arguments: { ClusterId: "j-1", StepConfig: { HadoopJarStep: { Jar: "s3://b/j" } } },
        },
        {
          Name: "Check",
          Type: "QualityCheck",
          Arguments: {},
          CheckType: "DATA_QUALITY",
          SkipCheck: false,
          RegisterNewBaseline: true,
          ModelPackageGroupName: "churn",
        },
        condition("C", [never], { no: [{ Name: "Stop", Type: "Fail", Arguments: { ErrorMessage: "no" } }] }),
      ],
    });
    const { execution } = runToEnd({ definition, displayName: "first", description: "d", maxParallelSteps: 9 });
    const cases: readonly Case[] = [
      { operation: "DescribePipelineExecution", side: "output", value: describeExecution(execution) },
      {
        operation: "ListPipelineExecutionSteps",
        side: "output",
        value: { PipelineExecutionSteps: listExecutionSteps(execution) },
      },
      {
        operation: "ListPipelineParametersForExecution",
        side: "output",
        value: { PipelineParameters: listExecutionParameters(execution) },
      },
    ];
    expect(listExecutionSteps(execution)).toHaveLength(7);
    expect(complaints(cases)).toEqual(["", "", ""]);
  });
});
