export type S3Place = { readonly bucket: string; readonly key: string };

/** `s3://bucket/some/key`, or nothing. */
export function findS3Uri(text: string): S3Place | undefined {
  const [, bucket, key = ""] = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(text) ?? [];
  return bucket === undefined ? undefined : { bucket, key };
}
