import type {
  DeleteTrainingJobCommandInput,
  DeleteTrainingJobCommandOutput,
  DescribeTrainingJobCommandInput,
  DescribeTrainingJobCommandOutput,
  ListTrainingJobsCommandInput,
  ListTrainingJobsCommandOutput,
  StopTrainingJobCommandInput,
  StopTrainingJobCommandOutput,
} from "@aws-sdk/client-sagemaker";
import type { Operation } from "#cloud/core/service.ts";
import { listPage } from "#cloud/sagemaker/list-page.ts";
import { refuse } from "#cloud/sagemaker/refuse.ts";
import { dropTags } from "#cloud/sagemaker/tags/tag-operations.ts";
import { artefactUri, enter, getTrainingJob, type TrainingJob, trainingJobs } from "./training-job.ts";

const STOPPING_MS = 10_000;

export const describeTrainingJob: Operation<DescribeTrainingJobCommandInput, DescribeTrainingJobCommandOutput> = (
  context,
  input,
) => {
  const job = getTrainingJob(context, input.TrainingJobName);
  const { Tags: _tags, TrainingJobName: _name, SessionChainingConfig: _chaining, ...asked } = job.input;
  return {
    ...asked,
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    ModelArtifacts: { S3ModelArtifacts: artefactUri(job) },
    TrainingJobStatus: job.status,
    SecondaryStatus: job.secondary,
    StoppingCondition: asked.StoppingCondition,
    ...(job.failureReason === undefined ? {} : { FailureReason: job.failureReason }),
    EnableNetworkIsolation: asked.EnableNetworkIsolation ?? false,
    EnableInterContainerTrafficEncryption: asked.EnableInterContainerTrafficEncryption ?? false,
    EnableManagedSpotTraining: asked.EnableManagedSpotTraining ?? false,
    CreationTime: new Date(job.createdAt),
    LastModifiedTime: new Date(job.modifiedAt),
    ...timesOf(job),
    SecondaryStatusTransitions: job.transitions.map(({ status, from, to, message }) => ({
      Status: status,
      StartTime: new Date(from),
      ...(to === undefined ? {} : { EndTime: new Date(to) }),
      StatusMessage: message,
    })),
    ...(job.endedAt === undefined || Object.keys(job.metrics).length === 0
      ? {}
      : { FinalMetricDataList: metricsOf(job, job.endedAt) }),
  };
};

export const listTrainingJobs: Operation<ListTrainingJobsCommandInput, ListTrainingJobsCommandOutput> = (
  context,
  input,
) => {
  const { items, rest } = listPage({ rows: trainingJobs(context).rows(), input, order: "Ascending" });
  return {
    TrainingJobSummaries: items.map((job) => ({
      TrainingJobName: job.name,
      TrainingJobArn: job.arn,
      CreationTime: new Date(job.createdAt),
      LastModifiedTime: new Date(job.modifiedAt),
      TrainingJobStatus: job.status,
      SecondaryStatus: job.secondary,
      ...(job.endedAt === undefined ? {} : { TrainingEndTime: new Date(job.endedAt) }),
    })),
    ...rest,
  };
};

export const stopTrainingJob: Operation<StopTrainingJobCommandInput, StopTrainingJobCommandOutput> = (
  context,
  input,
) => {
  const job = getTrainingJob(context, input.TrainingJobName);
  if (job.status !== "InProgress") {
    throw refuse.invalid(`The request was rejected because the training job is in status ${job.status}.`);
  }
  if (job.nextEvent !== undefined) context.cancel(job.nextEvent);
  const now = context.now();
  const nextEvent = context.at(now + STOPPING_MS, { event: "training-stopped", data: job.name });
  const entered = enter(job, { status: "Stopping", message: "Stopping the training job", now });
  trainingJobs(context).put(job.name, { ...entered, status: "Stopping", nextEvent });
  return {};
};

export const deleteTrainingJob: Operation<DeleteTrainingJobCommandInput, DeleteTrainingJobCommandOutput> = (
  context,
  input,
) => {
  const job = getTrainingJob(context, input.TrainingJobName);
  if (job.status === "InProgress" || job.status === "Stopping") {
    throw refuse.inUse(`The training job ${job.arn} is in status ${job.status} and can not be deleted`);
  }
  trainingJobs(context).delete(job.name);
  dropTags(context, job.arn);
  return {};
};

function timesOf({ startedAt, endedAt, input }: TrainingJob) {
  if (startedAt === undefined) return {};
  if (endedAt === undefined) return { TrainingStartTime: new Date(startedAt) };
  const seconds = Math.max(1, Math.round(endedAt / 1000) - Math.round(startedAt / 1000));
  return {
    TrainingStartTime: new Date(startedAt),
    TrainingEndTime: new Date(endedAt),
    TrainingTimeInSeconds: seconds,
    BillableTimeInSeconds: seconds * (input.ResourceConfig?.InstanceCount ?? 1),
  };
}

function metricsOf({ metrics }: TrainingJob, endedAt: number) {
  return Object.entries(metrics).map(([MetricName, Value]) => ({ MetricName, Value, Timestamp: new Date(endedAt) }));
}
