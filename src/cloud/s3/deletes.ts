import type {
  DeleteObjectCommandInput,
  DeleteObjectCommandOutput,
  DeleteObjectsCommandInput,
  DeleteObjectsCommandOutput,
} from "@aws-sdk/client-s3";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { type Bucket, getBucket, objects } from "./bucket.ts";
import { checkWrite } from "./conditions.ts";
import { dropVersion, putVersion } from "./put-version.ts";
import { refuse } from "./refuse.ts";

export const deleteObject: Operation<DeleteObjectCommandInput, DeleteObjectCommandOutput> = (context, input) => {
  const bucket = getBucket(context, input);
  const key = input.Key ?? "";
  if (input.IfMatch !== undefined) {
    checkWrite(key, objects(context, bucket.name).find(key)?.versions.at(-1), {
      ifMatch: input.IfMatch,
      ifNoneMatch: undefined,
    });
  }
  return take(context, { bucket, key, versionId: input.VersionId });
};

export const deleteObjects: Operation<DeleteObjectsCommandInput, DeleteObjectsCommandOutput> = (context, input) => {
  const bucket = getBucket(context, input);
  const wanted = input.Delete?.Objects ?? [];
  if (wanted.length === 0 || wanted.length > 1000) throw refuse.malformedXml();
  const deleted: NonNullable<DeleteObjectsCommandOutput["Deleted"]> = [];
  const policy = bucket.policy === undefined ? {} : { resourcePolicy: bucket.policy };
  const errors: NonNullable<DeleteObjectsCommandOutput["Errors"]> = [];
  for (const { Key = "", VersionId } of wanted) {
    const named = { Key, ...(VersionId === undefined ? {} : { VersionId }) };
    try {
      const action = VersionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
      context.authorize({ action, resources: [`arn:aws:s3:::${bucket.name}/${Key}`], ...policy });
      const { DeleteMarker, VersionId: made } = take(context, { bucket, key: Key, versionId: VersionId });
      deleted.push({
        ...named,
        ...(DeleteMarker === true ? { DeleteMarker } : {}),
        ...(DeleteMarker === true && made !== undefined ? { DeleteMarkerVersionId: made } : {}),
      });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      errors.push({ ...named, Code: error.code, Message: error.message });
    }
  }
  return {
    ...(input.Delete?.Quiet === true ? {} : { Deleted: deleted }),
    ...(errors.length === 0 ? {} : { Errors: errors }),
  };
};

/** Without an id, a versioned object only gets a delete marker; with one, that version is gone for good. */
function take(
  context: Context,
  { bucket, key, versionId }: { readonly bucket: Bucket; readonly key: string; readonly versionId: string | undefined },
): { readonly DeleteMarker?: boolean; readonly VersionId?: string } {
  const row = objects(context, bucket.name).find(key);
  if (versionId !== undefined) {
    const version = row?.versions.find((one) => one.versionId === versionId);
    if (row !== undefined && version !== undefined) dropVersion(context, { bucket, row, version });
    return { VersionId: versionId, ...(version?.isDeleteMarker === true ? { DeleteMarker: true } : {}) };
  }
  if (bucket.versioning === undefined) {
    const version = row?.versions.at(-1);
    if (row !== undefined && version !== undefined) dropVersion(context, { bucket, row, version });
    return {};
  }
  const marker = putVersion(context, {
    bucket,
    key,
    version: {
      isDeleteMarker: true,
      hash: "",
      size: 0,
      etag: "",
      lastModified: context.now(),
      contentType: "",
      headers: {},
      metadata: {},
      storageClass: "STANDARD",
      tags: {},
      checksums: {},
      checksumType: "FULL_OBJECT",
      parts: undefined,
    },
  });
  return { DeleteMarker: true, VersionId: marker.versionId };
}
