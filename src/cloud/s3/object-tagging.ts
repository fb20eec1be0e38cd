import type {
  DeleteObjectTaggingCommandInput,
  DeleteObjectTaggingCommandOutput,
  GetObjectAclCommandInput,
  GetObjectAclCommandOutput,
  GetObjectTaggingCommandInput,
  GetObjectTaggingCommandOutput,
  PutObjectTaggingCommandInput,
  PutObjectTaggingCommandOutput,
} from "@aws-sdk/client-s3";
import type { Context, Operation } from "#cloud/core/service.ts";
import { type Tags, tagList } from "#cloud/core/tags.ts";
import { type Bucket, getBucket, getVersion, objects, type Version } from "./bucket.ts";
import { ownerOf } from "./listing.ts";
import { checkedTags } from "./object-attributes.ts";
import { versionIdOf } from "./objects.ts";

type Named = {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
};

function find(context: Context, input: Named): { readonly bucket: Bucket; readonly version: Version } {
  const bucket = getBucket(context, input);
  return {
    bucket,
    version: getVersion(context, { bucket: bucket.name, key: input.Key ?? "", versionId: input.VersionId }),
  };
}

function setTags(context: Context, input: Named, tags: Tags): { readonly VersionId?: string } {
  const { bucket, version } = find(context, input);
  objects(context, bucket.name).change(input.Key ?? "", (row) => ({
    ...row,
    versions: row.versions.map((one) => (one === version ? { ...one, tags } : one)),
  }));
  return versionIdOf(bucket, version);
}

export const getObjectTagging: Operation<GetObjectTaggingCommandInput, GetObjectTaggingCommandOutput> = (
  context,
  input,
) => {
  const { bucket, version } = find(context, input);
  return { TagSet: tagList(version.tags), ...versionIdOf(bucket, version) };
};

export const putObjectTagging: Operation<PutObjectTaggingCommandInput, PutObjectTaggingCommandOutput> = (
  context,
  input,
) => setTags(context, input, checkedTags(input.Tagging?.TagSet ?? [], 10));

export const deleteObjectTagging: Operation<DeleteObjectTaggingCommandInput, DeleteObjectTaggingCommandOutput> = (
  context,
  input,
) => setTags(context, input, {});

export const getObjectAcl: Operation<GetObjectAclCommandInput, GetObjectAclCommandOutput> = (context, input) => {
  find(context, input);
  const owner = ownerOf(context);
  return { Owner: owner, Grants: [{ Grantee: { ...owner, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }] };
};
