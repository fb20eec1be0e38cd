import type { Service } from "#cloud/core/service.ts";
import {
  deleteBucketPolicy,
  deleteBucketTagging,
  documentOperations,
  getBucketPolicy,
  getBucketTagging,
  putBucketPolicy,
  putBucketTagging,
} from "./bucket-documents.ts";
import {
  createBucket,
  deleteBucket,
  getBucketAcl,
  getBucketLocation,
  getBucketVersioning,
  headBucket,
  listBuckets,
  putBucketVersioning,
} from "./bucket-operations.ts";
import { deleteObject, deleteObjects } from "./deletes.ts";
import { listObjects, listObjectsV2 } from "./listing.ts";
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  uploadPart,
  uploadPartCopy,
} from "./multipart.ts";
import { deleteObjectTagging, getObjectAcl, getObjectTagging, putObjectTagging } from "./object-tagging.ts";
import { copyObject, getObject, getObjectAttributes, headObject, putObject } from "./objects.ts";
import { permissions } from "./permissions.ts";
import { listMultipartUploads, listParts } from "./upload-listing.ts";
import { listObjectVersions } from "./version-listing.ts";

/** Encryption, public access block and ownership are kept and given back; all buckets are private and encrypted whatever they say. */
const encryption = documentOperations({
  member: "ServerSideEncryptionConfiguration",
  standard: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }] },
});
const publicAccess = documentOperations({
  member: "PublicAccessBlockConfiguration",
  standard: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  missing: {
    code: "NoSuchPublicAccessBlockConfiguration",
    message: "The public access block configuration was not found",
  },
});
const ownership = documentOperations({
  member: "OwnershipControls",
  standard: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
});

export const s3: Service = {
  name: "s3",
  scope: "global",
  permissions,
  operations: {
    CreateBucket: createBucket,
    DeleteBucket: deleteBucket,
    HeadBucket: headBucket,
    ListBuckets: listBuckets,
    GetBucketLocation: getBucketLocation,
    GetBucketVersioning: getBucketVersioning,
    PutBucketVersioning: putBucketVersioning,
    GetBucketTagging: getBucketTagging,
    PutBucketTagging: putBucketTagging,
    DeleteBucketTagging: deleteBucketTagging,
    GetBucketPolicy: getBucketPolicy,
    PutBucketPolicy: putBucketPolicy,
    DeleteBucketPolicy: deleteBucketPolicy,
    GetBucketEncryption: encryption.get,
    PutBucketEncryption: encryption.put,
    DeleteBucketEncryption: encryption.remove,
    GetPublicAccessBlock: publicAccess.get,
    PutPublicAccessBlock: publicAccess.put,
    DeletePublicAccessBlock: publicAccess.remove,
    GetBucketOwnershipControls: ownership.get,
    PutBucketOwnershipControls: ownership.put,
    GetBucketAcl: getBucketAcl,
    PutObject: putObject,
    GetObject: getObject,
    HeadObject: headObject,
    GetObjectAttributes: getObjectAttributes,
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    CopyObject: copyObject,
    ListObjects: listObjects,
    ListObjectsV2: listObjectsV2,
    ListObjectVersions: listObjectVersions,
    GetObjectTagging: getObjectTagging,
    PutObjectTagging: putObjectTagging,
    DeleteObjectTagging: deleteObjectTagging,
    GetObjectAcl: getObjectAcl,
    CreateMultipartUpload: createMultipartUpload,
    UploadPart: uploadPart,
    UploadPartCopy: uploadPartCopy,
    CompleteMultipartUpload: completeMultipartUpload,
    AbortMultipartUpload: abortMultipartUpload,
    ListParts: listParts,
    ListMultipartUploads: listMultipartUploads,
  },
};
