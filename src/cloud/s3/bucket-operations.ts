import type {
  CreateBucketCommandInput,
  CreateBucketCommandOutput,
  DeleteBucketCommandInput,
  DeleteBucketCommandOutput,
  GetBucketAclCommandInput,
  GetBucketAclCommandOutput,
  GetBucketLocationCommandInput,
  GetBucketLocationCommandOutput,
  GetBucketVersioningCommandInput,
  GetBucketVersioningCommandOutput,
  HeadBucketCommandInput,
  HeadBucketCommandOutput,
  ListBucketsCommandInput,
  ListBucketsCommandOutput,
  PutBucketVersioningCommandInput,
  PutBucketVersioningCommandOutput,
} from "@aws-sdk/client-s3";
import { pageOf } from "#cloud/core/paging.ts";
import type { Operation } from "#cloud/core/service.ts";
import { buckets, getBucket, objects } from "./bucket.ts";
import { compareKeys } from "./compare-keys.ts";
import { ownerOf } from "./listing.ts";
import { checkedTags } from "./object-attributes.ts";
import { refuse } from "./refuse.ts";

export const createBucket: Operation<CreateBucketCommandInput, CreateBucketCommandOutput> = (context, input) => {
  const name = input.Bucket ?? "";
  const asked = input.CreateBucketConfiguration?.LocationConstraint;
  const region: string = asked ?? "us-east-1";
  if (region !== context.region) throw refuse.illegalLocation(asked ?? "unspecified");
  if (!isBucketName(name)) throw refuse.invalidBucketName(name);
  const answer = { Location: `/${name}`, BucketArn: `arn:aws:s3:::${name}` };
  if (buckets(context).has(name)) {
    // Northern Virginia alone answers as if the bucket had just been made.
    if (region === "us-east-1" && buckets(context).find(name)?.region === region) return answer;
    throw refuse.bucketExists(name);
  }
  const tags = input.CreateBucketConfiguration?.Tags;
  buckets(context).put(name, {
    name,
    region,
    createdAt: context.now(),
    versioning: undefined,
    tags: tags === undefined ? undefined : checkedTags(tags, 50),
    policy: undefined,
    documents: {},
  });
  return answer;
};

export const deleteBucket: Operation<DeleteBucketCommandInput, DeleteBucketCommandOutput> = (context, input) => {
  const bucket = getBucket(context, input);
  if (objects(context, bucket.name).size() > 0) throw refuse.bucketNotEmpty(bucket.name);
  buckets(context).delete(bucket.name);
  return {};
};

export const headBucket: Operation<HeadBucketCommandInput, HeadBucketCommandOutput> = (context, input) => {
  const bucket = getBucket(context, input);
  return { BucketRegion: bucket.region, BucketArn: `arn:aws:s3:::${bucket.name}`, AccessPointAlias: false };
};

export const listBuckets: Operation<ListBucketsCommandInput, ListBucketsCommandOutput> = (context, input) => {
  const items = buckets(context)
    .rows()
    .filter(({ name, region }) => name.startsWith(input.Prefix ?? "") && (input.BucketRegion ?? region) === region)
    .sort((one, other) => compareKeys(one.name, other.name));
  const page = pageOf({
    items,
    keyOf: ({ name }) => name,
    limit: input.MaxBuckets ?? 10_000,
    token: input.ContinuationToken,
    invalid: () =>
      refuse.invalidArgument("The continuation token provided is incorrect", { ArgumentName: "continuation-token" }),
  });
  return {
    Buckets: page.items.map(({ name, createdAt, region }) => ({
      Name: name,
      CreationDate: new Date(createdAt),
      BucketRegion: region,
      BucketArn: `arn:aws:s3:::${name}`,
    })),
    Owner: ownerOf(context),
    ...(input.Prefix === undefined ? {} : { Prefix: input.Prefix }),
    ...(page.nextToken === undefined ? {} : { ContinuationToken: page.nextToken }),
  };
};

export const getBucketLocation: Operation<GetBucketLocationCommandInput, GetBucketLocationCommandOutput> = (
  context,
  input,
) => {
  const { region } = getBucket(context, input);
  // Northern Virginia, the first region, is the absence of a constraint.
  return region === "us-east-1" ? {} : { LocationConstraint: region as "ap-southeast-3" }; // it was one of the enum when the bucket was made
};

export const getBucketVersioning: Operation<GetBucketVersioningCommandInput, GetBucketVersioningCommandOutput> = (
  context,
  input,
) => {
  const { versioning } = getBucket(context, input);
  return versioning === undefined ? {} : { Status: versioning };
};

export const putBucketVersioning: Operation<PutBucketVersioningCommandInput, PutBucketVersioningCommandOutput> = (
  context,
  input,
) => {
  const bucket = getBucket(context, input);
  const status = input.VersioningConfiguration?.Status;
  if (status !== "Enabled" && status !== "Suspended") throw refuse.malformedXml();
  if (input.VersioningConfiguration?.MFADelete === "Enabled") throw refuse.notImplemented("x-amz-mfa");
  buckets(context).put(bucket.name, { ...bucket, versioning: status });
  return {};
};

/** Access control lists are switched off, as they are for new buckets: the owner has all, nobody else anything. */
export const getBucketAcl: Operation<GetBucketAclCommandInput, GetBucketAclCommandOutput> = (context, input) => {
  getBucket(context, input);
  const owner = ownerOf(context);
  return { Owner: owner, Grants: [{ Grantee: { ...owner, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }] };
};

/** Rules of S3's user guide, "General purpose bucket naming rules". */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  );
}
