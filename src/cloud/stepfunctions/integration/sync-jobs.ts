import { findJson } from "../find-json.ts";
import { fieldOf, isObject, type Json } from "../language/json.ts";

/** How a `.sync` task follows the job that it has started. */
export type SyncJob = {
  readonly describe: string;
  /** What names the job in Describe and Stop, from the parameters and the answer of its start. */
  readonly nameOf: (given: { readonly parameters: Json; readonly answer: Json }) => Json;
  readonly statusOf: (description: Json) => Json | undefined;
  readonly succeeded: readonly string[];
  readonly failed: readonly string[];
  readonly outputOf: (description: Json) => Json;
  readonly stop: string;
  /** What names the job in Stop, where that differs. */
  readonly stopOf?: (name: Json) => Json;
};

function sageMakerJob(kind: string): SyncJob {
  const field = `${kind}JobName`;
  return {
    describe: `Describe${kind}Job`,
    nameOf: ({ parameters }) => ({ [field]: fieldOf(parameters, field) ?? null }),
    statusOf: (description) => fieldOf(description, `${kind}JobStatus`),
    succeeded: ["Completed"],
    failed: ["Failed", "Stopped"],
    outputOf: (description) => description,
    stop: `Stop${kind}Job`,
  };
}

function execution(outputOf: SyncJob["outputOf"]): SyncJob {
  return {
    describe: "DescribeExecution",
    nameOf: ({ answer }) => ({ ExecutionArn: fieldOf(answer, "ExecutionArn") ?? null }),
    statusOf: (description) => fieldOf(description, "Status"),
    succeeded: ["SUCCEEDED"],
    failed: ["FAILED", "TIMED_OUT", "ABORTED"],
    outputOf,
    stop: "StopExecution",
  };
}

/** The second form of startExecution.sync gives what the texts of input and output say. */
function withJson(description: Json): Json {
  if (!isObject(description)) return description;
  return Object.fromEntries(
    Object.entries(description).map(([name, value]) => [
      name,
      (name === "Input" || name === "Output") && typeof value === "string" ? (findJson(value) ?? value) : value,
    ]),
  );
}

const JOBS: Readonly<Record<string, SyncJob>> = {
  "sagemaker:createTrainingJob.sync": sageMakerJob("Training"),
  "sagemaker:createTransformJob.sync": sageMakerJob("Transform"),
  "sagemaker:createProcessingJob.sync": sageMakerJob("Processing"),
  "sagemaker:createHyperParameterTuningJob.sync": sageMakerJob("HyperParameterTuning"),
  "sagemaker:createLabelingJob.sync": sageMakerJob("Labeling"),
  "glue:startJobRun.sync": {
    describe: "GetJobRun",
    nameOf: ({ parameters, answer }) => ({
      JobName: fieldOf(parameters, "JobName") ?? null,
      RunId: fieldOf(answer, "JobRunId") ?? null,
    }),
    statusOf: (description) => fieldOf(fieldOf(description, "JobRun"), "JobRunState"),
    succeeded: ["SUCCEEDED"],
    failed: ["FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"],
    outputOf: (description) => fieldOf(description, "JobRun") ?? {},
    stop: "BatchStopJobRun",
    stopOf: (name) => ({ JobName: fieldOf(name, "JobName") ?? null, JobRunIds: [fieldOf(name, "RunId") ?? null] }),
  },
  "databrew:startJobRun.sync": {
    describe: "DescribeJobRun",
    nameOf: ({ parameters, answer }) => ({
      Name: fieldOf(parameters, "Name") ?? null,
      RunId: fieldOf(answer, "RunId") ?? null,
    }),
    statusOf: (description) => fieldOf(description, "State"),
    succeeded: ["SUCCEEDED"],
    failed: ["FAILED", "TIMEOUT", "STOPPED"],
    outputOf: (description) => description,
    stop: "StopJobRun",
  },
  "states:startExecution.sync": execution((description) => description),
  "states:startExecution.sync:2": execution(withJson),
};

export function findSyncJob({
  resourceType,
  action,
}: {
  readonly resourceType: string;
  readonly action: string;
}): SyncJob | undefined {
  const key = `${resourceType}:${action}`;
  return Object.hasOwn(JOBS, key) ? JOBS[key] : undefined;
}
