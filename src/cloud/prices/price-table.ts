type PriceRow = {
  /** As Cost Explorer's SERVICE dimension names it. */
  readonly service: string;
  /** Cost Explorer's USAGE_TYPE without the region's prefix. */
  readonly usageType: string;
  readonly unit: string;
  readonly usd: { readonly "us-east-1": number; readonly "ap-southeast-3": number };
};

const SAGEMAKER = "Amazon SageMaker";

/**
 * Dollars by the hour on SageMaker for training, processing, transform and hosting alike. Us-east-1: AWS's public price page as remembered in 2025,
 * not looked up again. Jakarta: us-east-1 times 1.25, which is an assumption.
 */
const INSTANCES: Readonly<Record<string, number>> = {
  "ml.t2.medium": 0.056,
  "ml.t3.medium": 0.05,
  "ml.t3.large": 0.1,
  "ml.t3.xlarge": 0.2,
  "ml.m4.xlarge": 0.24,
  "ml.m5.large": 0.115,
  "ml.m5.xlarge": 0.23,
  "ml.m5.2xlarge": 0.461,
  "ml.m5.4xlarge": 0.922,
  "ml.m5.12xlarge": 2.765,
  "ml.m6i.large": 0.115,
  "ml.m6i.xlarge": 0.23,
  "ml.c5.large": 0.102,
  "ml.c5.xlarge": 0.204,
  "ml.c5.2xlarge": 0.408,
  "ml.c5.4xlarge": 0.816,
  "ml.r5.large": 0.151,
  "ml.r5.xlarge": 0.302,
  "ml.g4dn.xlarge": 0.736,
  "ml.g5.xlarge": 1.408,
  "ml.p3.2xlarge": 3.825,
};

const JAKARTA_FACTOR = 1.25;
const USES: readonly (readonly [string, string])[] = [
  ["training", "Train"],
  ["processing", "Processing"],
  ["transform", "Tsform"],
  ["hosting", "Host"],
  ["notebook", "Notebk"],
];

function row({
  service,
  usageType,
  unit,
  usd,
  jakarta,
}: Omit<PriceRow, "usd"> & { readonly usd: number; readonly jakarta?: number }): PriceRow {
  return {
    service,
    usageType,
    unit,
    usd: { "us-east-1": usd, "ap-southeast-3": jakarta ?? Number((usd * JAKARTA_FACTOR).toPrecision(4)) },
  };
}

const instanceRows = Object.entries(INSTANCES).flatMap(([instance, usd]) =>
  USES.map(([use, word]): readonly [string, PriceRow] => [
    `sagemaker-${use}/${instance}`,
    row({ service: SAGEMAKER, usageType: `${word}:${instance}`, unit: "Hrs", usd }),
  ]),
);

/**
 * What things cost in the simulator. Every figure is an ASSUMPTION of this course: the list prices as remembered on the date, since nothing could be
 * looked up when the table was made. Free tiers, volume steps, savings plans and taxes are left out.
 */
export const priceTable: {
  readonly date: string;
  readonly source: string;
  readonly rows: Readonly<Record<string, PriceRow>>;
} = {
  date: "2026-11-24",
  source:
    "AWS's public price pages as remembered, not looked up; ap-southeast-3 is us-east-1 times 1.25 where no figure of its own was known",
  rows: {
    ...Object.fromEntries(instanceRows),
    "sagemaker-serverless/gb-second": row({
      service: SAGEMAKER,
      usageType: "ServerlessInf:Mem-GB",
      unit: "Seconds",
      usd: 0.00002,
    }),
    "sagemaker-storage/gb-month": row({
      service: SAGEMAKER,
      usageType: "Host:VolumeUsage.gp2",
      unit: "GB-Mo",
      usd: 0.14,
    }),
    "sagemaker-feature-store/write": row({
      service: SAGEMAKER,
      usageType: "FeatureStore:WriteRequestUnits",
      unit: "Units",
      usd: 0.00000125,
    }),
    "sagemaker-feature-store/read": row({
      service: SAGEMAKER,
      usageType: "FeatureStore:ReadRequestUnits",
      unit: "Units",
      usd: 0.00000025,
    }),
    "sagemaker-ground-truth/object": row({
      service: SAGEMAKER,
      usageType: "GroundTruth:LabeledObject",
      unit: "Objects",
      usd: 0.08,
    }),
    "s3/storage-gb-month": row({
      service: "Amazon Simple Storage Service",
      usageType: "TimedStorage-ByteHrs",
      unit: "GB-Mo",
      usd: 0.023,
      jakarta: 0.025,
    }),
    "s3/storage-gb-hour": row({
      service: "Amazon Simple Storage Service",
      usageType: "TimedStorage-ByteHrs",
      unit: "GB-Hrs",
      usd: 0.023 / 730,
      jakarta: 0.025 / 730,
    }),
    "s3/request-1": row({
      service: "Amazon Simple Storage Service",
      usageType: "Requests-Tier1",
      unit: "Requests",
      usd: 0.000005,
    }),
    "s3/request-2": row({
      service: "Amazon Simple Storage Service",
      usageType: "Requests-Tier2",
      unit: "Requests",
      usd: 0.0000004,
    }),
    "glue/dpu-hour": row({
      service: "AWS Glue",
      usageType: "ETL-DPU-Hour",
      unit: "DPU-Hour",
      usd: 0.44,
      jakarta: 0.44,
    }),
    "glue/flex-dpu-hour": row({
      service: "AWS Glue",
      usageType: "ETL-Flex-DPU-Hour",
      unit: "DPU-Hour",
      usd: 0.29,
      jakarta: 0.29,
    }),
    "glue/crawler-dpu-hour": row({
      service: "AWS Glue",
      usageType: "Crawler-DPU-Hour",
      unit: "DPU-Hour",
      usd: 0.44,
      jakarta: 0.44,
    }),
    "glue/data-quality-dpu-hour": row({
      service: "AWS Glue",
      usageType: "DataQuality-DPU-Hour",
      unit: "DPU-Hour",
      usd: 0.44,
      jakarta: 0.44,
    }),
    "databrew/node-hour": row({
      service: "AWS Glue DataBrew",
      usageType: "Job-Node-Hour",
      unit: "Node-Hour",
      usd: 0.48,
    }),
    "databrew/session": row({
      service: "AWS Glue DataBrew",
      usageType: "Interactive-Session",
      unit: "Sessions",
      usd: 1,
    }),
    "stepfunctions/transition": row({
      service: "AWS Step Functions",
      usageType: "StateTransition",
      unit: "StateTransitions",
      usd: 0.000025,
    }),
    "stepfunctions/express-request": row({
      service: "AWS Step Functions",
      usageType: "StepFunctions-Request",
      unit: "Requests",
      usd: 0.000001,
    }),
    "lambda/request": row({ service: "AWS Lambda", usageType: "Request", unit: "Requests", usd: 0.0000002 }),
    "lambda/gb-second": row({
      service: "AWS Lambda",
      usageType: "Lambda-GB-Second",
      unit: "Lambda-GB-Second",
      usd: 0.0000166667,
    }),
    "scheduler/invocation": row({
      service: "Amazon EventBridge",
      usageType: "ScheduledInvocation",
      unit: "Invocations",
      usd: 0.000001,
    }),
    "cloudwatch/metric-month": row({
      service: "AmazonCloudWatch",
      usageType: "CW:MetricMonitorUsage",
      unit: "Metrics",
      usd: 0.3,
    }),
    "cloudwatch/alarm-hour": row({
      service: "AmazonCloudWatch",
      usageType: "CW:AlarmMonitorUsage",
      unit: "Alarms",
      usd: 0.1 / 730,
    }),
    "cloudwatch/request": row({
      service: "AmazonCloudWatch",
      usageType: "CW:Requests",
      unit: "Requests",
      usd: 0.00001,
    }),
    "logs/ingested-gb": row({ service: "AmazonCloudWatch", usageType: "DataProcessing-Bytes", unit: "GB", usd: 0.5 }),
    "comprehend/unit": row({ service: "Amazon Comprehend", usageType: "Sentiment", unit: "Units", usd: 0.0001 }),
    "comprehend/custom-unit": row({
      service: "Amazon Comprehend",
      usageType: "CustomClassification",
      unit: "Units",
      usd: 0.0005,
    }),
    "comprehend/training-hour": row({
      service: "Amazon Comprehend",
      usageType: "CustomClassification-Training",
      unit: "Hrs",
      usd: 3,
    }),
    "comprehend/endpoint-unit-hour": row({
      service: "Amazon Comprehend",
      usageType: "CustomClassification-Endpoint",
      unit: "Hrs",
      usd: 1.8,
    }),
    "ce/request": row({
      service: "AWS Cost Explorer",
      usageType: "APIRequest",
      unit: "Requests",
      usd: 0.01,
      jakarta: 0.01,
    }),
  },
};
