import type {
  ListObjectsCommandInput,
  ListObjectsCommandOutput,
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
} from "@aws-sdk/client-s3";
import { findBase64, toBase64 } from "#cloud/core/base64.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { utf8Text } from "#cloud/core/utf-8-text.ts";
import { encoded } from "#cloud/wire/message.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import { type Bucket, getBucket, type ObjectRow, objects } from "./bucket.ts";
import { compareKeys } from "./compare-keys.ts";
import { billRequest, storageClassOf } from "./objects.ts";
import { refuse } from "./refuse.ts";

/** One line of a listing: a key, or all keys that go on behind a delimiter. */
type Line =
  | { readonly kind: "object"; readonly name: string; readonly row: ObjectRow }
  | { readonly kind: "prefix"; readonly name: string };

export const listObjectsV2: Operation<ListObjectsV2CommandInput, ListObjectsV2CommandOutput> = (context, input) => {
  const bucket = getBucket(context, input);
  const most = checkedLimit(input.MaxKeys);
  const after = input.ContinuationToken === undefined ? (input.StartAfter ?? "") : readToken(input.ContinuationToken);
  const lines = currentLines(context, { bucket, prefix: input.Prefix ?? "", delimiter: input.Delimiter ?? "", after });
  const page = lines.slice(0, most);
  const last = page.at(-1);
  const write = writerOf(input.EncodingType);
  billRequest(context, bucket, "ListBucket");
  return {
    Name: bucket.name,
    ...pageOfLines({ context, page, write, withOwner: input.FetchOwner === true }),
    ...echoed(write, { Prefix: input.Prefix ?? "", Delimiter: input.Delimiter, StartAfter: input.StartAfter }),
    MaxKeys: most,
    KeyCount: page.length,
    IsTruncated: lines.length > page.length && most > 0,
    ...(input.ContinuationToken === undefined ? {} : { ContinuationToken: input.ContinuationToken }),
    ...(lines.length > page.length && last !== undefined ? { NextContinuationToken: writeToken(last.name) } : {}),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
  };
};

export const listObjects: Operation<ListObjectsCommandInput, ListObjectsCommandOutput> = (context, input) => {
  const bucket = getBucket(context, input);
  const most = checkedLimit(input.MaxKeys);
  const lines = currentLines(context, {
    bucket,
    prefix: input.Prefix ?? "",
    delimiter: input.Delimiter ?? "",
    after: input.Marker ?? "",
  });
  const page = lines.slice(0, most);
  const last = page.at(-1);
  const write = writerOf(input.EncodingType);
  const isCut = lines.length > page.length && most > 0;
  billRequest(context, bucket, "ListBucket");
  return {
    Name: bucket.name,
    ...pageOfLines({ context, page, write, withOwner: true }),
    ...echoed(write, { Prefix: input.Prefix ?? "", Delimiter: input.Delimiter, Marker: input.Marker ?? "" }),
    MaxKeys: most,
    IsTruncated: isCut,
    // without a delimiter the next page begins after the last key, and S3 does not say so
    ...(isCut && input.Delimiter !== undefined && last !== undefined ? { NextMarker: write(last.name) } : {}),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
  };
};

function currentLines(
  context: Context,
  {
    bucket,
    prefix,
    delimiter,
    after,
  }: { readonly bucket: Bucket; readonly prefix: string; readonly delimiter: string; readonly after: string },
): readonly Line[] {
  const rows = objects(context, bucket.name)
    .rows()
    .filter(({ versions }) => versions.at(-1)?.isDeleteMarker === false);
  return foldedLines({ rows, prefix, delimiter, isAfter: (name) => compareKeys(name, after) > 0 });
}

/** Keys in order, those that share what stands up to a delimiter folded into one line. */
export function foldedLines({
  rows,
  prefix,
  delimiter,
  isAfter,
}: {
  readonly rows: readonly ObjectRow[];
  readonly prefix: string;
  readonly delimiter: string;
  readonly isAfter: (name: string) => boolean;
}): readonly Line[] {
  const lines: Line[] = [];
  const folded = new Set<string>();
  for (const row of rows
    .filter(({ key }) => key.startsWith(prefix))
    .sort((one, other) => compareKeys(one.key, other.key))) {
    const at = delimiter === "" ? -1 : row.key.indexOf(delimiter, prefix.length);
    const name = at === -1 ? row.key : row.key.slice(0, at + delimiter.length);
    if (!isAfter(name) || folded.has(name)) continue;
    if (at === -1) lines.push({ kind: "object", name, row });
    else {
      folded.add(name);
      lines.push({ kind: "prefix", name });
    }
  }
  return lines;
}

function pageOfLines({
  context,
  page,
  write,
  withOwner,
}: {
  readonly context: Context;
  readonly page: readonly Line[];
  readonly write: (text: string) => string;
  readonly withOwner: boolean;
}) {
  const contents = page.flatMap((line) => {
    const version = line.kind === "object" ? line.row.versions.at(-1) : undefined;
    if (version === undefined) return [];
    return [
      {
        Key: write(line.name),
        LastModified: new Date(version.lastModified),
        ETag: version.etag,
        Size: version.size,
        StorageClass: storageClassOf(version),
        ChecksumAlgorithm: Object.keys(version.checksums).map((name) => name.replace("Checksum", "") as "CRC32"), // one of the enum
        ChecksumType: version.checksumType,
        ...(withOwner ? { Owner: ownerOf(context) } : {}),
      },
    ];
  });
  const prefixes = page.flatMap((line) => (line.kind === "prefix" ? [{ Prefix: write(line.name) }] : []));
  return {
    ...(contents.length > 0 ? { Contents: contents } : {}),
    ...(prefixes.length > 0 ? { CommonPrefixes: prefixes } : {}),
  };
}

/** What was asked for comes back, encoded as the keys are. */
export function echoed(
  write: (text: string) => string,
  asked: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const given = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(given.map(([name, text]) => [name, write(text)]));
}

/** Keys can hold what XML cannot, so clients ask for them percent-encoded; slashes stay. */
export function writerOf(encodingType: string | undefined): (text: string) => string {
  return encodingType === "url" ? (text) => encoded(text).replaceAll("%2F", "/") : (text) => text;
}

export function ownerOf(context: Context): { readonly ID: string } {
  return { ID: `${context.accountId}`.padStart(64, "0") };
}

export function checkedLimit(maxKeys: number | undefined): number {
  if (maxKeys !== undefined && (!Number.isInteger(maxKeys) || maxKeys < 0)) {
    throw refuse.invalidArgument("Argument maxKeys must be an integer between 0 and 2147483647", {
      ArgumentName: "maxKeys",
      ArgumentValue: maxKeys,
    });
  }
  return Math.min(maxKeys ?? 1000, 1000);
}

function writeToken(name: string): string {
  return toBase64(utf8Bytes(`1/${name}`));
}

function readToken(token: string): string {
  const text = utf8Text(findBase64(token) ?? new Uint8Array());
  if (!text.startsWith("1/"))
    throw refuse.invalidArgument("The continuation token provided is incorrect", {
      ArgumentName: "continuation-token",
    });
  return text.slice(2);
}
