import { expect, it } from "vitest";
import { lineageOf } from "#cloud/sagemaker/pipelines/execution-lineage.ts";
import { define, get, training } from "./definitions.ts";
import { propertiesFor, runToEnd, succeed } from "./stub-host.ts";

const root = "arn:aws:sagemaker:us-east-1:111122223333";

it("what the guide lists for jobs, model packages and endpoints is tracked, one artifact a URI", () => {
  const definition = define({
    Steps: [
      {
        Name: "Prepare",
        Type: "Processing",
        Arguments: {
          AppSpecification: { ImageUri: "sklearn" },
          ProcessingInputs: [{ InputName: "raw", S3Input: { S3Uri: "s3://b/raw.csv" } }],
          ProcessingOutputConfig: { Outputs: [{ OutputName: "train", S3Output: { S3Uri: "s3://b/train" } }] },
        },
      },
      training("Train", {
        AlgorithmSpecification: { TrainingImage: "xgboost" },
        InputDataConfig: [
          {
            ChannelName: "train",
            DataSource: {
              S3DataSource: { S3Uri: get("Steps.Prepare.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri") },
            },
          },
        ],
      }),
      {
        Name: "Register",
        Type: "RegisterModel",
        Arguments: {
          ModelPackageGroupName: "churn",
          InferenceSpecification: {
            Containers: [{ Image: "xgboost", ModelDataUrl: get("Steps.Train.ModelArtifacts.S3ModelArtifacts") }],
          },
        },
      },
      {
        Name: "Model",
        Type: "Model",
        Arguments: {
          PrimaryContainer: { Image: "xgboost", ModelDataUrl: get("Steps.Train.ModelArtifacts.S3ModelArtifacts") },
        },
      },
      {
        Name: "Config",
        Type: "EndpointConfig",
        Arguments: { EndpointConfigName: "c", ProductionVariants: [{ ModelName: get("Steps.Model.ModelName") }] },
      },
      {
        Name: "Endpoint",
        Type: "Endpoint",
        Arguments: { EndpointName: "e", EndpointConfigName: get("Steps.Config.EndpointConfigName") },
      },
    ],
  });
  const { execution } = runToEnd({
    definition,
    work: (start) =>
      succeed(start, {
        ...propertiesFor(definition, start),
        ...(start.type === "Endpoint" ? { EndpointArn: `${root}:endpoint/e` } : {}),
        ...(start.type === "Training" ? { ModelArtifacts: { S3ModelArtifacts: "s3://b/model.tar.gz" } } : {}),
      }),
  });
  expect(execution.status).toBe("Succeeded");
  const { entities, associations } = lineageOf(execution);
  const short = new Map(
    entities.map(({ arn, kind, type, sourceUri }) => [arn, kind === "artifact" ? sourceUri.split("/").at(-1) : type]),
  );
  const register = execution.steps["Register"];
  const packageArn =
    register?.status === "Succeeded" ? String(register.properties["ModelPackageArn"]).split("/").at(-1) : "";
  expect(
    associations.map(
      ({ sourceArn, type, destinationArn }) => `${short.get(sourceArn)} ${type} ${short.get(destinationArn)}`,
    ),
  ).toEqual([
    "sklearn ContributedTo ProcessingJob",
    "raw.csv ContributedTo ProcessingJob",
    "ProcessingJob Produced train",
    "xgboost ContributedTo TrainingJob",
    "train ContributedTo TrainingJob",
    "TrainingJob Produced model.tar.gz",
    `xgboost ContributedTo ${packageArn}`,
    `model.tar.gz ContributedTo ${packageArn}`,
    `${packageArn} ContributedTo Approval`,
    `${packageArn} AssociatedWith ModelGroup`,
    "ModelDeployment AssociatedWith Endpoint",
    "model.tar.gz ContributedTo ModelDeployment",
    "xgboost ContributedTo ModelDeployment",
  ]);
  const artifacts = entities.filter(({ kind }) => kind === "artifact");
  expect(new Set(artifacts.map(({ sourceUri }) => sourceUri)).size).toBe(artifacts.length);
  expect(entities.every(({ arn }) => arn.startsWith(`${root}:`))).toBe(true);
});
