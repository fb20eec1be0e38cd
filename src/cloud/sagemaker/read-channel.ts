import type { GetObjectCommandOutput, ListObjectsV2CommandOutput } from "@aws-sdk/client-s3";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context } from "#cloud/core/service.ts";
import { findS3Uri, type S3Place } from "./s3-uri.ts";

export type S3File = { readonly key: string; readonly bytes: Uint8Array };

/** The keys that begin with an S3 URI, as the role sees them. */
export async function listUnder(
  context: Context,
  { uri, roleArn }: { readonly uri: string; readonly roleArn: string },
): Promise<{ readonly place: S3Place; readonly keys: readonly string[] }> {
  const place = findS3Uri(uri);
  if (place === undefined) throw new AwsError("ValidationException", `The S3 URI ${uri} is not valid`);
  const keys: string[] = [];
  for (let token: string | undefined; ; ) {
    const page = await context.call<ListObjectsV2CommandOutput>({
      service: "s3",
      operation: "ListObjectsV2",
      input: { Bucket: place.bucket, Prefix: place.key, ...(token === undefined ? {} : { ContinuationToken: token }) },
      as: { roleArn, service: "sagemaker.amazonaws.com" },
    });
    for (const { Key = "", Size = 0 } of page.Contents ?? []) if (!(Key.endsWith("/") && Size === 0)) keys.push(Key);
    token = page.NextContinuationToken;
    if (token === undefined) return { place, keys };
  }
}

export async function readUnder(
  context: Context,
  { uri, roleArn }: { readonly uri: string; readonly roleArn: string },
): Promise<readonly S3File[]> {
  const { place, keys } = await listUnder(context, { uri, roleArn });
  const files: S3File[] = [];
  for (const key of keys) files.push({ key, bytes: await readObject(context, { bucket: place.bucket, key, roleArn }) });
  return files;
}

export async function readObject(
  context: Context,
  { bucket, key, roleArn }: S3Place & { readonly roleArn: string },
): Promise<Uint8Array> {
  const { Body } = await context.call<Omit<GetObjectCommandOutput, "Body"> & { readonly Body: Uint8Array }>({
    service: "s3",
    operation: "GetObject",
    input: { Bucket: bucket, Key: key },
    as: { roleArn, service: "sagemaker.amazonaws.com" },
  });
  return Body;
}

export async function writeObject(
  context: Context,
  { bucket, key, bytes, roleArn }: S3Place & { readonly bytes: Uint8Array; readonly roleArn: string },
): Promise<void> {
  await context.call({
    service: "s3",
    operation: "PutObject",
    input: { Bucket: bucket, Key: key, Body: bytes },
    as: { roleArn, service: "sagemaker.amazonaws.com" },
  });
}
