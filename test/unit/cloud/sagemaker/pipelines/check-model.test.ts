import { describe, expect, it } from "vitest";
import type { ServiceModel } from "#cloud/core/service-model.ts";
import sagemaker from "#cloud/models/sagemaker.json" with { type: "json" };
import { argumentProblems, propertyProblems } from "#cloud/sagemaker/pipelines/check-model.ts";
import type { JsonObject } from "#cloud/sagemaker/pipelines/json.ts";
import { define, get, join, training } from "./definitions.ts";

const model = sagemaker as unknown as ServiceModel; // JSON has no tagged unions

function problems(...steps: readonly JsonObject[]): readonly string[] {
  return argumentProblems(define({ Steps: steps }), model).map(({ message, path }) => `${path}: ${message}`);
}

describe("arguments against the service's model", () => {
  it("members that no request has, in the service's words (issue 4994 of aws/sagemaker-python-sdk)", () => {
    expect(problems(training("T", { input_data: "input" }))).toEqual([
      "T.Arguments: Unknown Argument member 'input_data'.",
    ]);
    const nested = { AlgorithmSpecification: { TrainingImage: "i", Image: "j" } };
    expect(problems(training("T", nested))).toEqual([
      "T.Arguments.AlgorithmSpecification: Unknown Argument member 'Image'.",
    ]);
    // Pull request 3472: the pipelines' backend has no ModelPackageName.
    expect(problems({ Name: "R", Type: "RegisterModel", Arguments: { ModelPackageName: "m" } })).toEqual([
      "R.Arguments: Unknown Argument member 'ModelPackageName'.",
    ]);
  });

  it("a parameter in the place of a list is no problem, a text is (issues 2345 and 3908)", () => {
    const vpc = (subnets: JsonObject | string): JsonObject => ({
      VpcConfig: { Subnets: subnets, SecurityGroupIds: [join("", "sg")] },
    });
    expect(problems(training("T", vpc(join("", "subnet"))))).toEqual([]);
    expect(problems(training("T", vpc("subnet")))).toEqual([
      "T.Arguments.VpcConfig.Subnets: Expecting start of Json Array.",
    ]);
    expect(problems(training("T", { ResourceConfig: "big" }))).toEqual([
      "T.Arguments.ResourceConfig: Expecting start of Json Object.",
    ]);
  });

  it("words that are none of an enumeration, as CreatePipeline was seen to answer", () => {
    const input = { InputName: "a", S3Input: { S3Uri: "s3://b", S3DataType: "S3Prefix", S3InputMode: "FastFile" } };
    const [found] = problems({ Name: "P", Type: "Processing", Arguments: { ProcessingInputs: [input] } });
    expect(found).toContain(
      "Model Validation failed: Value 'FastFile' for 'ProcessingS3InputMode' failed to satisfy enum value set: [Pipe, File]",
    );
    expect(found).toContain("P.Arguments.ProcessingInputs[0].S3Input.S3InputMode");
  });

  it("a whole request has none", () => {
    const whole = {
      AlgorithmSpecification: { TrainingImage: "xgboost", TrainingInputMode: "File" },
      HyperParameters: { num_round: "10" },
      InputDataConfig: [
        { ChannelName: "train", DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://b/t" } } },
      ],
      OutputDataConfig: { S3OutputPath: "s3://b/o" },
      ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 5 },
      RoleArn: "arn:aws:iam::111122223333:role/r",
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    };
    expect(problems(training("T", whole))).toEqual([]);
  });
});

describe("properties against the service's answers", () => {
  const used = (path: string, type = "Training"): readonly string[] =>
    propertyProblems(
      define({ Steps: [{ Name: "A", Type: type, Arguments: {} }, training("B", { X: get(`Steps.A.${path}`) })] }),
      model,
    ).map(({ message }) => message);

  it("a path that the answer does not have is told", () => {
    expect(used("ModelArtifacts.S3ModelArtifact")).toEqual([
      "Step 'A' of type Training has no property ModelArtifacts.S3ModelArtifact.",
    ]);
    expect(used("Outputs['train']", "Processing")).toEqual(["Step 'A' of type Processing has no property Outputs."]);
    expect(used("ModelArtifacts.S3ModelArtifacts")).toEqual([]);
    expect(used("FinalMetricDataList['auc'].Value")).toEqual([]);
    expect(used("HyperParameters['eta']")).toEqual([]);
    expect(used("ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri", "Processing")).toEqual([]);
    expect(used("TrainingJobSummaries[0].TrainingJobName", "Tuning")).toEqual([]);
    expect(used("BestTrainingJob.TrainingJobName", "Tuning")).toEqual([]);
    expect(used("ModelName", "Model")).toEqual([]);
  });
});
