import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { IAM } from "@aws-sdk/client-iam";
import { S3 } from "@aws-sdk/client-s3";
import { type CreateTrainingJobCommandInput, paginateListTrainingJobs, SageMaker } from "@aws-sdk/client-sagemaker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEndpoint, type TestEndpoint } from "./harness/endpoint.ts";
import { type PythonClient, python, startPython } from "./harness/python.ts";
import { record } from "./harness/record.ts";

let endpoint: TestEndpoint;
let sagemaker: SageMaker;
let s3: S3;
let iam: IAM;
let boto: PythonClient;

const IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1";
const LINEAR = "382416733822.dkr.ecr.us-east-1.amazonaws.com/linear-learner:1";
const ROLE = "arn:aws:iam::111122223333:role/training";
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const ALL_OF_S3 = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
});

/** Made by sagemaker-auc.gen.py: the least and the highest AUC of scikit-learn's boosting over seeds, and that of its logistic regression. */
const expected = JSON.parse(readFileSync(new URL("sagemaker-auc.json", import.meta.url), "utf8")) as {
  readonly rows: number;
  readonly boosting: readonly [number, number];
  readonly linear: number;
}; // the generator's form

/** Malignant 1 or benign 0 first, the nine scores behind it; every third row is held back. */
function breastCancer(): { readonly train: string; readonly validation: string; readonly rows: number } {
  const [, ...lines] = readFileSync(new URL("../../../labs/data/breast-cancer.csv", import.meta.url), "utf8")
    .trim()
    .split(/\r?\n/);
  const whole = lines.filter((line) => !/(^|,)(NA)?(,|$)/.test(line)); // Linear Learner takes no missing values
  const rows = whole.map((line) => {
    const cells = line.split(",");
    return [cells.at(-1) === "malignant" ? 1 : 0, ...cells.slice(1, -1)].join(",");
  });
  const pick = (keep: (at: number) => boolean): string => rows.filter((_, at) => keep(at)).join("\n");
  return { train: pick((at) => at % 3 > 0), validation: pick((at) => at % 3 === 0), rows: rows.length };
}

function job(name: string, more: Partial<CreateTrainingJobCommandInput> = {}): CreateTrainingJobCommandInput {
  const channel = (ChannelName: string) => ({
    ChannelName,
    ContentType: "text/csv",
    DataSource: {
      S3DataSource: {
        S3DataType: "S3Prefix" as const,
        S3Uri: `s3://ml-data/${ChannelName}/`,
        S3DataDistributionType: "FullyReplicated" as const,
      },
    },
  });
  return {
    TrainingJobName: name,
    RoleArn: ROLE,
    AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: "File" },
    HyperParameters: { num_round: "50", objective: "binary:logistic", eval_metric: "auc", max_depth: "4", eta: "0.2" },
    InputDataConfig: [channel("train"), channel("validation")],
    OutputDataConfig: { S3OutputPath: "s3://ml-data/out" },
    ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ...more,
  };
}

const later = (minutes: number): Promise<void> => endpoint.cloud.advanceTo(endpoint.cloud.now() + minutes * 60_000);
const describeJob = (TrainingJobName: string) => sagemaker.describeTrainingJob({ TrainingJobName });
async function finished(input: CreateTrainingJobCommandInput) {
  await sagemaker.createTrainingJob(input);
  await later(120);
  return describeJob(input.TrainingJobName ?? "");
}

beforeAll(async () => {
  endpoint = await startEndpoint();
  const options = { endpoint: endpoint.url, region: "us-east-1", credentials: endpoint.keys, maxAttempts: 1 };
  sagemaker = new SageMaker(options);
  s3 = new S3({ ...options, forcePathStyle: true });
  iam = new IAM(options);
  boto = startPython({ endpoint });
  const { train, validation } = breastCancer();
  await s3.createBucket({ Bucket: "ml-data" });
  await s3.putObject({ Bucket: "ml-data", Key: "train/part-0.csv", Body: train });
  await s3.putObject({ Bucket: "ml-data", Key: "validation/part-0.csv", Body: validation });
  await iam.createRole({ RoleName: "training", AssumeRolePolicyDocument: TRUST });
  await iam.putRolePolicy({ RoleName: "training", PolicyName: "s3", PolicyDocument: ALL_OF_S3 });
});

afterAll(async () => {
  record({ service: "sagemaker", part: "training", seen: endpoint.seen, page: [] });
  boto.stop();
  for (const client of [sagemaker, s3, iam]) client.destroy();
  await endpoint.stop();
});

describe("training jobs through the SDK for JavaScript", () => {
  it("XGBoost goes through its stages, learns, and leaves an archive that tar opens", async () => {
    const { TrainingJobArn } = await sagemaker.createTrainingJob(
      job("xgb-1", { Tags: [{ Key: "course", Value: "c" }] }),
    );
    expect(TrainingJobArn).toBe("arn:aws:sagemaker:us-east-1:111122223333:training-job/xgb-1");
    expect(await describeJob("xgb-1")).toMatchObject({ TrainingJobStatus: "InProgress", SecondaryStatus: "Starting" });
    await later(60);
    const done = await describeJob("xgb-1");
    expect(done.TrainingJobStatus).toBe("Completed");
    expect(done.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual([
      "Starting",
      "Downloading",
      "Training",
      "Uploading",
      "Completed",
    ]);
    expect(done.FinalMetricDataList?.map(({ MetricName }) => MetricName)).toEqual(["train:auc", "validation:auc"]);
    const auc = done.FinalMetricDataList?.[1]?.Value ?? 0;
    const [least, most] = expected.boosting;
    expect(breastCancer().rows).toBe(expected.rows);
    // Two boosters of one kind differ by their binning: half a hundredth beside the spread over seeds.
    expect(auc).toBeGreaterThan(least - 0.005);
    expect(auc).toBeLessThan(most + 0.005);
    expect(done.ModelArtifacts?.S3ModelArtifacts).toBe("s3://ml-data/out/xgb-1/output/model.tar.gz");
    const archive = await s3.getObject({ Bucket: "ml-data", Key: "out/xgb-1/output/model.tar.gz" });
    const input = await archive.Body?.transformToByteArray();
    const { stdout, status } = spawnSync("tar", ["-xzOf", "-", "model.json"], { input, maxBuffer: 1e8 });
    expect(status).toBe(0);
    expect(JSON.parse(stdout.toString())).toMatchObject({ algorithm: "xgboost" });
    const { Tags } = await sagemaker.listTags({ ResourceArn: TrainingJobArn });
    expect(Tags).toEqual([{ Key: "course", Value: "c" }]);
  });

  it("is billed for the seconds from the download to the end", async () => {
    const { BillableTimeInSeconds, TrainingStartTime, TrainingEndTime } = await describeJob("xgb-1");
    const seconds = ((TrainingEndTime?.getTime() ?? 0) - (TrainingStartTime?.getTime() ?? 0)) / 1000;
    expect(Math.abs((BillableTimeInSeconds ?? 0) - seconds)).toBeLessThanOrEqual(1);
    const line = [...endpoint.cloud.state.bill.values()].find(({ price }) => price.startsWith("sagemaker-training/"));
    expect(line).toMatchObject({ price: "sagemaker-training/ml.m5.large", quantity: 1, tags: { course: "c" } });
    expect(((line?.to ?? 0) - (line?.from ?? 0)) / 1000).toBeCloseTo(seconds, 3);
  });

  it("Linear Learner tells malignant from benign as well", async () => {
    const done = await finished(
      job("linear-1", {
        AlgorithmSpecification: { TrainingImage: LINEAR, TrainingInputMode: "File" },
        HyperParameters: { predictor_type: "binary_classifier", feature_dim: "9" },
      }),
    );
    expect(done).toMatchObject({ TrainingJobStatus: "Completed" });
    const auc = done.FinalMetricDataList?.find(({ MetricName }) => MetricName === "validation:roc_auc_score")?.Value;
    expect(auc).toBeCloseTo(expected.linear, 3); // the wire carries 32-bit floats, and a penalty of that size moves few pairs
  });

  it("a hyperparameter that is missing, unknown or out of range fails the job as the client's error", async () => {
    const reasonFor = async (name: string, HyperParameters: Record<string, string>) => {
      const { TrainingJobStatus, FailureReason } = await finished(job(name, { HyperParameters }));
      return [TrainingJobStatus, FailureReason];
    };
    expect(await reasonFor("bad-1", { objective: "binary:logistic" })).toEqual([
      "Failed",
      "ClientError: Missing required hyperparameter: num_round",
    ]);
    expect(await reasonFor("bad-2", { num_round: "5", depth: "3" })).toEqual([
      "Failed",
      "ClientError: Extraneous hyperparameter found: depth",
    ]);
    expect((await reasonFor("bad-3", { num_round: "5", eta: "2" }))[1]).toMatch(/^ClientError: Hyperparameter eta/);
    expect((await reasonFor("bad-4", { num_round: "5", objective: "multi:softmax" }))[1]).toContain("'num_class'");
  });

  it("refuses a name twice, data that is not there, an image that is not AWS's, and a role it may not take on", async () => {
    await expect(sagemaker.createTrainingJob(job("xgb-1"))).rejects.toMatchObject({ name: "ResourceInUse" });
    const nowhere = job("n").InputDataConfig?.map((channel) => ({
      ...channel,
      DataSource: { S3DataSource: { S3DataType: "S3Prefix" as const, S3Uri: "s3://ml-data/none/" } },
    }));
    await expect(sagemaker.createTrainingJob(job("n", { InputDataConfig: nowhere }))).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining('No S3 objects found under S3 URL "s3://ml-data/none/"'),
    });
    const TrainingImage = IMAGE.replace("683313688378", "111122223333");
    await expect(
      sagemaker.createTrainingJob(job("n", { AlgorithmSpecification: { TrainingImage, TrainingInputMode: "File" } })),
    ).rejects.toMatchObject({ name: "ValidationException" });
    await expect(
      sagemaker.createTrainingJob(job("n", { RoleArn: "arn:aws:iam::111122223333:role/nobody" })),
    ).rejects.toMatchObject({ name: "ValidationException", message: expect.stringContaining("Could not assume role") });
    await expect(describeJob("n")).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("stops on request, and by itself when its time is over", async () => {
    await sagemaker.createTrainingJob(job("stop-1"));
    await later(1.1);
    await sagemaker.stopTrainingJob({ TrainingJobName: "stop-1" });
    expect(await describeJob("stop-1")).toMatchObject({ TrainingJobStatus: "Stopping" });
    await later(10);
    expect(await describeJob("stop-1")).toMatchObject({ TrainingJobStatus: "Stopped", SecondaryStatus: "Stopped" });
    await expect(sagemaker.stopTrainingJob({ TrainingJobName: "stop-1" })).rejects.toMatchObject({
      name: "ValidationException",
    });
    const late = await finished(job("late-1", { StoppingCondition: { MaxRuntimeInSeconds: 30 } }));
    expect(late).toMatchObject({
      TrainingJobStatus: "Stopped",
      SecondaryStatus: "MaxRuntimeExceeded",
      BillableTimeInSeconds: 30,
    });
  });

  it("a role that may list but not read fails the job and not the request", async () => {
    const Action = ["s3:ListBucket", "s3:PutObject"];
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action, Resource: "*" }],
    });
    await iam.createRole({ RoleName: "half", AssumeRolePolicyDocument: TRUST });
    await iam.putRolePolicy({ RoleName: "half", PolicyName: "s3", PolicyDocument });
    const done = await finished(job("half-1", { RoleArn: ROLE.replace("training", "half") }));
    expect(done.TrainingJobStatus).toBe("Failed");
    expect(done.FailureReason).toMatch(/^ClientError: Data download failed:AccessDenied \(403\)/);
  });

  it("lists by page, by part of the name and by status", async () => {
    const names: (string | undefined)[] = [];
    for await (const page of paginateListTrainingJobs({ client: sagemaker, pageSize: 2 }, { SortBy: "Name" })) {
      names.push(...(page.TrainingJobSummaries ?? []).map(({ TrainingJobName }) => TrainingJobName));
    }
    expect(names).toEqual([...names].sort());
    expect(names.length).toBe(9);
    const { TrainingJobSummaries } = await sagemaker.listTrainingJobs({ NameContains: "bad", StatusEquals: "Failed" });
    expect(TrainingJobSummaries?.length).toBe(4);
  });
});

describe.runIf(python !== undefined)("judged from outside", () => {
  it("boto3 reads the same job", async () => {
    const answer = await boto.call("sagemaker", "describe_training_job", { TrainingJobName: "xgb-1" });
    expect(answer).toMatchObject({ output: { TrainingJobStatus: "Completed" } });
  });

  it("botocore's model allows every answer", async () => {
    expect(await boto.problemsOf(endpoint.seen.filter(({ service }) => service === "sagemaker"))).toEqual([]);
  });
});
