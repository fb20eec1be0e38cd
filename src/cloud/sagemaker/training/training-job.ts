import type { CreateTrainingJobCommandInput, SecondaryStatus, TrainingJobStatus } from "@aws-sdk/client-sagemaker";
import type { Context } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import { refuse } from "#cloud/sagemaker/refuse.ts";

export type Transition = {
  readonly status: SecondaryStatus;
  readonly from: number;
  readonly to: number | undefined;
  readonly message: string;
};

export type TrainingJob = {
  readonly name: string;
  readonly arn: string;
  readonly input: CreateTrainingJobCommandInput;
  readonly algorithm: string;
  readonly status: TrainingJobStatus;
  readonly secondary: SecondaryStatus;
  readonly transitions: readonly Transition[];
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly failureReason: string | undefined;
  readonly metrics: Readonly<Record<string, number>>;
  readonly logs: readonly string[];
  /** The archive, between training and uploading. */
  readonly artefact: Uint8Array | undefined;
  /** What will happen to it next. */
  readonly nextEvent: string | undefined;
};

export function trainingJobs(context: Context): Table<TrainingJob> {
  return context.table<TrainingJob>("training-jobs");
}

export function getTrainingJob(context: Context, name: string | undefined): TrainingJob {
  const job = trainingJobs(context).find(name ?? "");
  if (job === undefined) throw refuse.notFound();
  return job;
}

export function artefactUri({ input, name }: Pick<TrainingJob, "input" | "name">): string {
  return `${(input.OutputDataConfig?.S3OutputPath ?? "").replace(/\/$/, "")}/${name}/output/model.tar.gz`;
}

/** The job in its next secondary status, the one before closed. */
export function enter(
  job: TrainingJob,
  { status, message, now }: { readonly status: SecondaryStatus; readonly message: string; readonly now: number },
): TrainingJob {
  const closed = job.transitions.map((step) => (step.to === undefined ? { ...step, to: now } : step));
  return {
    ...job,
    secondary: status,
    modifiedAt: now,
    transitions: [...closed, { status, from: now, to: undefined, message }],
  };
}
