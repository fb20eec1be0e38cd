import { describe, expect, it } from "vitest";
import { listExecutionSteps } from "#cloud/sagemaker/pipelines/describe-execution.ts";
import type { Json, JsonObject } from "#cloud/sagemaker/pipelines/json.ts";
import { stepKinds } from "#cloud/sagemaker/pipelines/step-types.ts";
import { always, condition, define, get, join, training } from "./definitions.ts";
import { runToEnd, succeed } from "./stub-host.ts";

const root = "arn:aws:sagemaker:us-east-1:111122223333";

/** A step of every type as the SDK writes it, and what its service would answer. */
const steps: Readonly<
  Record<string, { readonly step: JsonObject; readonly answer?: JsonObject; readonly metadata: Json }>
> = {
  Processing: {
    step: { Name: "Processing", Type: "Processing", Arguments: {} },
    answer: { ProcessingJobArn: `${root}:processing-job/p` },
    metadata: { ProcessingJob: { Arn: `${root}:processing-job/p` } },
  },
  Training: {
    step: training("Training"),
    answer: { TrainingJobArn: `${root}:training-job/t` },
    metadata: { TrainingJob: { Arn: `${root}:training-job/t` } },
  },
  Tuning: {
    step: { Name: "Tuning", Type: "Tuning", Arguments: { HyperParameterTuningJobConfig: {} } },
    answer: { HyperParameterTuningJobArn: `${root}:hyper-parameter-tuning-job/h` },
    metadata: { TuningJob: { Arn: `${root}:hyper-parameter-tuning-job/h` } },
  },
  AutoML: {
    step: { Name: "AutoML", Type: "AutoML", Arguments: { AutoMLJobConfig: { Mode: "ENSEMBLING" } } },
    answer: { AutoMLJobArn: `${root}:automl-job/a` },
    metadata: { AutoMLJob: { Arn: `${root}:automl-job/a` } },
  },
  Transform: {
    step: { Name: "Transform", Type: "Transform", Arguments: { ModelName: "m" } },
    answer: { TransformJobArn: `${root}:transform-job/t` },
    metadata: { TransformJob: { Arn: `${root}:transform-job/t` } },
  },
  Model: {
    step: { Name: "Model", Type: "Model", Arguments: {} },
    answer: { ModelArn: `${root}:model/m` },
    metadata: { Model: { Arn: `${root}:model/m` } },
  },
  RegisterModel: {
    step: { Name: "RegisterModel", Type: "RegisterModel", Arguments: { ModelPackageGroupName: "g" } },
    answer: { ModelPackageArn: `${root}:model-package/g/1` },
    metadata: { RegisterModel: { Arn: `${root}:model-package/g/1` } },
  },
  EndpointConfig: {
    step: { Name: "EndpointConfig", Type: "EndpointConfig", Arguments: { ProductionVariants: [] } },
    answer: { EndpointConfigArn: `${root}:endpoint-config/c` },
    metadata: { EndpointConfig: { Arn: `${root}:endpoint-config/c` } },
  },
  Endpoint: {
    step: { Name: "Endpoint", Type: "Endpoint", Arguments: { EndpointName: "e", EndpointConfigName: "c" } },
    answer: { EndpointArn: `${root}:endpoint/e` },
    metadata: { Endpoint: { Arn: `${root}:endpoint/e` } },
  },
  InferenceComponent: {
    step: { Name: "InferenceComponent", Type: "InferenceComponent", Arguments: { EndpointName: "e" } },
    answer: { InferenceComponentArn: `${root}:inference-component/i` },
    metadata: { InferenceComponent: { Arn: `${root}:inference-component/i` } },
  },
  QualityCheck: {
    step: {
      Name: "QualityCheck",
      Type: "QualityCheck",
      Arguments: { ProcessingJobName: "CheckJobPrefix" },
      CheckType: "DATA_QUALITY",
      ModelPackageGroupName: get("Parameters.Group"),
      SkipCheck: get("Parameters.Skip"),
      FailOnViolation: true,
      RegisterNewBaseline: true,
      SuppliedBaselineStatistics: join("/", "s3:/", "b", "statistics.json"),
    },
    answer: {
      ProcessingJobArn: `${root}:processing-job/q`,
      CalculatedBaselineStatistics: "s3://b/out/statistics.json",
      BaselineUsedForDriftCheckStatistics: "s3://b/out/statistics.json",
    },
    metadata: {
      QualityCheck: {
        CheckType: "DATA_QUALITY",
        ModelPackageGroupName: "churn",
        SkipCheck: false,
        RegisterNewBaseline: true,
        CalculatedBaselineStatistics: "s3://b/out/statistics.json",
        BaselineUsedForDriftCheckStatistics: "s3://b/out/statistics.json",
        CheckJobArn: `${root}:processing-job/q`,
      },
    },
  },
  ClarifyCheck: {
    step: { Name: "ClarifyCheck", Type: "ClarifyCheck", Arguments: {}, CheckType: "DATA_BIAS", SkipCheck: true },
    answer: { CheckJobArn: `${root}:processing-job/c` },
    metadata: { ClarifyCheck: { CheckType: "DATA_BIAS", SkipCheck: true, CheckJobArn: `${root}:processing-job/c` } },
  },
  EMR: {
    step: {
      Name: "EMR",
      Type: "EMR",
      Arguments: { ClusterId: "j-1", StepConfig: { HadoopJarStep: { Jar: "s3://b/j" } } },
    },
    answer: { StepId: "s-1", LogFilePath: "s3://b/log" },
    metadata: { EMR: { ClusterId: "j-1", StepId: "s-1", LogFilePath: "s3://b/log" } },
  },
  EMRServerless: {
    step: { Name: "EMRServerless", Type: "EMRServerless", Arguments: { ApplicationId: "a" }, ExecutionRoleArn: "r" },
    metadata: {},
  },
  Lambda: {
    step: {
      Name: "Lambda",
      Type: "Lambda",
      FunctionArn: "arn:aws:lambda:us-east-1:111122223333:function:f",
      OutputParameters: [{ OutputName: "n", OutputType: "Integer" }],
    },
    answer: { OutputParameters: { n: 3 } },
    metadata: {
      Lambda: {
        Arn: "arn:aws:lambda:us-east-1:111122223333:function:f",
        OutputParameters: [{ Name: "n", Value: "3" }],
      },
    },
  },
  Callback: {
    step: { Name: "Callback", Type: "Callback", SqsQueueUrl: "https://q" },
    metadata: {
      Callback: { CallbackToken: expect.stringMatching(/^\w{10}$/), SqsQueueUrl: "https://q", OutputParameters: [] },
    },
  },
  Lineage: {
    step: { Name: "Lineage", Type: "Lineage", Arguments: { Actions: [{ ActionName: "a" }] } },
    answer: { ActionArns: { a: `${root}:action/a` } },
    metadata: { Lineage: { ActionArns: { a: `${root}:action/a` } } },
  },
  BedrockCustomModel: { step: { Name: "BedrockCustomModel", Type: "BedrockCustomModel" }, metadata: {} },
  BedrockCustomModelDeployment: {
    step: { Name: "BedrockCustomModelDeployment", Type: "BedrockCustomModelDeployment" },
    metadata: {},
  },
  BedrockModelImport: {
    step: { Name: "BedrockModelImport", Type: "BedrockModelImport" },
    answer: { Arn: "arn:aws:bedrock:us-east-1:111122223333:imported-model/i" },
    metadata: { BedrockModelImport: { Arn: "arn:aws:bedrock:us-east-1:111122223333:imported-model/i" } },
  },
  BedrockProvisionedModelThroughput: {
    step: { Name: "BedrockProvisionedModelThroughput", Type: "BedrockProvisionedModelThroughput" },
    metadata: {},
  },
  Condition: { step: condition("Condition", [always]), metadata: { Condition: { Outcome: "True" } } },
};

describe("every step type runs to its end and tells its metadata (PipelineExecutionStepMetadata)", () => {
  const parameters: readonly Json[] = [
    { Name: "Group", Type: "String", DefaultValue: "churn" },
    { Name: "Skip", Type: "Boolean", DefaultValue: false },
  ];
  for (const [type, { step, answer = {}, metadata }] of Object.entries(steps)) {
    it(type, () => {
      const definition = define({ Parameters: parameters, Steps: [step] });
      const { execution, starts } = runToEnd({ definition, work: (start) => succeed(start, answer) });
      expect(execution.status).toBe("Succeeded");
      expect(listExecutionSteps(execution)).toMatchObject([{ StepName: type, StepStatus: "Succeeded" }]);
      expect(listExecutionSteps(execution)[0]?.Metadata).toEqual(metadata);
      for (const { settings } of starts) expect(JSON.stringify(settings)).not.toMatch(/"Get"|"Std:/);
    });
  }

  it("no type is left out; Fail, which has no good end, is tested elsewhere", () => {
    expect(Object.keys(steps).toSorted()).toEqual(
      Object.keys(stepKinds)
        .filter((type) => type !== "Fail")
        .toSorted(),
    );
  });

  it("a check's settings are among what decides about its cached result", () => {
    const check = (skip: boolean) => ({
      ...steps["QualityCheck"]?.step,
      SkipCheck: skip,
      ModelPackageGroupName: "g",
      CacheConfig: { Enabled: true, ExpireAfter: "P1D" },
    });
    const first = runToEnd({ definition: define({ Steps: [check(true)] }), work: (start) => succeed(start, {}) });
    const run = (skip: boolean) =>
      runToEnd({ definition: define({ Steps: [check(skip)] }), cache: first.cache, executionId: "x" }).starts.length;
    expect([run(true), run(false)]).toEqual([0, 1]);
  });
});
