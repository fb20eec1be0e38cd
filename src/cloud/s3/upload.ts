import { md5 } from "#cloud/core/md5.ts";
import type { Context } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import { toHex } from "#engine/core/sha-256.ts";
import type { GivenAttributes } from "./object-attributes.ts";
import { refuse } from "./refuse.ts";

export type Part = {
  readonly hash: string;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: number;
  readonly checksums: Readonly<Record<string, string>>;
};

export type Upload = {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly initiated: number;
  readonly given: GivenAttributes;
  readonly algorithm: string | undefined;
  readonly checksumType: "FULL_OBJECT" | "COMPOSITE";
  readonly parts: ReadonlyMap<number, Part>;
};

export function uploads(context: Context): Table<Upload> {
  return context.table<Upload>("uploads");
}

export function getUpload(
  context: Context,
  input: {
    readonly Bucket?: string | undefined;
    readonly Key?: string | undefined;
    readonly UploadId?: string | undefined;
  },
): Upload {
  const upload = uploads(context).find(input.UploadId ?? "");
  if (upload === undefined || upload.bucket !== input.Bucket || upload.key !== input.Key)
    throw refuse.noSuchUpload(input.UploadId ?? "");
  return upload;
}

export function keepPart(
  context: Context,
  {
    upload,
    partNumber = 0,
    bytes,
    checksums,
  }: {
    readonly upload: Upload;
    readonly partNumber: number | undefined;
    readonly bytes: Uint8Array;
    readonly checksums: Readonly<Record<string, string>>;
  },
): Part {
  if (partNumber < 1 || partNumber > 10_000) {
    throw refuse.invalidArgument("Part number must be an integer between 1 and 10000, inclusive", {
      ArgumentName: "partNumber",
      ArgumentValue: partNumber,
    });
  }
  const there = upload.parts.get(partNumber);
  if (there !== undefined) context.blobs.release(there.hash);
  const part = {
    hash: context.blobs.put(bytes),
    size: bytes.length,
    etag: `"${toHex(md5(bytes))}"`,
    lastModified: context.now(),
    checksums,
  };
  uploads(context).put(upload.uploadId, { ...upload, parts: new Map([...upload.parts, [partNumber, part]]) });
  return part;
}

export function dropUpload(context: Context, upload: Upload): void {
  for (const { hash } of upload.parts.values()) context.blobs.release(hash);
  uploads(context).delete(upload.uploadId);
}
