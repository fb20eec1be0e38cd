import type {
  CopyObjectCommandInput,
  CopyObjectCommandOutput,
  GetObjectAttributesCommandInput,
  GetObjectAttributesCommandOutput,
  GetObjectCommandInput,
  GetObjectCommandOutput,
  HeadObjectCommandInput,
  HeadObjectCommandOutput,
  PutObjectCommandInput,
  PutObjectCommandOutput,
} from "@aws-sdk/client-s3";
import { md5 } from "#cloud/core/md5.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { toHex } from "#engine/core/sha-256.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import { type Bucket, findVersion, getBucket, getVersion, type Version } from "./bucket.ts";
import { checkedSums } from "./checksums.ts";
import { checkCopySource, checkRead, checkWrite } from "./conditions.ts";
import { attributesOf, copySource } from "./object-attributes.ts";
import { putVersion } from "./put-version.ts";
import { findRange } from "./range.ts";
import { refuse } from "./refuse.ts";

/** Streams are bytes here: the wire has read them to their end. */
type WithBytes<Input> = Omit<Input, "Body"> & { readonly Body?: Uint8Array };

export const putObject: Operation<WithBytes<PutObjectCommandInput>, PutObjectCommandOutput> = (context, input) => {
  const bucket = getBucket(context, input);
  const key = checkedKey(input.Key);
  const bytes = input.Body ?? new Uint8Array();
  const there = findVersion(context, { bucket: bucket.name, key, versionId: undefined });
  checkWrite(key, there, { ifMatch: input.IfMatch, ifNoneMatch: input.IfNoneMatch });
  const checksums = checkedSums({ ...input }, bytes);
  const version = putVersion(context, {
    bucket,
    key,
    version: {
      ...attributesOf(input),
      isDeleteMarker: false,
      hash: context.blobs.put(bytes),
      size: bytes.length,
      etag: `"${toHex(md5(bytes))}"`,
      lastModified: context.now(),
      checksums,
      checksumType: "FULL_OBJECT",
      parts: undefined,
    },
  });
  billRequest(context, bucket, "PutObject");
  return {
    ETag: version.etag,
    ...checksums,
    ChecksumType: "FULL_OBJECT",
    ServerSideEncryption: "AES256",
    ...versionIdOf(bucket, version),
  };
};

export const getObject: Operation<
  GetObjectCommandInput,
  Omit<GetObjectCommandOutput, "Body"> & { readonly Body: Uint8Array }
> = (context, input) => {
  const { bucket, version } = read(context, input);
  const { first, last, described } = describeRead(input, version, bucket);
  billRequest(context, bucket, "GetObject");
  return { ...described, Body: context.blobs.get(version.hash).subarray(first, last + 1) };
};

export const headObject: Operation<HeadObjectCommandInput, HeadObjectCommandOutput> = (context, input) => {
  const { bucket, version } = read(context, input);
  billRequest(context, bucket, "HeadObject");
  return describeRead(input, version, bucket).described;
};

export const getObjectAttributes: Operation<GetObjectAttributesCommandInput, GetObjectAttributesCommandOutput> = (
  context,
  input,
) => {
  const bucket = getBucket(context, input);
  const version = getVersion(context, { bucket: bucket.name, key: input.Key ?? "", versionId: input.VersionId });
  const asked = new Set<string>(input.ObjectAttributes ?? []);
  const parts = version.parts;
  return {
    LastModified: new Date(version.lastModified),
    ...versionIdOf(bucket, version),
    ...(asked.has("ETag") ? { ETag: version.etag.replaceAll('"', "") } : {}),
    ...(asked.has("ObjectSize") ? { ObjectSize: version.size } : {}),
    ...(asked.has("StorageClass") ? { StorageClass: storageClassOf(version) } : {}),
    ...(asked.has("Checksum") ? { Checksum: { ...version.checksums, ChecksumType: version.checksumType } } : {}),
    ...(asked.has("ObjectParts") && parts !== undefined ? { ObjectParts: { TotalPartsCount: parts.length } } : {}),
  };
};

export const copyObject: Operation<CopyObjectCommandInput, CopyObjectCommandOutput> = (context, input) => {
  const bucket = getBucket(context, input);
  const key = checkedKey(input.Key);
  const source = copySource(input.CopySource ?? "");
  getBucket(context, { Bucket: source.bucket, ExpectedBucketOwner: input.ExpectedSourceBucketOwner });
  const from = getVersion(context, source);
  checkCopySource(from, {
    ifMatch: input.CopySourceIfMatch,
    ifNoneMatch: input.CopySourceIfNoneMatch,
    ifModifiedSince: input.CopySourceIfModifiedSince,
    ifUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
  });
  const there = findVersion(context, { bucket: bucket.name, key, versionId: undefined });
  checkWrite(key, there, { ifMatch: input.IfMatch, ifNoneMatch: input.IfNoneMatch });
  const replaces = input.MetadataDirective === "REPLACE";
  const isItself = source.bucket === bucket.name && source.key === key && source.versionId === undefined;
  if (isItself && !replaces && input.StorageClass === undefined && input.ServerSideEncryption === undefined)
    throw refuse.copyToItself();
  const given = attributesOf(input);
  context.blobs.hold(from.hash);
  const { versionId: _source, ...copied } = from;
  const made = putVersion(context, {
    bucket,
    key,
    version: {
      ...copied,
      ...(replaces ? { contentType: given.contentType, headers: given.headers, metadata: given.metadata } : {}),
      storageClass: given.storageClass,
      tags: input.TaggingDirective === "REPLACE" ? given.tags : from.tags,
      // A copy is written as one piece, whatever its source was uploaded in.
      etag: from.parts === undefined ? from.etag : `"${toHex(md5(context.blobs.get(from.hash)))}"`,
      lastModified: context.now(),
      parts: undefined,
    },
  });
  billRequest(context, bucket, "CopyObject");
  return {
    CopyObjectResult: {
      ETag: made.etag,
      LastModified: new Date(made.lastModified),
      ...made.checksums,
      ChecksumType: made.checksumType,
    },
    ServerSideEncryption: "AES256",
    ...versionIdOf(bucket, made),
    ...(bucket.versioning === undefined ? {} : { CopySourceVersionId: from.versionId }),
  };
};

export function checkedKey(key: string | undefined): string {
  const name = key ?? "";
  if (utf8Bytes(name).length > 1024) throw refuse.keyTooLong();
  return name;
}

export function versionIdOf(bucket: Bucket, version: Version): { readonly VersionId?: string } {
  return bucket.versioning === undefined ? {} : { VersionId: version.versionId };
}

export function storageClassOf(version: Version): "STANDARD" {
  return version.storageClass as "STANDARD"; // one of the enum: it was read from a request by the model
}

/** Requests that write or list cost more than those that read. */
export function billRequest(context: Context, bucket: Bucket, operation: string): void {
  const price = operation.startsWith("Get") || operation.startsWith("Head") ? "s3/request-2" : "s3/request-1";
  context.bill.add({ price, operation, quantity: 1, resource: `arn:aws:s3:::${bucket.name}`, tags: bucket.tags ?? {} });
}

function read(
  context: Context,
  input: GetObjectCommandInput | HeadObjectCommandInput,
): { readonly bucket: Bucket; readonly version: Version } {
  const bucket = getBucket(context, input);
  const version = getVersion(context, { bucket: bucket.name, key: input.Key ?? "", versionId: input.VersionId });
  checkRead(version, {
    ifMatch: input.IfMatch,
    ifNoneMatch: input.IfNoneMatch,
    ifModifiedSince: input.IfModifiedSince,
    ifUnmodifiedSince: input.IfUnmodifiedSince,
  });
  return { bucket, version };
}

function describeRead(input: GetObjectCommandInput | HeadObjectCommandInput, version: Version, bucket: Bucket) {
  const piece =
    input.PartNumber === undefined ? findRange(input.Range, version.size) : partRange(version, input.PartNumber);
  const first = piece?.first ?? 0;
  const last = piece?.last ?? version.size - 1;
  const isWhole = piece === undefined;
  const tagCount = Object.keys(version.tags).length;
  const described = {
    AcceptRanges: "bytes",
    LastModified: new Date(version.lastModified),
    ContentLength: last - first + 1,
    ETag: version.etag,
    ContentType: input.ResponseContentType ?? version.contentType,
    Metadata: { ...version.metadata },
    ServerSideEncryption: "AES256" as const,
    ...version.headers,
    ...responseOverrides(input),
    ...(isWhole ? {} : { ContentRange: `bytes ${first}-${last}/${version.size}` }),
    ...(input.ChecksumMode === "ENABLED" && isWhole
      ? { ...version.checksums, ChecksumType: version.checksumType }
      : {}),
    ...(input.PartNumber !== undefined && version.parts !== undefined ? { PartsCount: version.parts.length } : {}),
    ...(tagCount > 0 ? { TagCount: tagCount } : {}),
    ...(version.storageClass === "STANDARD" ? {} : { StorageClass: storageClassOf(version) }),
    ...versionIdOf(bucket, version),
  };
  return { first, last, described };
}

function responseOverrides(input: GetObjectCommandInput | HeadObjectCommandInput): Record<string, string> {
  const given = {
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage,
  };
  return Object.fromEntries(Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function partRange(version: Version, partNumber: number): { readonly first: number; readonly last: number } {
  const sizes = version.parts ?? [version.size];
  const size = sizes[partNumber - 1];
  if (size === undefined) throw refuse.invalidRange(version.size);
  const first = sizes.slice(0, partNumber - 1).reduce((sum, part) => sum + part, 0);
  return { first, last: first + size - 1 };
}
