import type {
  ListMultipartUploadsCommandInput,
  ListMultipartUploadsCommandOutput,
  ListPartsCommandInput,
  ListPartsCommandOutput,
} from "@aws-sdk/client-s3";
import type { Operation } from "#cloud/core/service.ts";
import { getBucket } from "./bucket.ts";
import { compareKeys } from "./compare-keys.ts";
import { ownerOf } from "./listing.ts";
import { getUpload, uploads } from "./upload.ts";

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
