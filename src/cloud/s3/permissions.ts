import type { AnyPermissions, Context, Permission } from "#cloud/core/service.ts";
import { buckets } from "./bucket.ts";
import { copySource } from "./object-attributes.ts";

type Input = {
  readonly Bucket?: string;
  readonly Key?: string;
  readonly VersionId?: string;
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly CopySource?: string;
};

/** What the bucket's own policy says is asked too. */
function policyOf(context: Context, bucket: string | undefined): Pick<Permission, "resourcePolicy"> {
  const policy = buckets(context).find(bucket ?? "")?.policy;
  return policy === undefined ? {} : { resourcePolicy: policy };
}

const bucketArn = ({ Bucket = "" }: Input): string => `arn:aws:s3:::${Bucket}`;
const objectArn = ({ Bucket = "", Key = "" }: Input): string => `arn:aws:s3:::${Bucket}/${Key}`;

function onBucket(action: string): AnyPermissions {
  return (context: Context, input: Input) => [
    { action: `s3:${action}`, resources: [bucketArn(input)], ...policyOf(context, input.Bucket) },
  ];
}

/** Actions on a version that is named have names of their own. */
function onObject(action: string): AnyPermissions {
  return (context: Context, input: Input) => {
    const versioned = input.VersionId === undefined ? action : (VERSION_ACTIONS[action] ?? action);
    return [{ action: `s3:${versioned}`, resources: [objectArn(input)], ...policyOf(context, input.Bucket) }];
  };
}

const VERSION_ACTIONS: Readonly<Record<string, string>> = {
  GetObject: "GetObjectVersion",
  DeleteObject: "DeleteObjectVersion",
  GetObjectTagging: "GetObjectVersionTagging",
  PutObjectTagging: "PutObjectVersionTagging",
  DeleteObjectTagging: "DeleteObjectVersionTagging",
  GetObjectAcl: "GetObjectVersionAcl",
};

const listing =
  (action: string): AnyPermissions =>
  (context: Context, input: Input) => [
    {
      action: `s3:${action}`,
      resources: [bucketArn(input)],
      ...policyOf(context, input.Bucket),
      conditions: {
        "s3:prefix": [input.Prefix ?? ""],
        ...(input.Delimiter === undefined ? {} : { "s3:delimiter": [input.Delimiter] }),
      },
    },
  ];

const copying: AnyPermissions = (context: Context, input: Input): readonly Permission[] => {
  const { bucket, key, versionId } = copySource(input.CopySource ?? "");
  const action = versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
  return [
    { action, resources: [`arn:aws:s3:::${bucket}/${key}`], ...policyOf(context, bucket) },
    { action: "s3:PutObject", resources: [objectArn(input)], ...policyOf(context, input.Bucket) },
  ];
};

/** From the service authorization reference of S3: several operations ask for one action. */
export const permissions: Readonly<Record<string, AnyPermissions>> = {
  ListBuckets: () => [{ action: "s3:ListAllMyBuckets", resources: ["*"] }],
  CreateBucket: onBucket("CreateBucket"),
  DeleteBucket: onBucket("DeleteBucket"),
  HeadBucket: listing("ListBucket"),
  GetBucketLocation: onBucket("GetBucketLocation"),
  GetBucketVersioning: onBucket("GetBucketVersioning"),
  PutBucketVersioning: onBucket("PutBucketVersioning"),
  GetBucketTagging: onBucket("GetBucketTagging"),
  PutBucketTagging: onBucket("PutBucketTagging"),
  DeleteBucketTagging: onBucket("PutBucketTagging"),
  GetBucketPolicy: onBucket("GetBucketPolicy"),
  PutBucketPolicy: onBucket("PutBucketPolicy"),
  DeleteBucketPolicy: onBucket("DeleteBucketPolicy"),
  GetBucketEncryption: onBucket("GetEncryptionConfiguration"),
  PutBucketEncryption: onBucket("PutEncryptionConfiguration"),
  DeleteBucketEncryption: onBucket("PutEncryptionConfiguration"),
  GetPublicAccessBlock: onBucket("GetBucketPublicAccessBlock"),
  PutPublicAccessBlock: onBucket("PutBucketPublicAccessBlock"),
  DeletePublicAccessBlock: onBucket("PutBucketPublicAccessBlock"),
  GetBucketOwnershipControls: onBucket("GetBucketOwnershipControls"),
  PutBucketOwnershipControls: onBucket("PutBucketOwnershipControls"),
  GetBucketNotificationConfiguration: onBucket("GetBucketNotification"),
  GetBucketAcl: onBucket("GetBucketAcl"),
  ListObjects: listing("ListBucket"),
  ListObjectsV2: listing("ListBucket"),
  ListObjectVersions: listing("ListBucketVersions"),
  ListMultipartUploads: onBucket("ListBucketMultipartUploads"),
  PutObject: onObject("PutObject"),
  GetObject: onObject("GetObject"),
  HeadObject: onObject("GetObject"),
  GetObjectAttributes: onObject("GetObject"),
  DeleteObject: onObject("DeleteObject"),
  DeleteObjects: () => [], // asked for each object, so that one denial is one error of many
  CopyObject: copying,
  GetObjectTagging: onObject("GetObjectTagging"),
  PutObjectTagging: onObject("PutObjectTagging"),
  DeleteObjectTagging: onObject("DeleteObjectTagging"),
  GetObjectAcl: onObject("GetObjectAcl"),
  CreateMultipartUpload: onObject("PutObject"),
  UploadPart: onObject("PutObject"),
  UploadPartCopy: copying,
  CompleteMultipartUpload: onObject("PutObject"),
  AbortMultipartUpload: onObject("AbortMultipartUpload"),
  ListParts: onObject("ListMultipartUploadParts"),
};
