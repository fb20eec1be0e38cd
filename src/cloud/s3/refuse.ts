import { AwsError } from "#cloud/core/aws-error.ts";

type Fields = Readonly<Record<string, unknown>>;

function error(code: string, status: number, message: string, fields: Fields = {}): AwsError {
  return new AwsError(code, message, { status, fields });
}

/** S3's refusals, in the words of its API reference. */
export const refuse = {
  accessDenied: () => error("AccessDenied", 403, "Access Denied"),
  badDigest: (what: string) =>
    error("BadDigest", 400, `The ${what} you specified did not match the calculated checksum.`),
  invalidDigest: () => error("InvalidDigest", 400, "The Content-MD5 you specified was invalid."),
  bucketExists: (name: string) =>
    error(
      "BucketAlreadyOwnedByYou",
      409,
      "Your previous request to create the named bucket succeeded and you already own it.",
      { BucketName: name },
    ),
  bucketNotEmpty: (name: string) =>
    error("BucketNotEmpty", 409, "The bucket you tried to delete is not empty", { BucketName: name }),
  copyToItself: () =>
    error(
      "InvalidRequest",
      400,
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    ),
  illegalLocation: (location: string) =>
    error(
      "IllegalLocationConstraintException",
      400,
      `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    ),
  invalidArgument: (message: string, fields: Fields = {}) => error("InvalidArgument", 400, message, fields),
  invalidBucketName: (name: string) =>
    error("InvalidBucketName", 400, "The specified bucket is not valid.", { BucketName: name }),
  invalidPart: () =>
    error(
      "InvalidPart",
      400,
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    ),
  invalidPartOrder: () =>
    error(
      "InvalidPartOrder",
      400,
      "The list of parts was not in ascending order. Parts must be ordered by part number.",
    ),
  invalidRange: (size: number) =>
    error("InvalidRange", 416, "The requested range is not satisfiable", { ActualObjectSize: size }),
  invalidTag: (message: string) => error("InvalidTag", 400, message),
  isDeleteMarker: () => error("MethodNotAllowed", 405, "The specified method is not allowed against this resource."),
  keyTooLong: () => error("KeyTooLongError", 400, "Your key is too long"),
  malformedPolicy: (message: string) => error("MalformedPolicy", 400, message),
  malformedXml: () =>
    error(
      "MalformedXML",
      400,
      "The XML you provided was not well-formed or did not validate against our published schema",
    ),
  noSuchBucket: (name: string) =>
    error("NoSuchBucket", 404, "The specified bucket does not exist", { BucketName: name }),
  noSuchDocument: (code: string, message: string, bucket: string) => error(code, 404, message, { BucketName: bucket }),
  noSuchKey: (key: string) => error("NoSuchKey", 404, "The specified key does not exist.", { Key: key }),
  noSuchUpload: (uploadId: string) =>
    error(
      "NoSuchUpload",
      404,
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
      { UploadId: uploadId },
    ),
  noSuchVersion: ({ key, versionId }: { readonly key: string; readonly versionId: string }) =>
    error("NoSuchVersion", 404, "The specified version does not exist.", { Key: key, VersionId: versionId }),
  notImplemented: (what: string) =>
    error("NotImplemented", 501, `A header you provided implies functionality that is not implemented: ${what}`),
  notModified: () => error("NotModified", 304, "Not Modified"),
  preconditionFailed: (condition: string) =>
    error("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold", {
      Condition: condition,
    }),
  tooSmall: ({ size, partNumber }: { readonly size: number; readonly partNumber: number }) =>
    error("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size", {
      ProposedSize: size,
      MinSizeAllowed: 5_242_880,
      PartNumber: partNumber,
    }),
  wrongRegion: ({ used, right }: { readonly used: string; readonly right: string }) =>
    error(
      "AuthorizationHeaderMalformed",
      400,
      `The authorization header is malformed; the region '${used}' is wrong; expecting '${right}'`,
      {
        Region: right,
      },
    ),
};
