import type { Context } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import type { Tags } from "#cloud/core/tags.ts";
import { refuse } from "./refuse.ts";

export type Bucket = {
  readonly name: string;
  readonly region: string;
  readonly createdAt: number;
  /** Nothing: never switched on. */
  readonly versioning: "Enabled" | "Suspended" | undefined;
  readonly tags: Tags | undefined;
  readonly policy: string | undefined;
  /** Documents that are kept and given back: encryption, lifecycle, public access block, ownership, notification. */
  readonly documents: Readonly<Record<string, object>>;
};

/** What lies under a key: its versions, the newest last. */
export type ObjectRow = { readonly key: string; readonly versions: readonly Version[] };

export type Version = {
  /** "null" for what was put while versioning was off. */
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
  /** Name of the bytes. */
  readonly hash: string;
  readonly size: number;
  /** With its quotes. */
  readonly etag: string;
  readonly lastModified: number;
  readonly contentType: string;
  /** Cache-Control and its like, by the name of their member. */
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: string;
  readonly tags: Tags;
  readonly checksums: Readonly<Record<string, string>>;
  readonly checksumType: "FULL_OBJECT" | "COMPOSITE";
  /** Sizes of the parts it was uploaded in. */
  readonly parts: readonly number[] | undefined;
};

export function buckets(context: Context): Table<Bucket> {
  return context.table<Bucket>("buckets");
}

export function objects(context: Context, bucket: string): Table<ObjectRow> {
  return context.table<ObjectRow>(`objects/${bucket}`);
}

/** The bucket that a request names, if it exists, belongs to whom the request expects and lies in the region that was signed for. */
export function getBucket(
  context: Context,
  input: { readonly Bucket?: string | undefined; readonly ExpectedBucketOwner?: string | undefined },
): Bucket {
  const name = input.Bucket ?? "";
  const bucket = buckets(context).find(name);
  if (bucket === undefined) throw refuse.noSuchBucket(name);
  if (input.ExpectedBucketOwner !== undefined && input.ExpectedBucketOwner !== context.accountId)
    throw refuse.accessDenied();
  if (bucket.region !== context.region) throw refuse.wrongRegion({ used: context.region, right: bucket.region });
  return bucket;
}

/** The version that a request names: the newest, or the one whose id it gives. */
export function getVersion(
  context: Context,
  { bucket, key, versionId }: { readonly bucket: string; readonly key: string; readonly versionId: string | undefined },
): Version {
  const version = findVersion(context, { bucket, key, versionId });
  if (version === undefined && versionId !== undefined) throw refuse.noSuchVersion({ key, versionId });
  if (version === undefined) throw refuse.noSuchKey(key);
  if (version.isDeleteMarker) throw versionId === undefined ? refuse.noSuchKey(key) : refuse.isDeleteMarker();
  return version;
}

export function findVersion(
  context: Context,
  { bucket, key, versionId }: { readonly bucket: string; readonly key: string; readonly versionId: string | undefined },
): Version | undefined {
  const versions = objects(context, bucket).find(key)?.versions ?? [];
  return versionId === undefined ? versions.at(-1) : versions.find((version) => version.versionId === versionId);
}

/** The bill of a bucket's storage goes on with what it holds after this many bytes more (or fewer). */
export function meterStorage(context: Context, bucket: Bucket, change: number): void {
  if (change === 0) return;
  const stored = context.table<number>("stored");
  const bytes = (stored.find(bucket.name) ?? 0) + change;
  stored.put(bucket.name, bytes);
  const key = `storage/${bucket.name}`;
  context.bill.stop(key);
  if (bytes === 0) return;
  const usage = { resource: `arn:aws:s3:::${bucket.name}`, operation: "StandardStorage", tags: bucket.tags ?? {} };
  context.bill.start(key, { ...usage, price: "s3/storage-gb-hour", quantity: bytes / 2 ** 30 });
}
