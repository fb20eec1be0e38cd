import type { Context } from "#cloud/core/service.ts";
import { type Bucket, meterStorage, type ObjectRow, objects, type Version } from "./bucket.ts";

/** Puts a version on top. Without versioning it takes the place of the version "null". */
export function putVersion(
  context: Context,
  {
    bucket,
    key,
    version,
  }: { readonly bucket: Bucket; readonly key: string; readonly version: Omit<Version, "versionId"> },
): Version {
  const versionId = bucket.versioning === "Enabled" ? context.ids.lower(32) : "null";
  const made: Version = { ...version, versionId };
  const table = objects(context, bucket.name);
  const there = table.find(key)?.versions ?? [];
  const replaced = there.filter((one) => one.versionId === versionId);
  for (const old of replaced) release(context, old);
  table.put(key, { key, versions: [...there.filter((one) => one.versionId !== versionId), made] });
  meterStorage(
    context,
    bucket,
    replaced.reduce((change, old) => change - old.size, made.size),
  );
  return made;
}

/** Takes one version away for good. */
export function dropVersion(
  context: Context,
  { bucket, row, version }: { readonly bucket: Bucket; readonly row: ObjectRow; readonly version: Version },
): void {
  const versions = row.versions.filter((one) => one !== version);
  if (versions.length === 0) objects(context, bucket.name).delete(row.key);
  else objects(context, bucket.name).put(row.key, { key: row.key, versions });
  release(context, version);
  meterStorage(context, bucket, -version.size);
}

function release(context: Context, version: Version): void {
  if (!version.isDeleteMarker) context.blobs.release(version.hash);
}
