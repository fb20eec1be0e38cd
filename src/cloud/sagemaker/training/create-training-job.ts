import type { CreateTrainingJobCommandInput, CreateTrainingJobCommandOutput } from "@aws-sdk/client-sagemaker";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { priceTable } from "#cloud/prices/price-table.ts";
import { algorithmNamed, findAlgorithm } from "#cloud/sagemaker/algorithms/find-algorithm.ts";
import { listUnder } from "#cloud/sagemaker/read-channel.ts";
import { refuse } from "#cloud/sagemaker/refuse.ts";
import { findS3Uri } from "#cloud/sagemaker/s3-uri.ts";
import { putTags } from "#cloud/sagemaker/tags/tag-operations.ts";
import { enter, type TrainingJob, trainingJobs } from "./training-job.ts";

const LAUNCH_MS = 60_000;

export const createTrainingJob: Operation<CreateTrainingJobCommandInput, CreateTrainingJobCommandOutput> = async (
  context,
  input,
) => {
  const name = input.TrainingJobName ?? "";
  const arn = context.arn(`training-job/${name}`);
  context.passRole({ roleArn: input.RoleArn ?? "", service: "sagemaker.amazonaws.com" });
  if (trainingJobs(context).has(name)) {
    throw refuse.inUse(
      `Training job names must be unique within an AWS account and region, and a training job with this name already exists (${arn})`,
    );
  }
  const algorithm = algorithmOf(context, input);
  checkResources(input);
  await checkInput(context, input);
  const now = context.now();
  const made: TrainingJob = {
    name,
    arn,
    input: { ...input, StoppingCondition: { MaxRuntimeInSeconds: 86_400, ...input.StoppingCondition } },
    algorithm,
    status: "InProgress",
    secondary: "Starting",
    transitions: [],
    createdAt: now,
    modifiedAt: now,
    startedAt: undefined,
    endedAt: undefined,
    failureReason: undefined,
    metrics: {},
    logs: [],
    artefact: undefined,
    nextEvent: context.at(now + LAUNCH_MS, { event: "training-download", data: name }),
  };
  putTags(context, arn, input.Tags);
  trainingJobs(context).put(name, enter(made, { status: "Starting", message: "Starting the training job", now }));
  return { TrainingJobArn: arn };
};

function algorithmOf({ region }: Context, { AlgorithmSpecification: given }: CreateTrainingJobCommandInput): string {
  const image = given?.TrainingImage;
  const named = given?.AlgorithmName;
  if ((image === undefined) === (named === undefined)) {
    throw refuse.invalid(
      "Exactly one of TrainingImage and AlgorithmName has to be specified in AlgorithmSpecification",
    );
  }
  const found = image === undefined ? algorithmNamed(named ?? "") : findAlgorithm({ image, region });
  if (found !== undefined) return found.name;
  throw refuse.invalid(
    image === undefined
      ? `Could not find algorithm ${named}`
      : `The image ${image} is not one that this simulator can run in ${region}: it has the built-in images of XGBoost, Linear Learner, k-means and k-NN`,
  );
}

function checkResources({ ResourceConfig, OutputDataConfig, StoppingCondition }: CreateTrainingJobCommandInput): void {
  const type = ResourceConfig?.InstanceType;
  if (type === undefined) throw refuse.invalid("ResourceConfig with an InstanceType is required");
  if (!Object.hasOwn(priceTable.rows, `sagemaker-training/${type}`)) {
    throw refuse.limit(
      `The account-level service limit '${type} for training job usage' is 0 Instances, with current utilization of 0 Instances and a request delta of ${ResourceConfig?.InstanceCount ?? 1} Instances.`,
    );
  }
  if (findS3Uri(OutputDataConfig?.S3OutputPath ?? "") === undefined) {
    throw refuse.invalid(`The S3OutputPath ${OutputDataConfig?.S3OutputPath ?? ""} is not valid`);
  }
  if (StoppingCondition === undefined) throw refuse.invalid("StoppingCondition is required");
}

async function checkInput(context: Context, { InputDataConfig = [], RoleArn = "" }: CreateTrainingJobCommandInput) {
  const names = InputDataConfig.map(({ ChannelName }) => ChannelName);
  if (new Set(names).size < names.length) throw refuse.invalid("Channel names must be unique");
  for (const { DataSource } of InputDataConfig) {
    const uri = DataSource?.S3DataSource?.S3Uri;
    if (uri === undefined) throw refuse.invalid("Only S3DataSource is part of this simulator");
    const isMissing = await listUnder(context, { uri, roleArn: RoleArn }).then(
      ({ keys }) => keys.length === 0,
      (error: unknown) => {
        if (error instanceof AwsError) return true; // no bucket, or none that the role may list: AWS says the same of both
        throw error;
      },
    );
    if (!isMissing) continue;
    const bucket = findS3Uri(uri)?.bucket ?? "";
    throw refuse.invalid(
      `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the selected region (${context.region}), that objects exist under that S3 prefix, and that the role "${RoleArn}" has "s3:ListBucket" permissions on bucket "${bucket}".`,
    );
  }
}
