import type {
  AbortMultipartUploadCommandInput,
  AbortMultipartUploadCommandOutput,
  CompleteMultipartUploadCommandInput,
  CompleteMultipartUploadCommandOutput,
  CreateMultipartUploadCommandInput,
  CreateMultipartUploadCommandOutput,
  UploadPartCommandInput,
  UploadPartCommandOutput,
  UploadPartCopyCommandInput,
  UploadPartCopyCommandOutput,
} from "@aws-sdk/client-s3";
import { md5 } from "#cloud/core/md5.ts";
import type { Operation } from "#cloud/core/service.ts";
import { toHex } from "#engine/core/sha-256.ts";
import { findVersion, getBucket, getVersion } from "./bucket.ts";
import { checkedSums, compositeSums, sumsOf } from "./checksums.ts";
import { checkCopySource, checkWrite } from "./conditions.ts";
import { attributesOf, copySource } from "./object-attributes.ts";
import { billRequest, checkedKey, versionIdOf } from "./objects.ts";
import { putVersion } from "./put-version.ts";
import { findRange } from "./range.ts";
import { refuse } from "./refuse.ts";
import { dropUpload, getUpload, keepPart, type Part, type Upload, uploads } from "./upload.ts";

const SMALLEST_PART = 5_242_880;

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
  dropUpload(context, upload);
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
  dropUpload(context, getUpload(context, input));
  return {};
};

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

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
