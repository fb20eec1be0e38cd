import type { CreateModelCommandInput } from "@aws-sdk/client-sagemaker";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import { utf8Text } from "#cloud/core/utf-8-text.ts";
import type { Algorithm } from "#cloud/sagemaker/algorithms/algorithm.ts";
import { algorithmNamed, findAlgorithm } from "#cloud/sagemaker/algorithms/find-algorithm.ts";
import { findInTarGz } from "#cloud/sagemaker/artefact/tar-gz.ts";
import { readObject } from "#cloud/sagemaker/read-channel.ts";
import { refuse } from "#cloud/sagemaker/refuse.ts";
import { findS3Uri } from "#cloud/sagemaker/s3-uri.ts";
import { MODEL_FILE } from "#cloud/sagemaker/training/training-events.ts";

export type HostedModel = {
  readonly name: string;
  readonly arn: string;
  readonly input: CreateModelCommandInput;
  readonly status: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
};

/** What a container has in its memory. */
export type LoadedModel = { readonly algorithm: string; readonly model: unknown };

export function hostedModels(context: Context): Table<HostedModel> {
  return context.table<HostedModel>("models");
}

export function containerOf({ PrimaryContainer, Containers }: CreateModelCommandInput) {
  return PrimaryContainer ?? Containers?.[0];
}

export function imageAlgorithm(context: Context, image: string | undefined): Algorithm | undefined {
  return findAlgorithm({ image: image ?? "", region: context.region });
}

/** Reads a model's archive under its role, as a container does when it starts; what is wrong is text for FailureReason. */
export async function loadHostedModel(
  context: Context,
  name: string,
): Promise<LoadedModel | { readonly failure: string }> {
  const row = hostedModels(context).find(name);
  if (row === undefined) return { failure: `Could not find model "${name}".` };
  const container = containerOf(row.input);
  const uri = container?.ModelDataUrl ?? "";
  const place = findS3Uri(uri);
  const missing = `Could not access model data at ${uri}. Please ensure that the role "${row.input.ExecutionRoleArn}" exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ensure that the role has "s3:GetObject" permissions and that the object is located in ${context.region}.`;
  if (place === undefined) return { failure: missing };
  let archive: Uint8Array;
  try {
    archive = await readObject(context, { ...place, roleArn: row.input.ExecutionRoleArn ?? "" });
  } catch (error) {
    if (error instanceof AwsError) return { failure: missing };
    throw error;
  }
  const bytes = findInTarGz(archive, MODEL_FILE);
  const unhealthy =
    "The primary container for production variant did not pass the ping health check. Please check CloudWatch logs for this endpoint.";
  if (bytes === undefined) return { failure: unhealthy };
  const read = JSON.parse(utf8Text(bytes)) as LoadedModel; // the archive is of this simulator: only it stores without squeezing under this name
  return read.algorithm === imageAlgorithm(context, container?.Image)?.name ? read : { failure: unhealthy };
}

/** The algorithm of a model that has been loaded, which is one of ours. */
export function loadedAlgorithm({ algorithm }: LoadedModel): Algorithm {
  const found = algorithmNamed(algorithm);
  if (found === undefined) throw refuse.invalid(`Could not find algorithm ${algorithm}`);
  return found;
}
