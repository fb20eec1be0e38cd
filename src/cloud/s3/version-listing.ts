import type { ListObjectVersionsCommandInput, ListObjectVersionsCommandOutput } from "@aws-sdk/client-s3";
import type { Context, Operation } from "#cloud/core/service.ts";
import { type Bucket, getBucket, objects, type Version } from "./bucket.ts";
import { compareKeys } from "./compare-keys.ts";
import { checkedLimit, echoed, foldedLines, ownerOf, writerOf } from "./listing.ts";
import { refuse } from "./refuse.ts";

export const listObjectVersions: Operation<ListObjectVersionsCommandInput, ListObjectVersionsCommandOutput> = (
  context,
  input,
) => {
  const bucket = getBucket(context, input);
  const most = checkedLimit(input.MaxKeys);
  if (input.VersionIdMarker !== undefined && input.KeyMarker === undefined) {
    throw refuse.invalidArgument("A version-id marker cannot be specified without a key marker.");
  }
  const entries = versionEntries(context, { bucket, input });
  const page = entries.slice(0, most);
  const last = page.at(-1);
  const write = writerOf(input.EncodingType);
  const isCut = entries.length > page.length && most > 0;
  const owner = ownerOf(context);
  const described = page.flatMap((entry) => (entry.kind === "version" ? [entry] : []));
  const prefixes = page.flatMap((entry) => (entry.kind === "prefix" ? [{ Prefix: write(entry.name) }] : []));
  const common = (entry: { readonly name: string; readonly version: Version; readonly isLatest: boolean }) => ({
    Key: write(entry.name),
    VersionId: entry.version.versionId,
    IsLatest: entry.isLatest,
    LastModified: new Date(entry.version.lastModified),
    Owner: owner,
  });
  return {
    Name: bucket.name,
    ...echoed(write, { Prefix: input.Prefix ?? "", Delimiter: input.Delimiter, KeyMarker: input.KeyMarker ?? "" }),
    VersionIdMarker: input.VersionIdMarker ?? "",
    MaxKeys: most,
    IsTruncated: isCut,
    Versions: described
      .filter(({ version }) => !version.isDeleteMarker)
      .map((entry) => ({
        ...common(entry),
        ETag: entry.version.etag,
        Size: entry.version.size,
        StorageClass: "STANDARD" as const,
      })),
    DeleteMarkers: described.filter(({ version }) => version.isDeleteMarker).map(common),
    CommonPrefixes: prefixes,
    ...(isCut && last !== undefined
      ? {
          NextKeyMarker: write(last.name),
          ...(last.kind === "version" ? { NextVersionIdMarker: last.version.versionId } : {}),
        }
      : {}),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
  };
};

type VersionEntry =
  | { readonly kind: "version"; readonly name: string; readonly version: Version; readonly isLatest: boolean }
  | { readonly kind: "prefix"; readonly name: string };

function versionEntries(
  context: Context,
  { bucket, input }: { readonly bucket: Bucket; readonly input: ListObjectVersionsCommandInput },
): readonly VersionEntry[] {
  const keyMarker = input.KeyMarker ?? "";
  // The page goes on inside the marker's key when a version is named, behind it when not.
  const lines = foldedLines({
    rows: objects(context, bucket.name).rows(),
    prefix: input.Prefix ?? "",
    delimiter: input.Delimiter ?? "",
    isAfter: (name) => compareKeys(name, keyMarker) > 0 || (name === keyMarker && input.VersionIdMarker !== undefined),
  });
  return lines.flatMap((line): VersionEntry[] => {
    if (line.kind === "prefix") return [line];
    const newest = line.row.versions
      .toReversed()
      .map((version, at) => ({ kind: "version" as const, name: line.name, version, isLatest: at === 0 }));
    if (line.name !== keyMarker) return newest;
    const at = newest.findIndex(({ version }) => version.versionId === input.VersionIdMarker);
    return newest.slice(at + 1);
  });
}
