import { modelledServices } from "#cloud/models/load-model.ts";
import type { Integration } from "../language/run/happening.ts";

/** What a Resource calls, and how AWS words its errors and times. */
export type Called = {
  /** As in src/cloud/models; a service that this cloud does not know is called by AWS's name for it, and answers so. */
  readonly service: string;
  readonly operation: string;
  /** `SageMaker` in `SageMaker.ResourceLimitExceededException`. */
  readonly errorPrefix: string;
  /** The error of a failure that the service's model does not name. */
  readonly plainError: string;
  /** The optimized integrations came first, and tell times in milliseconds; the others tell them as texts. */
  readonly times: "milliseconds" | "iso8601";
};

/** Services by the names that `aws-sdk:` resources have, which are those of the SDK for Java, and the prefix of their errors. */
const SDK: Readonly<Record<string, { readonly service: string; readonly prefix: string }>> = {
  applicationautoscaling: { service: "application-autoscaling", prefix: "ApplicationAutoScaling" },
  cloudwatch: { service: "cloudwatch", prefix: "CloudWatch" },
  cloudwatchlogs: { service: "logs", prefix: "CloudWatchLogs" },
  comprehend: { service: "comprehend", prefix: "Comprehend" },
  costexplorer: { service: "ce", prefix: "CostExplorer" },
  databrew: { service: "databrew", prefix: "DataBrew" },
  glue: { service: "glue", prefix: "Glue" },
  iam: { service: "iam", prefix: "Iam" },
  lambda: { service: "lambda", prefix: "Lambda" },
  s3: { service: "s3", prefix: "S3" },
  sagemaker: { service: "sagemaker", prefix: "SageMaker" },
  sagemakerfeaturestoreruntime: { service: "sagemaker-featurestore-runtime", prefix: "SageMakerFeatureStoreRuntime" },
  sagemakerruntime: { service: "sagemaker-runtime", prefix: "SageMakerRuntime" },
  scheduler: { service: "scheduler", prefix: "Scheduler" },
  sfn: { service: "stepfunctions", prefix: "Sfn" },
  sts: { service: "sts", prefix: "Sts" },
};

/** The optimized integrations, with the operations they have. */
const OPTIMIZED: Readonly<
  Record<
    string,
    { readonly service: string; readonly prefix: string; readonly plain: string; readonly operations: RegExp }
  >
> = {
  databrew: { service: "databrew", prefix: "DataBrew", plain: "AWSGlueDataBrewException", operations: /^startJobRun$/ },
  glue: { service: "glue", prefix: "Glue", plain: "AWSGlueException", operations: /^startJobRun$/ },
  lambda: { service: "lambda", prefix: "Lambda", plain: "AWSLambdaException", operations: /^invoke$/ },
  sagemaker: {
    service: "sagemaker",
    prefix: "SageMaker",
    plain: "AmazonSageMakerException",
    operations:
      /^(?:create(?:Endpoint|EndpointConfig|HyperParameterTuningJob|LabelingJob|Model|ProcessingJob|TrainingJob|TransformJob)|updateEndpoint)$/,
  },
  states: {
    service: "stepfunctions",
    prefix: "StepFunctions",
    plain: "AWSStepFunctionsException",
    operations: /^startExecution$/,
  },
};

export function calledBy({ resourceType, action }: Integration): Called {
  const plainAction = actionOf(action);
  const operation = plainAction.charAt(0).toUpperCase() + plainAction.slice(1);
  const sdkName = /^aws-sdk:(.+)$/.exec(resourceType)?.[1];
  if (sdkName !== undefined) {
    const known = Object.hasOwn(SDK, sdkName) ? SDK[sdkName] : undefined;
    const prefix = known?.prefix ?? sdkName.charAt(0).toUpperCase() + sdkName.slice(1);
    return {
      service: known?.service ?? sdkName,
      operation,
      errorPrefix: prefix,
      plainError: `${prefix}.${prefix}Exception`,
      times: "iso8601",
    };
  }
  const known = Object.hasOwn(OPTIMIZED, resourceType) ? OPTIMIZED[resourceType] : undefined;
  const isThere = known?.operations.test(plainAction) ?? false;
  const prefix = known?.prefix ?? resourceType.charAt(0).toUpperCase() + resourceType.slice(1);
  return {
    service: known !== undefined && isThere ? known.service : `${resourceType}:${plainAction}`,
    operation,
    errorPrefix: prefix,
    plainError: `${prefix}.${known?.plain ?? `${prefix}Exception`}`,
    times: "milliseconds",
  };
}

/** `createTrainingJob` of `createTrainingJob.sync`. */
export function actionOf(action: string): string {
  return action.replace(/\.(?:sync(?::\d+)?|waitForTaskToken)$/, "");
}

export const hasModel = (service: string): boolean => modelledServices().includes(service);
