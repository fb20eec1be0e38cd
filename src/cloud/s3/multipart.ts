import type {
  AbortMultipartUploadCommandInput,
  AbortMultipartUploadCommandOutput,
  CompleteMultipartUploadCommandInput,
  CompleteMultipartUploadCommandOutput,
  CreateMultipartUploadCommandInput,
  CreateMultipartUploadCommandOutput,
  ListMultipartUploadsCommandInput,
  ListMultipartUploadsCommandOutput,
  ListPartsCommandInput,
  ListPartsCommandOutput,
  UploadPartCommandInput,
  UploadPartCommandOutput,
  UploadPartCopyCommandInput,
  UploadPartCopyCommandOutput,
} from "@aws-sdk/client-s3";
import { md5 } from "#cloud/core/md5.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import { toHex } from "#engine/core/sha-256.ts";
import { findVersion, getBucket, getVersion } from "./bucket.ts";
import { checkedSums, compositeSums, sumsOf } from "./checksums.ts";
import { compareKeys } from "./compare-keys.ts";
import { checkCopySource, checkWrite } from "./conditions.ts";
import { ownerOf } from "./listing.ts";
import { attributesOf, copySource, type GivenAttributes } from "./object-attributes.ts";
import { billRequest, checkedKey, versionIdOf } from "./objects.ts";
import { putVersion } from "./put-version.ts";
import { findRange } from "./range.ts";
import { refuse } from "./refuse.ts";

type Part = {
  readonly hash: string;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: number;
  readonly checksums: Readonly<Record<string, string>>;
};

type Upload = {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly initiated: number;
  readonly given: GivenAttributes;
  readonly algorithm: string | undefined;
  readonly checksumType: "FULL_OBJECT" | "COMPOSITE";
  readonly parts: ReadonlyMap<number, Part>;
};

const SMALLEST_PART = 5_242_880;

function uploads(context: Context): Table<Upload> {
  return context.table<Upload>("uploads");
}

function getUpload(
  context: Context,
  input: {
    readonly Bucket?: string | undefined;
    readonly Key?: string | undefined;
    readonly UploadId?: string | undefined;
  },
): Upload {
  const upload = uploads(context).find(input.UploadId ?? "");
  if (upload === undefined || upload.bucket !== input.Bucket || upload.key !== input.Key)
    throw refuse.noSuchUpload(input.UploadId ?? "");
  return upload;
}

export const createMultipartUpload: Operation<CreateMultipartUploadCommandInput, CreateMultipartUploadCommandOutput> = (
  context,
  input,
) => {
  const bucket = getBucket(context, input);
  const key = checkedKey(input.Key);
  const uploadId = context.ids.lower(64);
  const algorithm = input.ChecksumAlgorithm;
  const checksumType =
    input.ChecksumType ?? (algorithm === undefined || algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE");
  const upload: Upload = {
    uploadId,
    bucket: bucket.name,
    key,
    initiated: context.now(),
    given: attributesOf(input),
    algorithm,
    checksumType,
    parts: new Map(),
  };
  uploads(context).put(uploadId, upload);
  billRequest(context, bucket, "CreateMultipartUpload");
  return {
    Bucket: bucket.name,
    Key: key,
    UploadId: uploadId,
    ServerSideEncryption: "AES256",
    ...(algorithm === undefined ? {} : { ChecksumAlgorithm: algorithm, ChecksumType: checksumType }),
  };
};

export const uploadPart: Operation<
  Omit<UploadPartCommandInput, "Body"> & { readonly Body?: Uint8Array },
  UploadPartCommandOutput
> = (context, input) => {
  const bucket = getBucket(context, input);
  const upload = getUpload(context, input);
  const bytes = input.Body ?? new Uint8Array();
  const part = keepPart(context, {
    upload,
    partNumber: input.PartNumber,
    bytes,
    checksums: checkedSums({ ...input }, bytes),
  });
  billRequest(context, bucket, "UploadPart");
  return { ETag: part.etag, ServerSideEncryption: "AES256", ...part.checksums };
};

export const uploadPartCopy: Operation<UploadPartCopyCommandInput, UploadPartCopyCommandOutput> = (context, input) => {
  const bucket = getBucket(context, input);
  const upload = getUpload(context, input);
  const source = copySource(input.CopySource ?? "");
  getBucket(context, { Bucket: source.bucket, ExpectedBucketOwner: input.ExpectedSourceBucketOwner });
  const from = getVersion(context, source);
  checkCopySource(from, {
    ifMatch: input.CopySourceIfMatch,
    ifNoneMatch: input.CopySourceIfNoneMatch,
    ifModifiedSince: input.CopySourceIfModifiedSince,
    ifUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
  });
  const range = findRange(input.CopySourceRange, from.size);
  const bytes = context.blobs.get(from.hash).subarray(range?.first ?? 0, (range?.last ?? from.size - 1) + 1);
  const checksums = upload.algorithm === undefined ? {} : sumsOf(bytes, upload.algorithm);
  const part = keepPart(context, { upload, partNumber: input.PartNumber, bytes, checksums });
  billRequest(context, bucket, "UploadPartCopy");
  return {
    CopyPartResult: { ETag: part.etag, LastModified: new Date(part.lastModified), ...checksums },
    ServerSideEncryption: "AES256",
  };
};

export const completeMultipartUpload: Operation<
  CompleteMultipartUploadCommandInput,
  CompleteMultipartUploadCommandOutput
> = (context, input) => {
  const bucket = getBucket(context, input);
  const upload = getUpload(context, input);
  checkWrite(upload.key, findVersion(context, { bucket: bucket.name, key: upload.key, versionId: undefined }), {
    ifMatch: input.IfMatch,
    ifNoneMatch: input.IfNoneMatch,
  });
  const parts = chosenParts(upload, input.MultipartUpload?.Parts ?? []);
  const bytes = joined(parts.map(({ hash }) => context.blobs.get(hash)));
  const digests = Uint8Array.from(parts.flatMap(({ hash }) => [...md5(context.blobs.get(hash))]));
  const algorithm = upload.algorithm ?? "CRC64NVME";
  const isComposite = upload.checksumType === "COMPOSITE";
  const checksums = isComposite
    ? compositeSums(
        parts.map((part) => part.checksums),
        algorithm,
      )
    : sumsOf(bytes, algorithm);
  const version = putVersion(context, {
    bucket,
    key: upload.key,
    version: {
      ...upload.given,
      isDeleteMarker: false,
      hash: context.blobs.put(bytes),
      size: bytes.length,
      etag: `"${toHex(md5(digests))}-${parts.length}"`,
      lastModified: context.now(),
      checksums,
      checksumType: upload.checksumType,
      parts: parts.map(({ size }) => size),
    },
  });
  drop(context, upload);
  billRequest(context, bucket, "CompleteMultipartUpload");
  return {
    Location: `https://${bucket.name}.s3.${bucket.region}.amazonaws.com/${upload.key}`,
    Bucket: bucket.name,
    Key: upload.key,
    ETag: version.etag,
    ServerSideEncryption: "AES256",
    ...checksums,
    ChecksumType: upload.checksumType,
    ...versionIdOf(bucket, version),
  };
};

export const abortMultipartUpload: Operation<AbortMultipartUploadCommandInput, AbortMultipartUploadCommandOutput> = (
  context,
  input,
) => {
  getBucket(context, input);
  drop(context, getUpload(context, input));
  return {};
};

export const listParts: Operation<ListPartsCommandInput, ListPartsCommandOutput> = (context, input) => {
  const bucket = getBucket(context, input);
  const upload = getUpload(context, input);
  const most = Math.min(input.MaxParts ?? 1000, 1000);
  const after = Number(input.PartNumberMarker ?? "0");
  const rest = [...upload.parts].filter(([number]) => number > after).sort(([one], [other]) => one - other);
  const page = rest.slice(0, most);
  const last = page.at(-1)?.[0];
  const owner = ownerOf(context);
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    PartNumberMarker: String(after),
    MaxParts: most,
    IsTruncated: rest.length > page.length,
    ...(rest.length > page.length && last !== undefined ? { NextPartNumberMarker: String(last) } : {}),
    Parts: page.map(([PartNumber, part]) => ({
      PartNumber,
      LastModified: new Date(part.lastModified),
      ETag: part.etag,
      Size: part.size,
      ...part.checksums,
    })),
    Initiator: owner,
    Owner: owner,
    StorageClass: "STANDARD",
  };
};

export const listMultipartUploads: Operation<ListMultipartUploadsCommandInput, ListMultipartUploadsCommandOutput> = (
  context,
  input,
) => {
  const bucket = getBucket(context, input);
  const most = Math.min(input.MaxUploads ?? 1000, 1000);
  const owner = ownerOf(context);
  const { KeyMarker = "", UploadIdMarker = "", Prefix = "", Delimiter = "" } = input;
  const all = uploads(context)
    .rows()
    .filter((upload) => upload.bucket === bucket.name && upload.key.startsWith(Prefix))
    .sort((one, other) => compareKeys(one.key, other.key) || compareKeys(one.uploadId, other.uploadId))
    .filter(({ key, uploadId }) => {
      const order = compareKeys(key, KeyMarker);
      return order > 0 || (order === 0 && UploadIdMarker !== "" && compareKeys(uploadId, UploadIdMarker) > 0);
    });
  const foldedAt = (key: string): number => (Delimiter === "" ? -1 : key.indexOf(Delimiter, Prefix.length));
  const prefixes = new Set(
    all.filter(({ key }) => foldedAt(key) !== -1).map(({ key }) => key.slice(0, foldedAt(key) + Delimiter.length)),
  );
  const listed = all.filter(({ key }) => foldedAt(key) === -1);
  const page = listed.slice(0, most);
  const last = page.at(-1);
  const isCut = listed.length > page.length;
  return {
    Bucket: bucket.name,
    KeyMarker,
    UploadIdMarker,
    MaxUploads: most,
    IsTruncated: isCut,
    ...(Prefix === "" ? {} : { Prefix }),
    ...(Delimiter === "" ? {} : { Delimiter }),
    ...(isCut && last !== undefined ? { NextKeyMarker: last.key, NextUploadIdMarker: last.uploadId } : {}),
    ...(prefixes.size === 0 ? {} : { CommonPrefixes: [...prefixes].map((prefix) => ({ Prefix: prefix })) }),
    Uploads: page.map((upload) => ({
      UploadId: upload.uploadId,
      Key: upload.key,
      Initiated: new Date(upload.initiated),
      StorageClass: "STANDARD" as const,
      Owner: owner,
      Initiator: owner,
    })),
  };
};

function keepPart(
  context: Context,
  {
    upload,
    partNumber = 0,
    bytes,
    checksums,
  }: {
    readonly upload: Upload;
    readonly partNumber: number | undefined;
    readonly bytes: Uint8Array;
    readonly checksums: Readonly<Record<string, string>>;
  },
): Part {
  if (partNumber < 1 || partNumber > 10_000) {
    throw refuse.invalidArgument("Part number must be an integer between 1 and 10000, inclusive", {
      ArgumentName: "partNumber",
      ArgumentValue: partNumber,
    });
  }
  const there = upload.parts.get(partNumber);
  if (there !== undefined) context.blobs.release(there.hash);
  const part = {
    hash: context.blobs.put(bytes),
    size: bytes.length,
    etag: `"${toHex(md5(bytes))}"`,
    lastModified: context.now(),
    checksums,
  };
  uploads(context).put(upload.uploadId, { ...upload, parts: new Map([...upload.parts, [partNumber, part]]) });
  return part;
}

function chosenParts(
  upload: Upload,
  listed: readonly { readonly PartNumber?: number | undefined; readonly ETag?: string | undefined }[],
): readonly Part[] {
  if (listed.length === 0) throw refuse.malformedXml();
  const numbers = listed.map(({ PartNumber = 0 }) => PartNumber);
  if (numbers.some((number, at) => at > 0 && number <= (numbers[at - 1] ?? 0))) throw refuse.invalidPartOrder();
  const parts = listed.map(({ PartNumber = 0, ETag = "" }) => {
    const part = upload.parts.get(PartNumber);
    if (part === undefined || part.etag.replaceAll('"', "") !== ETag.replaceAll('"', "")) throw refuse.invalidPart();
    return part;
  });
  for (const [at, { size }] of parts.slice(0, -1).entries()) {
    if (size < SMALLEST_PART) throw refuse.tooSmall({ size, partNumber: numbers[at] ?? 0 });
  }
  return parts;
}

function drop(context: Context, upload: Upload): void {
  for (const { hash } of upload.parts.values()) context.blobs.release(hash);
  uploads(context).delete(upload.uploadId);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
