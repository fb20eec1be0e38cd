import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context } from "#cloud/core/service.ts";
import { utf8Text } from "#cloud/core/utf-8-text.ts";
import type { TrainingResult } from "#cloud/sagemaker/algorithms/algorithm.ts";
import { AlgorithmFailure } from "#cloud/sagemaker/algorithms/algorithm-failure.ts";
import { algorithmNamed } from "#cloud/sagemaker/algorithms/find-algorithm.ts";
import { checkHyperparameters } from "#cloud/sagemaker/algorithms/hyperparameter-rules.ts";
import { joinTables, type NumberTable, parseNumberCsv } from "#cloud/sagemaker/algorithms/number-table.ts";
import { writeTarGz } from "#cloud/sagemaker/artefact/tar-gz.ts";
import { readUnder, writeObject } from "#cloud/sagemaker/read-channel.ts";
import { findS3Uri } from "#cloud/sagemaker/s3-uri.ts";
import { tagsFor } from "#cloud/sagemaker/tags/tag-operations.ts";
import { EngineError } from "#engine/core/errors.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import { artefactUri, enter, type TrainingJob, trainingJobs } from "./training-job.ts";

export const MODEL_FILE = "model.json";
const DOWNLOAD_MS = 20_000;
const UPLOAD_MS = 10_000;
const CONTAINER_MS = 30_000;
/** ASSUMPTION: cells that one instance works through in a second. */
const CELLS_PER_SECOND = 20_000_000;

/** The instances are there: from now on they cost. */
export function download(context: Context, name: string): void {
  const job = running(context, name);
  if (job === undefined) return;
  const { InstanceType = "", InstanceCount = 1 } = job.input.ResourceConfig ?? {};
  context.bill.start(`training/${name}`, {
    price: `sagemaker-training/${InstanceType}`,
    resource: job.arn,
    operation: "CreateTrainingJob",
    quantity: InstanceCount,
    tags: tagsFor(context, job.arn),
  });
  const now = context.now();
  const entered = enter(job, { status: "Downloading", message: "Downloading input data", now });
  go(context, { job: { ...entered, startedAt: now }, waitMs: DOWNLOAD_MS, event: "training-run" });
}

/** The work is done at once; the simulated time it takes comes after. */
export async function run(context: Context, name: string): Promise<void> {
  const job = running(context, name);
  if (job === undefined) return;
  try {
    const result = await train(context, job);
    const warnings = result.logs.filter((line) => line.startsWith("WARNING"));
    const message = ["Training image download completed. Training in progress.", ...warnings].join(" ").slice(0, 1000);
    const entered = enter(job, { status: "Training", message, now: context.now() });
    const bytes = utf8Bytes(JSON.stringify({ algorithm: job.algorithm, model: result.model }));
    go(context, {
      job: {
        ...entered,
        metrics: result.metrics,
        logs: result.logs,
        artefact: writeTarGz({ name: MODEL_FILE, bytes }),
      },
      waitMs: CONTAINER_MS + (result.cellsVisited / CELLS_PER_SECOND) * 1000,
      event: "training-upload",
    });
  } catch (error) {
    fail(context, job, reasonOf(error));
  }
}

export function upload(context: Context, name: string): void {
  const job = running(context, name);
  if (job === undefined) return;
  const entered = enter(job, {
    status: "Uploading",
    message: "Uploading generated training model",
    now: context.now(),
  });
  go(context, { job: entered, waitMs: UPLOAD_MS, event: "training-complete" });
}

export async function complete(context: Context, name: string): Promise<void> {
  const job = running(context, name);
  if (job === undefined) return;
  const place = findS3Uri(artefactUri(job));
  try {
    if (place !== undefined && job.artefact !== undefined) {
      await writeObject(context, { ...place, bytes: job.artefact, roleArn: job.input.RoleArn ?? "" });
    }
  } catch (error) {
    fail(context, job, reasonOf(error, "upload"));
    return;
  }
  end(context, {
    job: enter(job, { status: "Completed", message: "Training job completed", now: context.now() }),
    status: "Completed",
  });
}

/** MaxRuntimeInSeconds is over: the container is stopped and leaves nothing. */
export function runOut(context: Context, name: string): void {
  const job = running(context, name);
  if (job === undefined) return;
  const message = "Training job runtime exceeded MaxRuntimeInSeconds provided";
  end(context, { job: enter(job, { status: "MaxRuntimeExceeded", message, now: context.now() }), status: "Stopped" });
}

export function stopped(context: Context, name: string): void {
  const job = trainingJobs(context).find(name);
  if (job?.status !== "Stopping") return;
  end(context, {
    job: enter(job, { status: "Stopped", message: "Training job stopped", now: context.now() }),
    status: "Stopped",
  });
}

function running(context: Context, name: string): TrainingJob | undefined {
  const job = trainingJobs(context).find(name);
  return job?.status === "InProgress" ? job : undefined;
}

async function train(context: Context, job: TrainingJob): Promise<TrainingResult> {
  const algorithm = algorithmNamed(job.algorithm);
  if (algorithm === undefined) throw new Error(`there is no algorithm ${job.algorithm}`);
  const hyperparameters = job.input.HyperParameters ?? {};
  checkHyperparameters({ rules: algorithm.rules, given: hyperparameters });
  const channels: Record<string, NumberTable> = {};
  for (const { ChannelName = "", DataSource, ContentType } of job.input.InputDataConfig ?? []) {
    if (!algorithm.channels.includes(ChannelName)) {
      throw new AlgorithmFailure(
        "ClientError",
        `Channel ${ChannelName} is not one of ${algorithm.channels.join(", ")}`,
      );
    }
    if (ContentType !== undefined && !/^(text\/)?csv\b/.test(ContentType)) {
      throw new AlgorithmFailure(
        "ClientError",
        `Content type ${ContentType} is not part of this simulator, which reads text/csv`,
      );
    }
    const uri = DataSource?.S3DataSource?.S3Uri ?? "";
    const files = await readUnder(context, { uri, roleArn: job.input.RoleArn ?? "" });
    const table = joinTables(files.map(({ bytes }) => parseNumberCsv(utf8Text(bytes))));
    if (table.rowCount === 0) throw new AlgorithmFailure("ClientError", `Channel ${ChannelName} has no rows`);
    channels[ChannelName] = table;
  }
  return algorithm.train({ hyperparameters, channels, rng: context.rng });
}

/** What FailureReason says; a mistake of the simulator itself is thrown on. */
function reasonOf(error: unknown, moving: "download" | "upload" = "download"): string {
  if (error instanceof AlgorithmFailure) return `${error.kind}: ${error.message}`;
  if (error instanceof EngineError) return `AlgorithmError: ${error.message}`;
  if (error instanceof AwsError)
    return `ClientError: Data ${moving} failed:${error.code} (${error.status ?? 404}): ${error.message}`;
  throw error;
}

/** On to the next stage, or to the end of the time allowed where that comes first. */
function go(
  context: Context,
  { job, waitMs, event }: { readonly job: TrainingJob; readonly waitMs: number; readonly event: string },
): void {
  const next = context.now() + Math.ceil(waitMs);
  const most = (job.input.StoppingCondition?.MaxRuntimeInSeconds ?? 86_400) * 1000;
  const limit = (job.startedAt ?? context.now()) + most;
  const nextEvent =
    next > limit
      ? context.at(limit, { event: "training-run-out", data: job.name })
      : context.at(next, { event, data: job.name });
  trainingJobs(context).put(job.name, { ...job, nextEvent });
}

function fail(context: Context, job: TrainingJob, reason: string): void {
  const entered = enter(job, { status: "Failed", message: "Training job failed", now: context.now() });
  end(context, { job: { ...entered, failureReason: reason.slice(0, 1024), metrics: {} }, status: "Failed" });
}

function end(
  context: Context,
  { job, status }: { readonly job: TrainingJob; readonly status: "Completed" | "Failed" | "Stopped" },
): void {
  const now = context.now();
  context.bill.stop(`training/${job.name}`);
  const transitions = job.transitions.map((step) => (step.to === undefined ? { ...step, to: now } : step));
  const metrics = status === "Completed" ? job.metrics : {};
  trainingJobs(context).put(job.name, {
    ...job,
    status,
    metrics,
    transitions,
    endedAt: now,
    artefact: undefined,
    nextEvent: undefined,
  });
}
